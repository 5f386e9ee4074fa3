// tools/table_import/table_opening.h: a table up to its first row below the headings.
//
//   Shape    the headings are in the first row that is not blank. If it cannot be used, and one of the
//            next kHeadingRowsMax fits better, that is said instead: titles were left above.
//   Errors   those of the part's bytes; else faults, of which one without warning refuses the table.
//   Threads  free functions without state.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/row_source.h"
#include "tools/table_import/table_part.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::table_import {

inline constexpr int kHeadingRowsMax = 20;

struct OpenedTable {
  std::shared_ptr<const FileLayout> layout;  // null: no row of headings
  std::unique_ptr<RowSource> rows;           // null if the table cannot be read
  std::vector<RowFault> faults;
};

absl::StatusOr<OpenedTable> OpenTable(const TablePart& part, int file_order,
                                      const std::shared_ptr<const TableFormats>& formats,
                                      const ReadOptions& options);

bool IsBlank(const TextRow& row);

// The formats of the options, or those that are built in.
absl::StatusOr<std::shared_ptr<const TableFormats>> FormatsOf(const ReadOptions& options);

}  // namespace jifen::tools::table_import
