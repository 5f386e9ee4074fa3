// tools/jifen/render/table.h: lists as columns that line up, Chinese or not.
//
//   Shape    a heading, a rule, a row a line. A column that is marked flexible gives way, by cutting
//            texts with an ellipsis, when the table is wider than the page.
//   Units    widths in columns of the terminal.
//   Threads  free function without state.
#pragma once

#include <string>
#include <vector>

#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/page.h"

namespace jifen::tools::cli {

struct Column {
  std::string heading;
  bool right = false;     // aligned to the right, as numbers are
  bool flexible = false;  // may be cut
};

struct Table {
  std::vector<Column> columns;
  // As many cells as columns each.
  std::vector<std::vector<Line>> rows;
};

// The columns that it needs if nothing is cut.
int NaturalWidth(const Table& table);

Page MakeTable(const Table& table, int width, const Glyphs& glyphs);

}  // namespace jifen::tools::cli
