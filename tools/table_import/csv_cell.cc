#include "tools/table_import/csv_cell.h"

namespace jifen::tools::table_import {
namespace {

// The full-width ones too: some spreadsheets take them for the others.
constexpr std::string_view kFormulaSigns[] = {"=",  "+",  "-",  "@",  "\t",
                                              "\r", "＝", "＋", "－", "＠"};

}  // namespace

std::string CsvCell(std::string_view text) {
  std::string cell(text);
  for (std::string_view sign : kFormulaSigns) {
    if (!text.starts_with(sign)) continue;
    cell.insert(0, 1, '\'');
    break;
  }
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace jifen::tools::table_import
