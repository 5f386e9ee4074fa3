#include "tools/jifen/usage.h"

#include <re2/re2.h>
#include <unicode/utf8.h>

#include <array>
#include <cstring>
#include <nlohmann/json.hpp>

#include "tools/jifen/failure.h"
#include "tools/jifen/words/phrases.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::cli {
namespace {

constexpr std::string_view kIsRequired = " is required";

// What stands after the first colon: the words of the command line themselves.
std::string AfterColon(std::string_view text) {
  const size_t colon = text.find(": ");
  return std::string(colon == std::string_view::npos ? text : text.substr(colon + 2));
}

// What CLI11 says of a value, and how we say it; groups are the phrase's arguments. A value may be of any length
// and of several lines: hence RE2, which needs no stack for it, and (?s).
struct ValueFault {
  const char* pattern;
  Phrase phrase;
};

constexpr int kGroupsMax = 4;
constexpr size_t kValueShownBytes = 200;

constexpr ValueFault kValueFaults[] = {
    {R"((?s)([^:]+): Value (.*) not in range (-?\d+) to (-?\d+))", Phrase::kUsageRange},
    {R"((?s)([^:]+): (.*) not in \{(.*)\})", Phrase::kUsageChoice},
    {R"((?s)([^:]+): \d+ required .* missing)", Phrase::kUsageNoValue},
    {R"((?s)([^:]+): At Most 1 required but received .*)", Phrase::kUsageOnce},
    {R"((?s)([^:]+) requires (.*))", Phrase::kUsageNeeds},
    {R"((?s)(--known-at|--expected-revision): (.*))", Phrase::kUsageRevision}};

// The groups of a pattern that is the whole text; false if it is not.
bool MatchWhole(const char* pattern, const std::string& text, std::vector<std::string>* groups) {
  const re2::RE2 compiled(pattern);
  std::array<re2::StringPiece, kGroupsMax + 1> found;
  const int count = compiled.NumberOfCapturingGroups();
  if (!compiled.Match(text, 0, text.size(), re2::RE2::ANCHOR_BOTH, found.data(), count + 1)) {
    return false;
  }
  for (int i = 1; i <= count; ++i) {
    const re2::StringPiece& group = found[static_cast<size_t>(i)];
    const std::string line = table_import::OneLine(std::string_view(group.data(), group.size()));
    groups->push_back(table_import::Shorten(line, kValueShownBytes));
  }
  return true;
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
  const std::string whole(text);
  for (const ValueFault& fault : kValueFaults) {
    std::vector<std::string> groups;
    if (MatchWhole(fault.pattern, whole, &groups)) return Say(language, fault.phrase, groups);
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
