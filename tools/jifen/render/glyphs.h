// tools/jifen/render/glyphs.h: the signs that cards and tables are drawn with, with a plain twin of each.
//
//   Shape    one set for terminals with Unicode, one of ASCII characters. All signs take one column,
//            the parts of bars and boxes too.
//   Threads  constants.
#pragma once

#include <string_view>

namespace jifen::tools::cli {

struct Glyphs {
  std::string_view horizontal, vertical;
  std::string_view top_left, top_right, bottom_left, bottom_right;
  std::string_view pass, fail, unknown;
  std::string_view bullet, chosen, not_chosen;
  std::string_view full, track, mark;
  // Between the lowest and the highest that a bar can become.
  std::string_view open;
  // Parts of a full block, 1/8 to 7/8; empty if there are none: then bars are rounded down.
  std::string_view eighths[7];
  std::string_view at_least, at_most, arrow, dash, dot, minus;
};

const Glyphs& GlyphsOf(bool unicode);

}  // namespace jifen::tools::cli
