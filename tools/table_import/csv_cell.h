// tools/table_import/csv_cell.h: a text as a cell of a CSV file that people open in a spreadsheet.
//
//   Shape    quoted if it must be. A text that begins with = + - @ (full-width too) or a tab or return gets a '
//            before it, so that no spreadsheet runs it as a formula.
//   Threads  a free function without state.
#pragma once

#include <string>
#include <string_view>

namespace jifen::tools::table_import {

std::string CsvCell(std::string_view text);

}  // namespace jifen::tools::table_import
