#include "tools/jifen/usage.h"

#include <unicode/utf8.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <regex>

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

// What CLI11 says of a value, and how we say it; groups are the phrase's arguments.
struct ValueFault {
  const char* pattern;
  Phrase phrase;
};

constexpr ValueFault kValueFaults[] = {
    {R"(([^:]+): Value (.*) not in range (-?\d+) to (-?\d+))", Phrase::kUsageRange},
    {R"(([^:]+): (.*) not in \{(.*)\})", Phrase::kUsageChoice},
    {R"(([^:]+): \d+ required .* missing)", Phrase::kUsageNoValue},
    {R"(([^:]+): At Most 1 required but received .*)", Phrase::kUsageOnce},
    {R"(([^:]+) requires (.*))", Phrase::kUsageNeeds},
    {R"((--known-at|--expected-revision): (.*))", Phrase::kUsageRevision}};

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
  const std::string whole(text);
  for (const ValueFault& fault : kValueFaults) {
    std::smatch groups;
    if (!std::regex_match(whole, groups, std::regex(fault.pattern))) continue;
    return Say(language, fault.phrase, {groups.begin() + 1, groups.end()});
  }
  return Say(language, Phrase::kUsageValue, {whole});
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
