// tools/table_import/file_layout.h: what the columns of one file fill, by its headings.
//
//   Errors   MatchHeadings, in this order: a heading that is not known, a heading twice, an amount
//            without its unit (COLUMN_UNKNOWN), a required column that is not there (COLUMN_MISSING):
//            each refuses the file. If it is asked for, a heading that is not known is a warning.
//   Threads  immutable once made.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/table_import/row_fault.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

struct FileColumn {
  std::string heading;              // as the file has it
  const Column* column = nullptr;   // null: not read
  const MoneyUnit* unit = nullptr;  // of amounts
};

struct FileLayout {
  std::string file;  // name within the source
  int file_order = 0;
  int64_t heading_row = 1;
  bool sheet = false;           // of a workbook
  bool ignore_unknown = false;  // cells under no heading are passed over
  const Table* table = nullptr;
  std::vector<FileColumn> columns;
  std::shared_ptr<const TableFormats> formats;  // keeps alive what table and columns point to

  // Whether the column at the index fills anything.
  bool Reads(size_t index) const {
    const Column* column = columns[index].column;
    return column != nullptr && column->type != CellType::kIgnored;
  }

  // Index of the column that fills the path, or -1.
  int Find(std::string_view path) const;
};

struct MatchOptions {
  bool source_department_given = false;  // a column 来源部门 is not required
  bool ignore_unknown = false;
};

// Fills the columns of the layout. True if the file can be read; faults hold what is wrong.
bool MatchHeadings(const TableFormats& formats, const std::vector<std::string>& headings,
                   const MatchOptions& options, FileLayout& layout, std::vector<RowFault>& faults);

// The unit that the form of a heading ends with, or null; the form is left without it. The longest suffix counts.
const MoneyUnit* SplitUnit(const TableFormats& formats, std::string& form);

// The heading to write for a column: its first one, an amount's with the unit.
std::string HeadingFor(const Column& column, const MoneyUnit& unit, bool chinese);

}  // namespace jifen::tools::table_import
