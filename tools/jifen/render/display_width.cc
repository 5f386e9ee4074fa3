#include "tools/jifen/render/display_width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace jifen::tools::cli {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;
constexpr std::string_view kReplacementText = "\uFFFD";
constexpr std::string_view kEllipsis = "…";

int WidthOf(UChar32 point) {
  if (point < 0x20 || point == 0x7F) return 1;  // shown as the replacement
  if (point < 0x7F) return 1;
  const int8_t category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) return 0;
  if (category == U_FORMAT_CHAR && point != 0xAD) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

// The code point at `index`, which moves behind it; the replacement for broken bytes.
UChar32 NextPoint(std::string_view text, int32_t& index) {
  UChar32 point = 0;
  U8_NEXT_OR_FFFD(text.data(), index, static_cast<int32_t>(text.size()), point);
  return point;
}

bool MustNotBeShown(UChar32 point) {
  // Controls, and the bidirectional overrides that make a text read other than it is.
  return u_charType(point) == U_CONTROL_CHAR || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == kReplacement;
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) width += WidthOf(NextPoint(text, i));
  return width;
}

std::string PadRight(std::string_view text, int width) {
  std::string padded(text);
  const int missing = width - DisplayWidth(text);
  if (missing > 0) padded.append(static_cast<size_t>(missing), ' ');
  return padded;
}

std::string PadLeft(std::string_view text, int width) {
  const int missing = width - DisplayWidth(text);
  std::string padded(missing > 0 ? static_cast<size_t>(missing) : 0, ' ');
  padded.append(text);
  return padded;
}

std::string Truncate(std::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width <= 0) return "";
  int used = 0;
  int32_t end = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    used += WidthOf(NextPoint(text, i));
    if (used > width - 1) break;
    end = i;
  }
  return std::string(text.substr(0, static_cast<size_t>(end))) + std::string(kEllipsis);
}

std::string Printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const auto begin = static_cast<size_t>(i);
    const UChar32 point = NextPoint(text, i);
    if (MustNotBeShown(point)) {
      printable += point == '\n' || point == '\t' ? " " : kReplacementText;
    } else {
      printable += text.substr(begin, static_cast<size_t>(i) - begin);
    }
  }
  return printable;
}

}  // namespace jifen::tools::cli
