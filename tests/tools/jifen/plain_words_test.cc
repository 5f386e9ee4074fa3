#include "tools/jifen/render/plain_words.h"

#include <gtest/gtest.h>

#include "tests/tools/jifen/samples.h"

namespace jifen::tools::cli {
namespace {

v1::Scheme SchemeWithDefinitions() {
  v1::Scheme scheme;
  const std::pair<const char*, const char*> definitions[] = {
      {"factories", "smart_factories.filter(f, valid(f))"},
      {"factory_grades", "factories.map(f, f.grade)"},
      {"sales", "annual(year).sales_fen"},
      {"constant", "[1, 2]"}};
  for (const auto& [id, expression] : definitions) {
    v1::Definition& definition = *scheme.add_definitions();
    definition.set_id(id);
    definition.set_expression(expression);
  }
  return scheme;
}

struct MissingRow {
  const char* path;
  const char* chinese;
  const char* english;
};

TEST(MissingText, IsInWords) {
  const MissingRow rows[] = {
      {"annual_report[2024].staff", "职工总数 (annual_report[2024].staff)",
       "staff (annual_report[2024].staff)"},
      {"annual_report[2025]", "年度报告 (annual_report[2025])",
       "annual report (annual_report[2025])"},
      {"annual_report[2025, STATISTICS]", "年度报告（统计口径） (annual_report[2025])",
       "annual report, statistics (annual_report[2025])"},
      {"annual_report[2025, HIGH_TECH].staff", "职工总数（高新口径） (annual_report[2025].staff)",
       "staff, high-tech (annual_report[2025].staff)"},
      {"annual_report[2024].rd_expense_fen <= 0",
       "大于 0 的研发费用 (annual_report[2024].rd_expense_fen)",
       "R&D spending above 0 (annual_report[2024].rd_expense_fen)"},
      {"annual_report[2024].staff = 0", "不为 0 的职工总数 (annual_report[2024].staff)",
       "staff other than 0 (annual_report[2024].staff)"},
      {"profile", "企业概况 (profile)", "profile (profile)"},
      {"factory_grades[0]", "“智能工厂”的记录", "smart factory records"},
      {"transformation_projects.filter(t, has(t.started)).map(t, t.invest is empty",
       "“技术改造项目”的记录", "transformation project records"},
      {"sales + awards.size()", "“年度报告、奖项”的记录", "annual report, award records"},
      {"constant[5]", "计算所需的数据", "what it is computed from"},
      {"mark = 12, want 4..6", "4 至 6 分之间的专家评分（现为 12 分）",
       "a mark by experts of 4 to 6 (it is 12)"},
      {"points(\"factory\")", "待专家评分", "experts have still to judge"},
      {"loan.year", "loan.year", "loan.year"},
  };
  const v1::Scheme scheme = SchemeWithDefinitions();
  const v1::ScoreCard card;
  const Terminal chinese = ChineseTerminal();
  const Terminal english = EnglishTerminal();
  for (const MissingRow& row : rows) {
    EXPECT_EQ(MissingText({card, &scheme, chinese}, row.path), row.chinese);
    EXPECT_EQ(MissingText({card, &scheme, english}, row.path), row.english);
  }
  EXPECT_EQ(MissingText({card, nullptr, chinese}, "factory_grades[0]"), "计算所需的数据");
}

TEST(PlainSentence, HasNoExpressionsAndNoNamesOfTheApi) {
  v1::ScoreCard card;
  v1::IndicatorResult& indicator = *card.add_categories()->add_indicators();
  indicator.add_missing("factory_grades[0]");
  indicator.add_missing("sales = 0");
  indicator.add_missing("annual_report[2025, STATISTICS]");
  indicator.add_missing("annual_report[2025, HIGH_TECH]");
  indicator.mutable_next()->set_bound("NATIONAL");
  v1::Text text;
  text.set_zh(
      "缺少 factory_grades[0]、2025 年年度报告（STATISTICS）、2024 "
      "年年度报告（HIGH_TECH）、sales不为 0 的数值；若NATIONAL，得 6 分。");
  text.set_en(
      "Missing factory_grades[0], report 2025 (STATISTICS), 2024 (HIGH_TECH); NATIONAL, not "
      "INTERNATIONAL.");
  const v1::Scheme scheme = SchemeWithDefinitions();
  const Terminal chinese = ChineseTerminal();
  const Terminal english = EnglishTerminal();
  EXPECT_EQ(PlainSentence({card, &scheme, chinese}, text),
            "缺少 “智能工厂”的记录、2025 年年度报告（统计口径）、2024 "
            "年年度报告（高新口径）、“年度报告”的记录不为 0 的数值；若国家级，得 6 分。");
  EXPECT_EQ(PlainSentence({card, &scheme, english}, text),
            "Missing smart factory records, report 2025 (statistics), 2024 (high-tech); national, "
            "not INTERNATIONAL.");
}

}  // namespace
}  // namespace jifen::tools::cli
