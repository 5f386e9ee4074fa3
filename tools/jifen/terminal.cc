#include "tools/jifen/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace jifen::tools::cli {
namespace {

std::string_view FirstSet(const Surroundings& surroundings,
                          std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = surroundings.variable(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "";
}

// No locale at all is the case of a bare container: its terminal is that of the host, so UTF-8.
bool UnicodeOf(const Surroundings& surroundings) {
  const std::string locale =
      absl::AsciiStrToLower(std::string(FirstSet(surroundings, {"LC_ALL", "LC_CTYPE", "LANG"})));
  return locale.empty() || absl::StrContains(locale, "utf-8") || absl::StrContains(locale, "utf8");
}

bool ColourOf(const Surroundings& surroundings, ColourMode mode) {
  if (mode != ColourMode::kAuto) return mode == ColourMode::kAlways;
  if (!FirstSet(surroundings, {"NO_COLOR"}).empty()) return false;
  return surroundings.output_is_terminal && FirstSet(surroundings, {"TERM"}) != "dumb";
}

int WidthOf(const Surroundings& surroundings) {
  const std::string_view columns = FirstSet(surroundings, {"COLUMNS"});
  int width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (width <= 0 && surroundings.output_is_terminal) width = surroundings.columns;
  if (width <= 0) width = kWidthDefault;
  return std::clamp(width, kWidthMin, kWidthMax);
}

}  // namespace

Surroundings ActualSurroundings() {
  Surroundings surroundings;
  surroundings.variable = [](const char* name) -> const char* { return std::getenv(name); };
  surroundings.output_is_terminal = isatty(STDOUT_FILENO) == 1;
  surroundings.errors_are_terminal = isatty(STDERR_FILENO) == 1;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) surroundings.columns = size.ws_col;
  return surroundings;
}

int ErrorColumns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

Language LanguageOf(const Surroundings& surroundings) {
  const std::string_view locale = FirstSet(surroundings, {"LC_ALL", "LC_MESSAGES", "LANG"});
  return locale.starts_with("zh") ? Language::kChinese : Language::kEnglish;
}

Terminal MakeTerminal(const Surroundings& surroundings, std::optional<Language> language,
                      ColourMode colour) {
  return Terminal{.language = language.value_or(LanguageOf(surroundings)),
                  .colour = ColourOf(surroundings, colour),
                  .unicode = UnicodeOf(surroundings),
                  .interactive = surroundings.errors_are_terminal,
                  .width = WidthOf(surroundings)};
}

}  // namespace jifen::tools::cli
