#include "tools/jifen/usage.h"

#include <unicode/utf8.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "tools/jifen/failure.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr std::string_view kIsRequired = " is required";

// What stands after the first colon: the words of the command line themselves.
std::string AfterColon(std::string_view text) {
  const size_t colon = text.find(": ");
  return std::string(colon == std::string_view::npos ? text : text.substr(colon + 2));
}

}  // namespace

Early LookEarly(int argc, const char* const* argv, const Surroundings& surroundings) {
  Early early{.language = LanguageOf(surroundings)};
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const std::string_view next = i + 1 < argc ? argv[i + 1] : "";
    early.json = early.json || argument == "--json";
    if (argument == "--lang=zh" || (argument == "--lang" && next == "zh")) {
      early.language = Language::kChinese;
    } else if (argument == "--lang=en" || (argument == "--lang" && next == "en")) {
      early.language = Language::kEnglish;
    }
  }
  return early;
}

// U8_NEXT is a macro of nested conditions.
// NOLINTNEXTLINE(readability-function-size)
int FindBrokenText(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const auto size = static_cast<int32_t>(std::strlen(argv[i]));
    for (int32_t next = 0; next < size;) {
      UChar32 point = 0;
      U8_NEXT(argv[i], next, size, point);
      if (point < 0) return i;
    }
  }
  return 0;
}

std::string UsageText(Language language, std::string_view name, std::string_view text) {
  if (name == "ExtrasError") return Say(language, Phrase::kUsageUnexpected, {AfterColon(text)});
  if (name == "RequiredError" && text.ends_with(kIsRequired)) {
    const std::string what(text.substr(0, text.size() - kIsRequired.size()));
    if (what == "A subcommand") return Say(language, Phrase::kUsageCommand);
    return Say(language, Phrase::kUsageRequired, {what});
  }
  return Say(language, Phrase::kUsageValue, {std::string(text)});
}

Ending UsageEnding(const Early& early, const std::string& text) {
  if (early.json) {
    const nlohmann::ordered_json error = {{"error", {{"code", "USAGE"}, {"message", text}}}};
    return {
        .exit_code = kExitUsage,
        .text = error.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"};
  }
  return {.exit_code = kExitUsage,
          .text = Say(early.language, Phrase::kUsageError, {text}) + "\n" +
                  Say(early.language, Phrase::kUsageHelp) + "\n"};
}

}  // namespace jifen::tools::cli
