// tools/jifen/words/phrases.h: every sentence and heading of the command line in both languages.
//
//   Shape    one table, phrases.def; $0 to $9 stand for arguments, {0:card|cards} for the word that goes
//            with the number $0.
//   Errors   a programmer's fault (too few arguments) leaves the $n standing; a test checks that both
//            languages of a phrase use the same arguments.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

enum class Phrase {
#define JIFEN_PHRASE(name, english, chinese) name,
#include "tools/jifen/words/phrases.def"
#undef JIFEN_PHRASE
};

struct PhraseRow {
  std::string_view name, english, chinese;
};

// All rows in the order of the enum.
const std::vector<PhraseRow>& AllPhrases();

std::string Say(Language language, Phrase phrase, const std::vector<std::string>& arguments = {});

}  // namespace jifen::tools::cli
