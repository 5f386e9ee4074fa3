#include "tools/table_import/fault_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/str_cat.h"

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kBetween = " / ";
constexpr size_t kPartsMax = 10;

using Parts = std::array<std::string_view, kPartsMax>;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool HasChinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// $0, #0 or {0} at the place of a pattern.
struct Mark {
  char kind = '\0';
  size_t index = 0;
  size_t size = 0;
};

std::optional<Mark> MarkAt(std::string_view pattern, size_t at) {
  const char kind = pattern[at];
  if ((kind != '$' && kind != '#' && kind != '{') || at + 1 >= pattern.size()) return std::nullopt;
  if (!IsDigit(pattern[at + 1])) return std::nullopt;
  return Mark{.kind = kind,
              .index = static_cast<size_t>(pattern[at + 1] - '0'),
              .size = kind == '{' ? size_t{3} : size_t{2}};
}

bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), &IsDigit);
}

// Names of the API, one or several with commas between them.
bool IsNames(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '_' || c == '.' ||
           c == ',' || c == ' ';
  });
}

bool Fits(const Mark& mark, std::string_view part) {
  if (mark.kind == '#') return IsNumber(part);
  return mark.kind == '{' ? IsNames(part) : !part.empty();
}

// From the place on up to the next mark.
std::string_view WordsAt(std::string_view pattern, size_t at) {
  size_t end = at;
  while (end < pattern.size() && !MarkAt(pattern, end).has_value()) ++end;
  return pattern.substr(at, end - at);
}

std::optional<Parts> Match(std::string_view pattern, std::string_view text) {
  Parts parts;
  size_t at = 0;
  while (at < pattern.size()) {
    const std::optional<Mark> mark = MarkAt(pattern, at);
    const std::string_view words = WordsAt(pattern, at + (mark.has_value() ? mark->size : 0));
    if (mark.has_value()) {
      const bool last = at + mark->size + words.size() == pattern.size();
      const bool ends = last && text.ends_with(words);
      const size_t end = ends ? text.size() - words.size() : text.find(words);
      if (end == std::string_view::npos || (last && !ends)) return std::nullopt;
      parts[mark->index] = text.substr(0, end);
      if (!Fits(*mark, parts[mark->index])) return std::nullopt;
      text.remove_prefix(end);
      at += mark->size;
    }
    if (!text.starts_with(words)) return std::nullopt;
    text.remove_prefix(words.size());
    at += words.size();
  }
  return text.empty() ? std::optional(parts) : std::nullopt;
}

std::string SayNames(std::string_view names, const FaultWords& words, bool chinese) {
  constexpr std::string_view kComma = ", ";
  std::string said;
  while (true) {
    const size_t comma = std::min(names.find(kComma), names.size());
    absl::StrAppend(&said, words.name(names.substr(0, comma), chinese));
    if (comma == names.size()) return said;
    said += chinese ? "、" : ", ";
    names.remove_prefix(comma + kComma.size());
  }
}

// @ stands for the unit.
std::string Say(std::string_view pattern, const Parts& parts, const FaultWords& words,
                bool chinese) {
  std::string said;
  for (size_t at = 0; at < pattern.size();) {
    const std::optional<Mark> mark = MarkAt(pattern, at);
    if (!mark.has_value()) {
      if (pattern[at] == '@') {
        said += chinese ? words.unit_chinese : words.unit_english;
      } else {
        said += pattern[at];
      }
      ++at;
      continue;
    }
    const std::string_view part = parts[mark->index];
    if (mark->kind == '$') said += part;
    if (mark->kind == '#') said += words.number(part);
    if (mark->kind == '{') said += SayNames(part, words, chinese);
    at += mark->size;
  }
  return said;
}

}  // namespace

std::string BothLanguages(std::string_view chinese, std::string_view english) {
  return std::string(chinese).append(kBetween).append(english);
}

std::string InLanguage(std::string_view text, bool chinese) {
  std::vector<size_t> marks;
  for (size_t at = text.find(kBetween); at != std::string_view::npos;
       at = text.find(kBetween, at + kBetween.size())) {
    marks.push_back(at);
  }
  if (marks.size() % 2 == 0) return std::string(text);
  const size_t middle = marks[marks.size() / 2];
  if (!HasChinese(text.substr(0, middle))) return std::string(text);
  return std::string(chinese ? text.substr(0, middle) : text.substr(middle + kBetween.size()));
}

std::string Translate(std::string_view text, const FaultWords& words) {
  for (const FaultTextRow& row : AllFaultTexts()) {
    const std::optional<Parts> parts = Match(row.text, text);
    if (!parts.has_value()) continue;
    return BothLanguages(Say(row.chinese, *parts, words, true),
                         Say(row.english, *parts, words, false));
  }
  return std::string(text);
}

const std::vector<FaultTextRow>& AllFaultTexts() {
#define JIFEN_FAULT_TEXT(english, chinese) {english, english, chinese},
#define JIFEN_FAULT_TEXT_AS(text, english, chinese) {text, english, chinese},
  static const auto* const rows = new std::vector<FaultTextRow>{
#include "tools/table_import/fault_text.def"
  };
#undef JIFEN_FAULT_TEXT
#undef JIFEN_FAULT_TEXT_AS
  return *rows;
}

}  // namespace jifen::tools::table_import
