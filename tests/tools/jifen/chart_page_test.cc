#include "tools/jifen/charts/chart_page.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/tools/jifen/region_samples.h"
#include "tools/jifen/charts/echarts.h"
#include "tools/jifen/render/figures.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ChartPage : public ::testing::Test {
 protected:
  ChartPage() { generation_.set_generation_id("2026q4 <b>"); }

  std::string Make(Language language) const {
    return MakeChartPage(language, {.generation = generation_,
                                    .statistics = statistics_,
                                    .before = &statistics_,
                                    .diff = &diff_,
                                    .scheme_title = "方案"});
  }

  static int CountOf(const std::string& text, const std::string& part) {
    int count = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++count;
    }
    return count;
  }

  // As a browser takes it: up to the first end of a script.
  static nlohmann::json DataOf(const std::string& page) {
    const std::string begin = "<script type=\"application/json\" id=\"data\">";
    const size_t at = page.find(begin) + begin.size();
    return nlohmann::json::parse(page.substr(at, page.find("</script", at) - at));
  }

  v1::Generation generation_;
  v1::GenerationStatistics statistics_ = SampleStatistics();
  v1::GenerationDiff diff_ = SampleDiff();
};

TEST_F(ChartPage, ANameThatIsOutForHarmStaysAText) {
  const std::string page = Make(Language::kEnglish);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_EQ(CountOf(page, "</script"), 6);  // the data, the library, and the page's own four
  EXPECT_EQ(DataOf(page)["diff"]["gains"][0]["name"], kHarmfulName);
}

TEST_F(ChartPage, FetchesNothing) {
  const std::string page = Make(Language::kEnglish);
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy\" content=\"default-src 'none'"));
  for (const char* fetching : {"<link", "<img", "<iframe", " src=\"", "@import", "url("}) {
    EXPECT_EQ(CountOf(page.substr(0, page.find("<noscript>")), fetching), 0) << fetching;
  }
}

