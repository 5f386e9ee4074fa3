// tools/jifen/usage.h: faults of usage, in both languages.
//
//   Shape    language and --json are looked for before anything is parsed, so that a fault of usage is
//            told as asked.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "tools/jifen/arguments.h"

namespace jifen::tools::cli {

// Thrown and caught within ParseArguments only, beside the exceptions of CLI11.
struct UsageFault {
  std::string text;
};

struct Early {
  Language language = Language::kEnglish;
  bool json = false;
};

Early LookEarly(int argc, const char* const* argv, const Surroundings& surroundings);

// The number of the first argument that is not UTF-8, from 1; 0 if all are.
int FindBrokenText(int argc, const char* const* argv);

// A fault of CLI11, by the name of its exception and its English text.
std::string UsageText(Language language, std::string_view name, std::string_view text);

// A word that nothing is called by, with the nearest one that something is ("" if none is near).
std::string UnexpectedText(Language language, const std::string& word, const std::string& nearest);

// Whether a server can be found by it: HOST:PORT, or unix:PATH.
bool IsServerAddress(std::string_view text);

// Points to the help of the command ("jifen run"), or of the program.
Ending UsageEnding(const Early& early, const std::string& text,
                   const std::string& command = "jifen");

}  // namespace jifen::tools::cli
