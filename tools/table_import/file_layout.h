// tools/table_import/file_layout.h: what the columns of one file fill, by its headings.
//
//   Errors   MatchHeadings, in this order: a heading twice, an amount without its unit
//            (COLUMN_UNKNOWN), a required column that is not there (COLUMN_MISSING): each refuses
//            the file. A heading that is not known (COLUMN_UNKNOWN) is a warning.
//   Threads  immutable once made.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/table_import/encoding.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

struct FileColumn {
  std::string heading;              // as the file has it
  const Column* column = nullptr;   // null: not read
  const MoneyUnit* unit = nullptr;  // of amounts
};

struct FileLayout {
  std::string file;  // name within the folder
  int file_order = 0;
  const Table* table = nullptr;
  Encoding encoding = Encoding::kUtf8;
  std::vector<FileColumn> columns;

  // Whether the column at the index fills anything.
  bool Reads(size_t index) const {
    const Column* column = columns[index].column;
    return column != nullptr && column->type != CellType::kIgnored;
  }

  // Index of the column that fills the path, or -1.
  int Find(std::string_view path) const;
};

// Fills the columns of the layout. True if the file can be read; faults hold what is wrong.
bool MatchHeadings(const TableFormats& formats, const std::vector<std::string>& headings,
                   bool source_department_given, FileLayout& layout, std::vector<RowFault>& faults);

// The heading to write for a column: its first one, an amount's with the unit.
std::string HeadingFor(const Column& column, const MoneyUnit& unit, bool chinese);

}  // namespace jifen::tools::table_import
