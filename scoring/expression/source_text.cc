#include "scoring/expression/source_text.h"

#include <algorithm>
#include <iterator>

namespace jifen::scoring::expression {
namespace {

// So many columns of a long line are shown before and after the caret.
constexpr int kColumnsBeforeCaret = 60;
constexpr int kColumnsAfterCaret = 40;
constexpr char kCut[] = "...";

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 15, East_Asian_Width W and F, in the blocks that Chinese, Japanese and Korean texts use.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
};

bool IsIn(char32_t code, const Range* begin, const Range* end) {
  return std::any_of(begin, end, [&](Range r) { return r.first <= code && code <= r.last; });
}

Character CharacterAt(std::string_view text, size_t offset) {
  const Character character = DecodeUtf8(text.substr(offset));
  return character.size > 0 ? character : Character{.code = 0xFFFD, .size = 1};
}

// Appends what the terminal shows of [from, to) and returns how many columns it takes.
int Show(std::string_view text, size_t from, size_t to, std::string* shown) {
  int columns = 0;
  while (from < to) {
    const Character character = CharacterAt(text, from);
    const bool control = character.code < 0x20 || character.code == 0x7F;
    AppendUtf8(control ? U' ' : character.code, shown);
    columns += DisplayWidth(character.code);
    from += character.size;
  }
  return columns;
}

// The first byte after `columns` columns from `from`, at most `end`.
size_t Forward(std::string_view text, size_t from, size_t end, int columns) {
  while (from < end && columns > 0) {
    const Character character = CharacterAt(text, from);
    columns -= DisplayWidth(character.code);
    from += character.size;
  }
  return std::min(from, end);
}

// The byte that is about `columns` columns before `from`, at least `begin`.
size_t Backward(std::string_view text, size_t begin, size_t from, int columns) {
  while (from > begin && columns > 0) {
    --from;
    while (from > begin && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
    columns -= DisplayWidth(CharacterAt(text, from).code);
  }
  return from;
}

}  // namespace

Place Locate(std::string_view text, size_t offset) {
  Place place{.line = 1, .column = 1};
  for (size_t i = 0; i < std::min(offset, text.size()); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

size_t OffsetOf(std::string_view text, const Place& place) {
  size_t offset = 0;
  for (int line = 1; line < place.line && offset < text.size(); ++offset) {
    line += text[offset] == '\n' ? 1 : 0;
  }
  int left = place.column;
  for (; offset < text.size() && text[offset] != '\n'; ++offset) {
    const bool begins = (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
    if (begins && --left == 0) break;
  }
  return offset;
}

Character DecodeUtf8(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {.code = lead, .size = 1};
  const size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t code = lead & (0xFFu >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[size] || code > 0x10FFFF || surrogate) return {};
  return {.code = code, .size = size};
}

void AppendUtf8(char32_t code, std::string* text) {
  const auto append = [text](char32_t byte) { text->push_back(static_cast<char>(byte)); };
  if (code < 0x80) return append(code);
  if (code < 0x800) {
    append(0xC0 | (code >> 6));
  } else {
    if (code < 0x10000) {
      append(0xE0 | (code >> 12));
    } else {
      append(0xF0 | (code >> 18));
      append(0x80 | ((code >> 12) & 0x3F));
    }
    append(0x80 | ((code >> 6) & 0x3F));
  }
  append(0x80 | (code & 0x3F));
}

int DisplayWidth(char32_t code) {
  if (code < 0x300) return 1;
  if (IsIn(code, std::begin(kZeroWidth), std::end(kZeroWidth))) return 0;
  return IsIn(code, std::begin(kWide), std::end(kWide)) ? 2 : 1;
}

std::string ShowWithCaret(std::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  const size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const size_t line_begin = newline == std::string_view::npos ? 0 : newline + 1;
  size_t line_end = std::min(text.find('\n', offset), text.size());
  if (line_end > line_begin && line_end > offset && text[line_end - 1] == '\r') --line_end;

  const size_t begin = Backward(text, line_begin, offset, kColumnsBeforeCaret);
  const size_t end = Forward(text, offset, line_end, kColumnsAfterCaret);
  std::string shown = "  ";
  int columns = 0;
  if (begin > line_begin) {
    shown += kCut;
    columns += static_cast<int>(std::size(kCut)) - 1;
  }
  columns += Show(text, begin, offset, &shown);
  Show(text, offset, end, &shown);
  if (end < line_end) shown += kCut;
  return shown + "\n" + std::string(static_cast<size_t>(columns) + 2, ' ') + "^";
}

}  // namespace jifen::scoring::expression
