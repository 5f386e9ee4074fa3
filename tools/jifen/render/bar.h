// tools/jifen/render/bar.h: a part of a whole as a bar, to an eighth of a column.
//
//   Shape    filled columns, then a track up to the width; an optional mark, e.g. the pass mark.
//   Rounding down, so that only a full part fills the bar; anything above 0 shows at least an eighth
//            (a whole column in ASCII).
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>

#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/page.h"

namespace jifen::tools::cli {

struct BarParts {
  std::string value;
  std::string maximum;
  // Where to draw a mark; it covers the column that holds this value.
  std::optional<std::string> mark;
  // The highest value it can become, above `value`: drawn lighter.
  std::optional<std::string> highest = std::nullopt;
};

Line MakeBar(const BarParts& parts, int width, const Glyphs& glyphs, Style style);

// A text in digits that are three lines high, for "0123456789.-" only; empty lines otherwise.
std::vector<Line> BigDigits(const std::string& number, Style style);

}  // namespace jifen::tools::cli
