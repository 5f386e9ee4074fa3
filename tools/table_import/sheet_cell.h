// tools/table_import/sheet_cell.h: places and contents of the cells of a sheet.
//
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/table_import/row_source.h"
#include "tools/table_import/workbook.h"

namespace pugi {
class xml_node;
}

namespace jifen::tools::table_import {

// Row and column from 0.
struct CellPlace {
  int64_t row = 0;
  int64_t column = 0;
};

// B12. nullopt if it is no such name, or beyond XFD1048576.
std::optional<CellPlace> ParseCellName(std::string_view name);
std::string CellName(const CellPlace& place);

// The <c> at the place as a text, or at fault.
TextCell ReadCell(const pugi::xml_node& node, const CellPlace& place, const Workbook& workbook,
                  const SharedStrings& strings);

}  // namespace jifen::tools::table_import
