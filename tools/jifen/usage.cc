#include "tools/jifen/usage.h"

#include <unicode/utf8.h>

#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

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

constexpr size_t kValueShownBytes = 200;

// A fault of a value: how we say it, and the phrase's arguments.
struct ValueFault {
  Phrase phrase;
  std::vector<std::string_view> arguments;
};

// The text before and after the last place of a mark; nullopt if it is not there.
std::optional<std::pair<std::string_view, std::string_view>> SplitLast(std::string_view text,
                                                                       std::string_view mark) {
  const size_t at = text.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  return std::pair(text.substr(0, at), text.substr(at + mark.size()));
}

// What CLI11 says of the value of an option, after its name. A value may be of any length and of several lines.
std::optional<ValueFault> FaultOfValue(std::string_view option, std::string_view said) {
  constexpr std::string_view kValue = "Value ";
  if (const auto range = SplitLast(said, " not in range "); range && said.starts_with(kValue)) {
    if (const auto ends = SplitLast(range->second, " to ")) {
      return ValueFault{Phrase::kUsageRange,
                        {option, range->first.substr(kValue.size()), ends->first, ends->second}};
    }
  }
  if (const auto choice = SplitLast(said, " not in {"); choice && said.ends_with('}')) {
    const std::string_view names = choice->second.substr(0, choice->second.size() - 1);
    return ValueFault{Phrase::kUsageChoice, {option, choice->first, names}};
  }
  if (said.find(" required ") != std::string_view::npos && said.ends_with(" missing")) {
    return ValueFault{Phrase::kUsageNoValue, {option}};
  }
  if (said.starts_with("At Most 1 required but received ")) {
    return ValueFault{Phrase::kUsageOnce, {option}};
  }
  if (option == "--known-at" || option == "--expected-revision" || option == "--revision") {
    return ValueFault{Phrase::kUsageRevision, {option, said}};
  }
  return std::nullopt;
}

std::optional<ValueFault> FaultIn(std::string_view text) {
  constexpr std::string_view kColon = ": ";
  constexpr std::string_view kRequires = " requires ";
  constexpr std::string_view kExcludes = " excludes ";
  const size_t colon = text.find(kColon);
  if (const size_t excludes = text.find(kExcludes); excludes < colon) {
    return ValueFault{Phrase::kUsageExcludes,
                      {text.substr(0, excludes), text.substr(excludes + kExcludes.size())}};
  }
  const size_t needs = text.find(kRequires);
  if (needs < colon) {
    return ValueFault{Phrase::kUsageNeeds,
                      {text.substr(0, needs), text.substr(needs + kRequires.size())}};
  }
  if (colon == std::string_view::npos) return std::nullopt;
  return FaultOfValue(text.substr(0, colon), text.substr(colon + kColon.size()));
}

std::string Shown(std::string_view value) {
  return table_import::Shorten(table_import::OneLine(value), kValueShownBytes);
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
  const std::optional<ValueFault> fault = FaultIn(text);
  if (!fault.has_value()) return Say(language, Phrase::kUsageValue, {std::string(text)});
  std::vector<std::string> arguments;
  for (std::string_view argument : fault->arguments) arguments.push_back(Shown(argument));
  return Say(language, fault->phrase, arguments);
}

std::string UnexpectedText(Language language, const std::string& word, const std::string& nearest) {
  if (nearest.empty()) return Say(language, Phrase::kUsageUnexpected, {Shown(word)});
  return Say(language, Phrase::kUsageNear, {Shown(word), nearest});
}

bool IsServerAddress(std::string_view text) {
  constexpr std::string_view kSocket = "unix:";
  constexpr int kPortMax = 65535;
  if (text.starts_with(kSocket)) return text.size() > kSocket.size();
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  int port = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, port);
  return error == std::errc() && rest == end && port >= 1 && port <= kPortMax;
}

Ending UsageEnding(const Early& early, const std::string& text, const std::string& command) {
  if (early.json) {
    const nlohmann::ordered_json error = {{"error", {{"code", "USAGE"}, {"message", text}}}};
    return {
        .exit_code = kExitUsage,
        .text = error.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"};
  }
  return {.exit_code = kExitUsage,
          .text = Say(early.language, Phrase::kUsageError, {text}) + "\n" +
                  (command == "jifen" ? Say(early.language, Phrase::kUsageHelp)
                                      : Say(early.language, Phrase::kUsageHelpOf, {command})) +
                  "\n"};
}

}  // namespace jifen::tools::cli
