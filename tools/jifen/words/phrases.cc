#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

// {0:card|cards}
struct Plural {
  size_t index = 0;
  std::string_view one, many;
  size_t size = 0;  // in the pattern; 0: there is none
};

Plural PluralAt(std::string_view pattern, size_t at) {
  const size_t bar = pattern.find('|', at);
  const size_t end = pattern.find('}', at);
  if (pattern[at] != '{' || at + 3 >= pattern.size() || pattern[at + 2] != ':') return {};
  if (bar == std::string_view::npos || end == std::string_view::npos || bar > end) return {};
  return {.index = static_cast<size_t>(pattern[at + 1] - '0'),
          .one = pattern.substr(at + 3, bar - at - 3),
          .many = pattern.substr(bar + 1, end - bar - 1),
          .size = end + 1 - at};
}

}  // namespace

const std::vector<PhraseRow>& AllPhrases() {
  static const auto* const rows = new std::vector<PhraseRow>{
#define JIFEN_PHRASE(name, english, chinese) {#name, english, chinese},
#include "tools/jifen/words/phrases.def"
#undef JIFEN_PHRASE
  };
  return *rows;
}

std::string Say(Language language, Phrase phrase, const std::vector<std::string>& arguments) {
  const PhraseRow& row = AllPhrases()[static_cast<size_t>(phrase)];
  const std::string_view pattern = language == Language::kChinese ? row.chinese : row.english;
  std::string said;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (const Plural plural = PluralAt(pattern, i); plural.size > 0) {
      const bool one = plural.index < arguments.size() && arguments[plural.index] == "1";
      said += one ? plural.one : plural.many;
      i += plural.size - 1;
      continue;
    }
    const size_t index = pattern[i] == '$' && i + 1 < pattern.size()
                             ? static_cast<size_t>(pattern[i + 1] - '0')
                             : arguments.size();
    if (index < arguments.size()) {
      said += arguments[index];
      ++i;
    } else {
      said += pattern[i];
    }
  }
  return said;
}

}  // namespace jifen::tools::cli
