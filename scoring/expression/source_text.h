// scoring/expression/source_text.h: places in the text of an expression.
//
//   Units    offsets in bytes from 0; lines and columns from 1, columns in code points.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jifen::scoring::expression {

struct Place {
  int line = 0;
  int column = 0;
};

// The place of a byte; lines end with '\n'.
Place Locate(std::string_view text, size_t offset);
// The byte of a place: the end of its line for a column beyond, of the text for a line beyond.
size_t OffsetOf(std::string_view text, const Place& place);

// A character of UTF-8. size 0: `text` is empty or does not begin with a well-formed character.
struct Character {
  char32_t code = 0;
  size_t size = 0;
};
Character DecodeUtf8(std::string_view text);
void AppendUtf8(char32_t code, std::string* text);

// Columns of a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks, else 1.
int DisplayWidth(char32_t code);

// The line of `offset`, indented by two, and below it a caret under the character there. A long line
// is cut around the caret; tabs and control characters are shown as blanks.
std::string ShowWithCaret(std::string_view text, size_t offset);

}  // namespace jifen::scoring::expression
