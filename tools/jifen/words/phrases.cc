#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

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
