// tools/table_import/table_part.h: one table of a source: a file, an entry of an archive or a sheet.
//
//   Threads  plain values; the rows of parts of one source are read one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/row_source.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

struct TablePart {
  std::string name;              // as reports show it
  const Table* table = nullptr;  // null: not read
  bool sheet = false;            // of a workbook: no cell can shift into the next column
  int64_t bytes = 0;
  std::string form;  // for people: CSV UTF-8, CSV GB18030, Excel; empty if it could not be told
  // Of a file or sheet without a table's name: it is for people, and nothing is missed by not reading it.
  bool notes = false;
  // Why nothing of it is read; file and order are filled in by who reads.
  std::optional<RowFault> fault;
  // Begins its rows anew; null if there is a fault, or no table and no rows that can be read.
  std::function<absl::StatusOr<std::unique_ptr<RowSource>>()> open;
};

}  // namespace jifen::tools::table_import
