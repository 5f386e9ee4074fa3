#include "tools/table_import/text_form.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kAsciiSpaces = " \t\r\n\v\f";
// Ideographic space, no-break space, byte order mark.
constexpr std::string_view kWideSpaces[] = {"\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Whether no white space begins or ends with the byte: so it is for nearly all.
bool IsPlain(char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; }

// Bytes of the white space at the beginning or the end; 0 if there is none.
size_t LeadingSpace(std::string_view text) {
  if (text.empty() || IsPlain(text.front())) return 0;
  if (kAsciiSpaces.find(text.front()) != std::string_view::npos) return 1;
  for (std::string_view space : kWideSpaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

size_t TrailingSpace(std::string_view text) {
  if (text.empty() || IsPlain(text.back())) return 0;
  if (kAsciiSpaces.find(text.back()) != std::string_view::npos) return 1;
  for (std::string_view space : kWideSpaces) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

// Also ① and ² as digits (NFKC): right for names, wrong for values.
std::string Compatible(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) return std::string(text);
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string compatible;
  nfkc->normalize(wide, error).toUTF8String(compatible);
  return U_FAILURE(error) ? std::string(text) : compatible;
}

char SmallLetter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string Trim(std::string_view text) {
  while (const size_t bytes = LeadingSpace(text)) text.remove_prefix(bytes);
  while (const size_t bytes = TrailingSpace(text)) text.remove_suffix(bytes);
  return std::string(text);
}

// U8_NEXT is a macro of nested conditions.
// NOLINTNEXTLINE(readability-function-size)
std::string Narrow(std::string_view text) {
  constexpr UChar32 kWideFirst = 0xFF01;
  constexpr UChar32 kWideLast = 0xFF5E;
  constexpr UChar32 kWideDistance = kWideFirst - '!';
  constexpr UChar32 kIdeographicSpace = 0x3000;
  constexpr UChar32 kWideYuanSign = 0xFFE5;
  if (IsAscii(text)) return std::string(text);
  const auto size = static_cast<int32_t>(text.size());
  std::string narrow;
  for (int32_t next = 0; next < size;) {
    const int32_t begin = next;
    UChar32 point = 0;
    U8_NEXT(text.data(), next, size, point);
    if (point >= kWideFirst && point <= kWideLast) {
      narrow += static_cast<char>(point - kWideDistance);
    } else if (point == kIdeographicSpace) {
      narrow += ' ';
    } else if (point == kWideYuanSign) {
      narrow += "¥";
    } else {
      narrow += text.substr(static_cast<size_t>(begin), static_cast<size_t>(next - begin));
    }
  }
  return narrow;
}

std::string HeadingForm(std::string_view text) {
  constexpr std::string_view kLeftOut = "_-*";
  std::string form;
  for (char c : Compatible(Trim(text))) {
    const bool left_out = kLeftOut.find(c) != std::string_view::npos ||
                          kAsciiSpaces.find(c) != std::string_view::npos;
    if (!left_out) form += SmallLetter(c);
  }
  return form;
}

std::string OneLine(std::string_view text) {
  if (text.find_first_of("\r\n") == std::string_view::npos) return std::string(text);
  std::string line;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') {
      line += text[i];
      continue;
    }
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.pop_back();
    while (i + 1 < text.size() && LeadingSpace(text.substr(i + 1, 1)) == 1) ++i;
    line += ' ';
  }
  return line;
}

std::string Shorten(std::string_view text, size_t bytes_max) {
  constexpr std::string_view kCut = "...";
  if (text.size() <= bytes_max) return std::string(text);
  size_t end = bytes_max - kCut.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)).append(kCut);
}

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

}  // namespace jifen::tools::table_import
