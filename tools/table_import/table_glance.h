// tools/table_import/table_glance.h: how the columns of each table are understood, before anything is
// loaded.
//
//   Shape    one glance per table in the order of reading, whether it can be read or not. To mend what is
//            wrong, add names to the formats (TableFormats::With) and look again.
//   Errors   those of TableSource.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::table_import {

struct TableGlance {
  std::string file;              // as reports name it: a file, or a workbook with its sheet
  const Table* table = nullptr;  // null: its name is none of a table; points into options.formats
  // Of a file without a table's name: the one that its headings are most like. Its layout then shows how that
  // one would read it; it is not read.
  const Table* guess = nullptr;
  std::string form;  // as TablePart
  // Its columns by its headings; null if it has no row of headings that could be read. A column
  // whose `column` is null is not known.
  std::shared_ptr<const FileLayout> layout;
  bool readable = false;         // its rows can be loaded
  std::vector<RowFault> faults;  // of the table and its headings
  // The first rows below the headings: a text per cell, at most kValueBytesMax bytes of each.
  std::vector<std::vector<std::string>> rows;
};

absl::StatusOr<std::vector<TableGlance>> Glance(const std::filesystem::path& path,
                                                const ReadOptions& options, int rows_max);

}  // namespace jifen::tools::table_import
