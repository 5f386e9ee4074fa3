#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jifen/v1/record.pb.h"
#include "tests/tools/jifen/samples.h"
#include "tools/jifen/render/histogram.h"
#include "tools/jifen/render/record_text.h"
#include "tools/jifen/render/scheme_view.h"
#include "tools/jifen/render/table.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;

Table SampleTable() {
  return {.columns = {{.heading = "名称", .flexible = true}, {.heading = "总分", .right = true}},
          .rows = {{Line("咸宁华创精密科技有限公司"), Line("67.5")}, {Line("ACME"), Line("8")}}};
}

TEST(Table, LinesUpChineseAndLatin) {
  EXPECT_EQ(MakeTable(SampleTable(), 80, GlyphsOf(true)).ToText(false),
            "名称                      总分\n"
            "────────────────────────  ────\n"
            "咸宁华创精密科技有限公司  67.5\n"
            "ACME                         8\n");
}

TEST(Table, CutsTheFlexibleColumnToFit) {
  const Page page = MakeTable(SampleTable(), 20, GlyphsOf(true));
  for (const Line& line : page.lines()) EXPECT_LE(line.width(), 20);
  EXPECT_THAT(page.ToText(false), HasSubstr("咸宁华创精密…   67.5"));
}

v1::ScoreCard CardOf(const std::string& total, v1::Outcome outcome) {
  v1::ScoreCard card;
  card.set_total_maximum("100");
  card.set_pass_mark("60");
  if (!total.empty()) card.set_total(total);
  card.set_outcome(outcome);
  return card;
}

TEST(Distribution, PutsEachTotalIntoItsBin) {
  Distribution distribution;
  for (const char* total : {"0", "9.99", "10", "59.999999999999999999", "60", "100", "99"}) {
    distribution.Add(CardOf(total, v1::OUTCOME_PASSED));
  }
  EXPECT_EQ(distribution.bins(), (std::array<int64_t, kBins>{2, 1, 0, 0, 0, 1, 1, 0, 0, 2}));
}

TEST(Distribution, SaysHowManyTotalsAreRanges) {
  Distribution distribution;
  distribution.Add(CardOf("70", v1::OUTCOME_PASSED));
  EXPECT_EQ(distribution.Render(EnglishTerminal()).ToText(false).find("range"), std::string::npos);
  v1::ScoreCard open = CardOf("55", v1::OUTCOME_UNDETERMINED);
  open.set_total_highest("75");
  distribution.Add(open);
  EXPECT_EQ(distribution.bins()[5], 1);
  EXPECT_THAT(distribution.Render(EnglishTerminal()).ToText(false),
              HasSubstr("1 total is a range and counted at its lowest"));
  distribution.Add(open);
  EXPECT_THAT(distribution.Render(ChineseTerminal()).ToText(false),
              HasSubstr("2 家的总分为区间，按最低分统计"));
}

TEST(Distribution, CountsCardsWithoutATotalAsOutcomesOnly) {
  Distribution distribution;
  distribution.Add(CardOf("", v1::OUTCOME_NOT_SCORED));
  distribution.Add(CardOf("70", v1::OUTCOME_PASSED));
  EXPECT_EQ(distribution.cards(), 2);
  EXPECT_EQ(distribution.bins()[7], 1);
  EXPECT_EQ(distribution.outcomes().at(v1::OUTCOME_NOT_SCORED), 1);
}

TEST(Distribution, IsDrawn) {
  Distribution distribution;
  for (int i = 0; i < 100; ++i) {
    distribution.Add(CardOf(std::to_string(i), i < 60 ? v1::OUTCOME_FAILED : v1::OUTCOME_PASSED));
  }
  distribution.Add(CardOf("", v1::OUTCOME_NOT_SCORED));
  distribution.Add(CardOf("65", v1::OUTCOME_UNDETERMINED));
  ExpectGolden("histogram.zh.txt", distribution.Render(ChineseTerminal()).ToText(false));
}

TEST(Distribution, OutcomesThatDoNotFitGoOnIndentedAndWhole) {
  Distribution distribution;
  for (const v1::Outcome outcome :
       {v1::OUTCOME_PASSED, v1::OUTCOME_FAILED, v1::OUTCOME_UNDETERMINED, v1::OUTCOME_SCORED,
        v1::OUTCOME_NOT_SCORED}) {
    distribution.Add(CardOf("70", outcome));
  }
  Terminal narrow = EnglishTerminal();
  narrow.width = kWidthMin;
  int lines = 0;
  const Page drawn = distribution.Render(narrow);
  for (const Line& line : drawn.lines()) {
    EXPECT_LE(line.width(), kWidthMin);
    Page page;
    page.Add(line);
    const std::string text = page.ToText(false);
    if (text.find("(20.0 %)") == std::string::npos) continue;
    ++lines;
    EXPECT_EQ(text.substr(0, 2), "  ");
    EXPECT_NE(text[2], ' ');
    EXPECT_TRUE(text.ends_with("(20.0 %)\n")) << text;
  }
  EXPECT_EQ(lines, 2);
}

TEST(SchemeView, IsDrawn) {
  v1::SchemeSummary summary;
  summary.set_sha256(std::string(64, 'a'));
  ExpectGolden("scheme.zh.txt",
               RenderScheme(SampleScheme(), summary, ChineseTerminal()).ToText(false));
}

v1::RecordVersion SampleVersion() {
  v1::RecordVersion version;
  version.set_revision(31);
  version.set_change_reason("职工人数笔误");
  v1::Record& record = *version.mutable_record();
  record.set_record_id("2024");
  record.mutable_valid_from()->set_year(2024);
  record.mutable_valid_from()->set_month(1);
  record.mutable_valid_from()->set_day(1);
  record.mutable_provenance()->set_source_department("咸宁市科学技术局");
  record.mutable_provenance()->set_source_reference("annual_reports.csv:17");
  record.mutable_provenance()->set_basis(v1::RD_BASIS_HIGH_TECH);
  v1::AnnualReport& report = *record.mutable_annual_report();
  report.set_year(2024);
  report.set_sales_fen(5'000'000'000);
  report.set_net_profit_fen(-1);
  report.set_staff(100);
  return version;
}

TEST(Record, ShowsEveryFieldThatWasReported) {
  Page page;
  AddRecord(ChineseTerminal(), SampleVersion(), page);
  EXPECT_EQ(page.ToText(false),
            "  年度报告 2024  2024-01-01 ..\n"
            "    年度 2024  ·  销售收入 5,000 万元  ·  净利润 -0.000001 万元  ·  职工总数 100\n"
            "    咸宁市科学技术局  annual_reports.csv:17  高新口径  自行申报  版本\u00A031\n"
            "    变更原因：职工人数笔误\n");
}

}  // namespace
}  // namespace jifen::tools::cli
