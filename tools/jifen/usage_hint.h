// tools/jifen/usage_hint.h: what was probably meant by a word that is not known, and whose help to read.
//
//   Shape    words are compared by the letters that have to be added, left out, exchanged for others or swapped.
//   Threads  free functions without state.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace jifen::tools::cli {

// The nearest candidate that is at most two letters away, of equals the first; "" if there is none.
std::string NearestOf(std::string_view word, const std::vector<std::string>& candidates);

// The option or command of the parsed command that is nearest to the word; "" if there is none.
std::string NearestTo(const CLI::App& program, std::string_view word);

// The command as far as it was parsed, e.g. "jifen run".
std::string ParsedCommand(const CLI::App& program);

}  // namespace jifen::tools::cli
