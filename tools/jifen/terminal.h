// tools/jifen/terminal.h: where the output goes: language, width, colours and characters.
//
//   Shape    made once from the options, the environment and the kind of output.
//   Units    width in columns, at least kWidthMin; kWidthDefault when the output is no terminal.
//   Threads  as plain values; MakeTerminal reads the environment it is given.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace jifen::tools::cli {

inline constexpr int kWidthMin = 80;
inline constexpr int kWidthDefault = 100;
inline constexpr int kWidthMax = 120;  // cards are no easier to read when they are wider

enum class Language { kEnglish, kChinese };
enum class ColourMode { kAuto, kAlways, kNever };

struct Terminal {
  Language language = Language::kEnglish;
  bool colour = false;
  bool unicode = true;       // block and box characters may be used
  bool interactive = false;  // a person looks at the progress
  int width = kWidthDefault;
};

struct Surroundings {
  // The value of an environment variable, or null.
  std::function<const char*(const char*)> variable;
  bool output_is_terminal = false;
  bool errors_are_terminal = false;
  int columns = 0;  // of the window; 0 if unknown
};

// Those of this process.
Surroundings ActualSurroundings();

// Columns of the window that standard error goes to, as it is now; 0 if there is none.
int ErrorColumns();

// Chinese if LC_ALL, LC_MESSAGES or LANG, the first that is set, begins with zh.
Language LanguageOf(const Surroundings& surroundings);

Terminal MakeTerminal(const Surroundings& surroundings, std::optional<Language> language,
                      ColourMode colour);

}  // namespace jifen::tools::cli