TEST_F(ChartPage, CarriesTheChartingLibraryWithItsNotice) {
  EXPECT_THAT(std::string(EchartsScript().substr(0, 1000)),
              HasSubstr("Apache Software Foundation"));
  EXPECT_THAT(std::string(EchartsScript()), Not(HasSubstr("</script")));
  EXPECT_GT(EchartsScript().size(), 500'000U);
}

TEST_F(ChartPage, IsInTheLanguageThatWasAskedFor) {
  const std::string chinese = Make(Language::kChinese);
  EXPECT_THAT(chinese, HasSubstr("<html lang=\"zh-CN\">"));
  const nlohmann::json data = DataOf(chinese);
  EXPECT_EQ(data["words"]["histogram"], "总分分布");
  EXPECT_EQ(data["stages"][0]["label"], "成长期");
  EXPECT_EQ(data["industries"][0]["label"], "C 制造业");
  EXPECT_EQ(data["not_scored"][0]["label"], "缺少必需数据: 研发投入强度");
  EXPECT_EQ(data["diff"]["causes"][1]["label"], "同类组");
  EXPECT_EQ(DataOf(Make(Language::kEnglish))["words"]["histogram"], "Totals");
}

TEST_F(ChartPage, ShowsTheNumbersAsTheyAre) {
  const nlohmann::json data = DataOf(Make(Language::kEnglish));
  EXPECT_EQ(data["histogram"][1], nlohmann::json({{"from", "50"},
                                                  {"to", "60"},
                                                  {"cards", 170},
                                                  {"share", "14.8 %"},
                                                  {"side", "below"},
                                                  {"before", 170}}));
  EXPECT_EQ(data["pass_mark"], "60");
  EXPECT_EQ(data["diff"]["total"], "1000.25");
  EXPECT_EQ(data["diff"]["migration"]["cells"],
            nlohmann::json({{0, 0, 400, "100.0 %"}, {1, 0, 80, "11.4 %"}, {1, 1, 620, "88.6 %"}}));
  EXPECT_EQ(data["diff"]["stabilities"][1]["mark"], "UNSTABLE");
  EXPECT_EQ(data["counties"][1]["quantiles"], nlohmann::json::array());
}

TEST_F(ChartPage, SharesAreTheTextsOfTheTerminal) {
  statistics_.mutable_all()->set_enterprises(2000);
  statistics_.mutable_indicators(0)->set_present(43);  // 2.15 %, below it in binary
  statistics_.mutable_indicators(0)->set_points_mean("12.5");
  statistics_.mutable_indicators(0)->set_maximum("20");
  const std::string page = Make(Language::kEnglish);
  const nlohmann::json indicator = DataOf(page)["indicators"][0];
  EXPECT_EQ(indicator["present_share"], ShareText(43, 2000));
  EXPECT_EQ(indicator["present_share"], "2.2 %");
  EXPECT_EQ(indicator["mean_share"], "62 %");
  EXPECT_THAT(page.substr(page.find("const words = ")), Not(HasSubstr("toFixed")));
}

TEST_F(ChartPage, GradesStandInTheOrderOfTheScheme) {
  v1::GradeMigration& lost = *diff_.add_migrations();
  lost.set_from_grade_id("a");
  lost.set_enterprises(1);
  diff_.mutable_migrations()->SwapElements(0, diff_.migrations_size() - 1);
  const nlohmann::json columns = DataOf(Make(Language::kEnglish))["diff"]["migration"]["columns"];
  EXPECT_EQ(columns, nlohmann::json({"grade A", "grade B", "(none)"}));
}

TEST_F(ChartPage, AnswersOfDifferentRevisionsAreToldSo) {
  EXPECT_EQ(DataOf(Make(Language::kEnglish))["diff"]["note"], "");
  diff_.set_revision(813);
  EXPECT_THAT(DataOf(Make(Language::kEnglish))["diff"]["note"].get<std::string>(),
              HasSubstr("the comparison of revision 813"));
  EXPECT_THAT(DataOf(Make(Language::kChinese))["diff"]["note"].get<std::string>(),
              HasSubstr("比较为数据版本 813"));
}

TEST_F(ChartPage, ABinThatHoldsThePassMarkIsOfNeitherSide) {
  statistics_.set_pass_mark("55");
  const nlohmann::json bins = DataOf(Make(Language::kEnglish))["histogram"];
  EXPECT_EQ(bins[0]["side"], "below");
  EXPECT_EQ(bins[1]["side"], "both");
  EXPECT_EQ(bins[2]["side"], "above");
}

TEST_F(ChartPage, WithoutAComparisonHasNone) {
  const std::string page =
      MakeChartPage(Language::kEnglish,
                    {.generation = generation_, .statistics = statistics_, .scheme_title = ""});
  EXPECT_TRUE(DataOf(page)["diff"].is_null());
  EXPECT_FALSE(DataOf(page)["histogram"][0].contains("before"));
}

TEST_F(ChartPage, OfASchemeWithoutGradesAndStagesHasNone) {
  statistics_.mutable_grades()->DeleteSubrange(0, 2);
  statistics_.mutable_stages(0)->clear_key();
  const nlohmann::json data = DataOf(Make(Language::kEnglish));
  EXPECT_TRUE(data["grades"].empty());
  EXPECT_TRUE(data["stages"].empty());
  EXPECT_EQ(data["counties"].size(), 2U);
}

TEST_F(ChartPage, EveryWordThatTheScriptSaysIsThere) {
  const std::string page = Make(Language::kEnglish);
  const std::string script = page.substr(page.find("const words = "));
  const nlohmann::json words = DataOf(page)["words"];
  int asked = 0;
  for (size_t at = script.find("words."); at != std::string::npos;
       at = script.find("words.", at + 1)) {
    const size_t begin = at + 6;
    const size_t end = script.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin);
    EXPECT_TRUE(words.contains(script.substr(begin, end - begin)))
        << script.substr(begin, end - begin);
    ++asked;
  }
  EXPECT_GT(asked, 40);
}

}  // namespace
}  // namespace jifen::tools::cli
