#include "tools/jifen/terminal.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace jifen::tools::cli {
namespace {

Surroundings With(const std::map<std::string, std::string>& variables) {
  return {.variable = [variables](const char* name) -> const char* {
            const auto found = variables.find(name);
            return found == variables.end() ? nullptr : found->second.c_str();
          },
          .output_is_terminal = true,
          .errors_are_terminal = true,
          .columns = 90};
}

Terminal Make(const std::map<std::string, std::string>& variables) {
  return MakeTerminal(With(variables), std::nullopt, ColourMode::kAuto);
}

TEST(Terminal, TakesTheLanguageFromTheLocale) {
  EXPECT_EQ(Make({}).language, Language::kEnglish);
  EXPECT_EQ(Make({{"LANG", "zh_CN.UTF-8"}}).language, Language::kChinese);
  EXPECT_EQ(Make({{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "C"}}).language, Language::kEnglish);
  EXPECT_EQ(
      MakeTerminal(With({{"LANG", "zh_CN.UTF-8"}}), Language::kEnglish, ColourMode::kAuto).language,
      Language::kEnglish);
}

TEST(Terminal, DrawsWithAsciiWhereTheLocaleIsNotUtf8) {
  EXPECT_TRUE(Make({}).unicode);
  EXPECT_TRUE(Make({{"LANG", "C.utf8"}}).unicode);
  EXPECT_TRUE(Make({{"LC_ALL", "zh_CN.UTF-8"}, {"LANG", "C"}}).unicode);
  EXPECT_FALSE(Make({{"LANG", "C"}}).unicode);
  EXPECT_FALSE(Make({{"LANG", "zh_CN.GB18030"}}).unicode);
}

TEST(Terminal, ColoursOnlyATerminalUnlessTold) {
  EXPECT_TRUE(Make({{"TERM", "xterm"}}).colour);
  EXPECT_FALSE(Make({{"TERM", "dumb"}}).colour);
  EXPECT_FALSE(Make({{"NO_COLOR", "1"}}).colour);
  EXPECT_TRUE(MakeTerminal(With({{"NO_COLOR", "1"}}), std::nullopt, ColourMode::kAlways).colour);
  EXPECT_FALSE(MakeTerminal(With({}), std::nullopt, ColourMode::kNever).colour);
  Surroundings pipe = With({});
  pipe.output_is_terminal = false;
  EXPECT_FALSE(MakeTerminal(pipe, std::nullopt, ColourMode::kAuto).colour);
  EXPECT_TRUE(MakeTerminal(pipe, std::nullopt, ColourMode::kAlways).colour);
}

TEST(Terminal, IsAtLeastEightyColumnsWide) {
  EXPECT_EQ(Make({}).width, 90);
  EXPECT_EQ(Make({{"COLUMNS", "110"}}).width, 110);
  EXPECT_EQ(Make({{"COLUMNS", "20"}}).width, kWidthMin);
  EXPECT_EQ(Make({{"COLUMNS", "900"}}).width, kWidthMax);
  EXPECT_EQ(Make({{"COLUMNS", "wide"}}).width, 90);
  Surroundings pipe = With({});
  pipe.output_is_terminal = false;
  EXPECT_EQ(MakeTerminal(pipe, std::nullopt, ColourMode::kAuto).width, kWidthDefault);
}

}  // namespace
}  // namespace jifen::tools::cli
