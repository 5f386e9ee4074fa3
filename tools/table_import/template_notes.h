// tools/table_import/template_notes.h: what a template tells clerks about its cells, in their language.
//
//   Threads  free functions without state.
#pragma once

#include <string>
#include <vector>

#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

// What goes into the cells of a column, e.g. "万元，最多6位小数". Of an enum: its values.
std::string FormNote(const Column& column, const MoneyUnit& unit, bool chinese);

// A cell as it may be filled in.
std::string ExampleCell(const Column& column, bool chinese);

// The values to choose from; empty if the cells are free.
std::vector<std::string> ValuesOf(const Column& column, bool chinese);

// The sheet of a template that holds notes, and no table.
inline constexpr char kNotesSheetZh[] = "填写说明";
inline constexpr char kNotesSheetEn[] = "notes";

// The rules that hold for all sheets, a line each.
std::vector<std::string> GeneralNotes(bool chinese);

}  // namespace jifen::tools::table_import
