// tools/table_import/table_guess.h: which table a file or sheet looks like by its headings.
//
//   Shape    a row is taken for headings if kGuessHeadingsMin of its cells are headings of one table; of
//            several tables the one with most. Among the first kGuessRowsMax rows the first such row counts.
//   Errors   those of the rows' bytes.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/row_source.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

inline constexpr int kGuessHeadingsMin = 2;
inline constexpr int kGuessRowsMax = 20;

struct TableGuess {
  const Table* table = nullptr;  // null: like none, or like two
  TextRow first;                 // the first row that is not blank; no cells if there is none
};

std::vector<std::string> HeadingsOf(const TextRow& row);

// How many of the headings are the table's.
int KnownHeadings(const TableFormats& formats, const Table& table,
                  const std::vector<std::string>& headings);

absl::StatusOr<TableGuess> GuessTable(const TableFormats& formats, RowSource& rows);

// Whether a sheet of this name is for those who fill in the others, such as 填表说明.
bool IsNotesName(std::string_view name);

}  // namespace jifen::tools::table_import
