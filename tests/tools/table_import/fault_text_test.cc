#include "tools/table_import/fault_text.h"

#include <gtest/gtest.h>

#include <set>

namespace jifen::tools::table_import {
namespace {

FaultWords PlainWords() {
  return {.name = [](std::string_view name,
                     bool chinese) { return (chinese ? "甲" : "") + std::string(name); },
          .number = [](std::string_view digits) { return std::string(digits); },
          .unit_chinese = " 万元",
          .unit_english = " wan"};
}

TEST(InLanguage, GivesTheHalfAskedFor) {
  struct Row {
    const char* text;
    const char* chinese;
    const char* english;
  };
  const Row rows[] = {
      {"整数 / a whole number", "整数", "a whole number"},
      // What both halves name may hold the mark itself.
      {"已有“a / b” / there is a / b", "已有“a / b”", "there is a / b"},
      {"no halves", "no halves", "no halves"},
      {"a / b", "a / b", "a / b"},
      {"甲 / 乙 / c", "甲 / 乙 / c", "甲 / 乙 / c"},
      {"", "", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(InLanguage(row.text, true), row.chinese);
    EXPECT_EQ(InLanguage(row.text, false), row.english);
  }
}

TEST(Translate, TakesThePartsOfATextOver) {
  struct Row {
    const char* text;
    const char* both;
  };
  const Row rows[] = {
      {"18 characters", "18 位 / 18 characters"},
      {"check character X at position 17",
       "第 17 位校验码应为 X / check character X at position 17"},
      {"1 to 9 characters, not 12", "1 至 9 个字符，而不是 12 个 / 1 to 9 characters, not 12"},
      {"0 to 5", "0 至 5 万元 / 0 to 5 wan"},
      {"-5 to 5", "-5 至 5 万元 / -5 to 5 wan"},
      {"0 to five", "0 to five"},
      {"at most staff, 5", "不超过甲staff（5 万元） / at most staff, 5 wan"},
      {"one of A_B, C", "其中之一：甲A_B、甲C / one of A_B, C"},
      {"one of 2025@x", "其中之一：2025@x / one of 2025@x"},
      {"2025-12-31, the last day of annual_report.year, or later",
       "2025-12-31（该年度最后一天）或之后 / 2025-12-31, the last day of annual_report.year, or "
       "later"},
      {"整数 / a whole number", "整数 / a whole number"},
      {"what no row has", "what no row has"},
      {"", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(Translate(row.text, PlainWords()), row.both);
}

std::set<std::string> MarksOf(std::string_view pattern) {
  std::set<std::string> marks;
  for (size_t i = 0; i + 1 < pattern.size(); ++i) {
    const bool mark = pattern[i] == '$' || pattern[i] == '#' || pattern[i] == '{';
    if (mark && pattern[i + 1] >= '0' && pattern[i + 1] <= '9') {
      marks.emplace(pattern.substr(i, 2));
    }
  }
  return marks;
}

TEST(FaultTexts, SayAllOfTheTextInBothLanguages) {
  std::set<std::string_view> texts;
  for (const FaultTextRow& row : AllFaultTexts()) {
    EXPECT_TRUE(texts.insert(row.text).second) << row.text;
    EXPECT_EQ(MarksOf(row.chinese), MarksOf(row.text)) << row.text;
    EXPECT_EQ(MarksOf(row.english), MarksOf(row.text)) << row.text;
    // The half of the terminal's language is found again.
    const std::string both = BothLanguages(row.chinese, row.english);
    EXPECT_EQ(InLanguage(both, true), row.chinese);
    EXPECT_EQ(InLanguage(both, false), row.english);
  }
}

}  // namespace
}  // namespace jifen::tools::table_import
