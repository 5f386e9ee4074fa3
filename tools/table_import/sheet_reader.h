// tools/table_import/sheet_reader.h: the rows of one sheet of a workbook.
//
//   Shape    a cell is its text as it is shown: numbers as number_format.h, TRUE and FALSE. A formula
//            (WORKBOOK_FORMULA), an error such as #N/A (CELL_INVALID) and each cell of a merged range
//            (WORKBOOK_MERGED_CELLS) are cells at fault that name their place. Rows and columns that are left out
//            are empty; rows that are hidden are read.
//   Range    kSheetRowsMax rows, kSheetColumnsMax columns with anything in them, kSheetCellsMax cells,
//            kSheetMergesMax merged ranges; a row as in table_source.h.
//   Errors   those of XmlSlicer; ARCHIVE_MALFORMED, ARCHIVE_TOO_LARGE. Whatever Check passes is read by
//            Next without an error of the content.
//   Source   ECMA-376 part 1, 18.3 (worksheets).
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/row_source.h"
#include "tools/table_import/workbook.h"

namespace jifen::tools::table_import {

inline constexpr int64_t kSheetRowsMax = 1'048'576;  // of Excel
inline constexpr int64_t kSheetColumnsMax = 512;
inline constexpr int64_t kSheetCellsMax = 50'000'000;
inline constexpr size_t kSheetMergesMax = 65'536;

// From 0; inclusive.
struct MergedRange {
  int64_t first_row = 0;
  int64_t last_row = 0;
  int64_t first_column = 0;
  int64_t last_column = 0;
  std::string name;  // A3:B4
};

struct SheetFacts {
  std::vector<MergedRange> merges;  // by first row
  int64_t bytes = 0;
  bool empty = true;  // no cell with anything in it
};

// Reads the sheet through, so that nothing is loaded of one that is damaged.
absl::StatusOr<SheetFacts> CheckSheet(const Workbook& workbook, const Sheet& sheet);

absl::StatusOr<std::unique_ptr<RowSource>> OpenSheetRows(std::shared_ptr<const Workbook> workbook,
                                                         const Sheet& sheet,
                                                         std::vector<MergedRange> merges);

}  // namespace jifen::tools::table_import
