#include "tools/jifen/render/bar.h"

#include <algorithm>
#include <array>

#include "tools/jifen/render/decimal_text.h"

namespace jifen::tools::cli {
namespace {

constexpr int kEighths = 8;

// Eighths of columns that are filled.
int FilledEighths(const BarParts& parts, int width, const Glyphs& glyphs) {
  const int filled = PartsOf(parts.value, parts.maximum, width * kEighths);
  const int least = glyphs.eighths[0].empty() ? kEighths : 1;
  return CompareDecimals(parts.value, "0") > 0 ? std::max(filled, least) : 0;
}

// The columns that a value of the bar lies in, from 0.
int ColumnOf(const std::string& value, const BarParts& parts, int width) {
  return std::min(PartsOf(value, parts.maximum, width), width - 1);
}

constexpr std::string_view kDigits = "0123456789.-";
constexpr std::array<std::array<std::string_view, 3>, 12> kShapes = {{
    {"█▀█", "█ █", "▀▀▀"},
    {"▀█ ", " █ ", "▀▀▀"},
    {"▀▀█", "█▀▀", "▀▀▀"},
    {"▀▀█", " ▀█", "▀▀▀"},
    {"█ █", "▀▀█", "  ▀"},
    {"█▀▀", "▀▀█", "▀▀▀"},
    {"█▀▀", "█▀█", "▀▀▀"},
    {"▀▀█", "  █", "  ▀"},
    {"█▀█", "█▀█", "▀▀▀"},
    {"█▀█", "▀▀█", "▀▀▀"},
    {" ", " ", "▀"},
    {"  ", "▀▀", "  "},
}};

}  // namespace

Line MakeBar(const BarParts& parts, int width, const Glyphs& glyphs, Style style) {
  const int filled = FilledEighths(parts, width, glyphs);
  const int open = parts.highest.has_value() ? PartsOf(*parts.highest, parts.maximum, width) : 0;
  const int mark = parts.mark.has_value() ? ColumnOf(*parts.mark, parts, width) : -1;
  Line bar;
  for (int column = 0; column < width; ++column) {
    const int here = std::clamp(filled - column * kEighths, 0, kEighths);
    if (column == mark) {
      bar.Add(glyphs.mark, Style::kBold);
    } else if (here == kEighths) {
      bar.Add(glyphs.full, style);
    } else if (here > 0 && !glyphs.eighths[here - 1].empty()) {
      bar.Add(glyphs.eighths[here - 1], style);
    } else if (column < open) {
      bar.Add(glyphs.open, style);
    } else {
      bar.Add(glyphs.track, Style::kDim);
    }
  }
  return bar;
}

std::vector<Line> BigDigits(const std::string& number, Style style) {
  std::vector<Line> lines(3);
  for (const char c : number) {
    const size_t index = kDigits.find(c);
    if (index == std::string_view::npos) return std::vector<Line>(3);
    for (size_t row = 0; row < lines.size(); ++row) {
      if (!lines[row].empty()) lines[row].Add(" ", style);
      lines[row].Add(kShapes[index][row], style);
    }
  }
  return lines;
}

}  // namespace jifen::tools::cli
