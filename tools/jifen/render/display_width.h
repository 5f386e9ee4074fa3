// tools/jifen/render/display_width.h: how many columns a text takes on a terminal.
//
//   Units    columns: Chinese characters and other wide ones take 2, combining marks 0, the rest 1.
//   Shape    text is UTF-8; a broken byte counts as one column, as the replacement that is shown.
//   Source   UAX #11 (East_Asian_Width F and W are wide; A is narrow, as in terminals of today).
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

namespace jifen::tools::cli {

int DisplayWidth(std::string_view text);

// With spaces up to `width` columns on the right or on the left; longer texts stay as they are.
std::string PadRight(std::string_view text, int width);
std::string PadLeft(std::string_view text, int width);

// At most `width` columns; a longer text ends in an ellipsis.
std::string Truncate(std::string_view text, int width);

// Without control characters and broken UTF-8 (a replacement stands for each), so that no text from
// elsewhere can move the cursor or change colours.
std::string Printable(std::string_view text);

}  // namespace jifen::tools::cli
