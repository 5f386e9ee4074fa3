#include "tools/jifen/render/generation_view.h"

#include <gmock/gmock.h>

#include "tests/tools/jifen/region_samples.h"
#include "tools/jifen/render/diff_view.h"
#include "tools/jifen/render/ranking_view.h"
#include "tools/jifen/render/run_view.h"
#include "tools/jifen/render/statistics_view.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Generation SampleGeneration(const std::string& id, v1::GenerationState state,
                                int64_t published_at) {
  v1::Generation generation;
  generation.set_generation_id(id);
  generation.set_state(state);
  generation.mutable_plan()->set_scheme_id("s");
  generation.mutable_plan()->set_scheme_version(1);
  generation.mutable_published_at()->set_seconds(published_at);
  generation.set_completed_revision(12);
  generation.set_kept_up_to(40);
  generation.set_cards_sha256("c0ffee");
  generation.mutable_tally()->set_enterprises(100);
  generation.mutable_tally()->set_scored(80);
  v1::NotScoredCount& missing = *generation.mutable_tally()->add_not_scored();
  missing.set_cause(v1::NOT_SCORED_CAUSE_MISSING);
  missing.set_indicator_id("rd_ratio");
  missing.set_enterprises(20);
  return generation;
}

TEST(GenerationView, SaysOfWhenItsFiguresAreAndWhereTheCurrentOnesAre) {
  const v1::Generation generation =
      SampleGeneration("g1", v1::GENERATION_STATE_PUBLISHED, 1'700'000'000);
  const std::string text = RenderGeneration(EnglishTerminal(), generation).ToText(false);
  const size_t heading = text.find("At completion, revision 12\n");
  ASSERT_NE(heading, std::string::npos) << text;
  EXPECT_LT(text.find("kept up to"), heading);
  EXPECT_GT(text.find("with total   80  80.0 %"), heading);
  EXPECT_GT(text.find("no total     20  20.0 %"), heading);
  EXPECT_GT(text.find("c0ffee"), heading);
  EXPECT_THAT(text, HasSubstr("Current figures: jifen generation stats g1"));
  const std::string chinese = RenderGeneration(ChineseTerminal(), generation).ToText(false);
  EXPECT_THAT(chinese, HasSubstr("完成时（数据版本 12）\n"));
  EXPECT_THAT(chinese, HasSubstr("当前数值：jifen generation stats g1"));
}

TEST(GenerationView, OfADroppedOneHasNoCurrentFigures) {
  const v1::Generation dropped = SampleGeneration("g1", v1::GENERATION_STATE_DROPPED, 0);
  EXPECT_THAT(RenderGeneration(EnglishTerminal(), dropped).ToText(false),
              Not(HasSubstr("generation stats")));
}

TEST(GenerationView, AListSaysWhereARollBackLeads) {
  v1::ListGenerationsResponse list;
  *list.add_generations() = SampleGeneration("old", v1::GENERATION_STATE_KEPT, 100);
  *list.add_generations() = SampleGeneration("before", v1::GENERATION_STATE_KEPT, 200);
  *list.add_generations() = SampleGeneration("never", v1::GENERATION_STATE_CHECKED, 0);
  EXPECT_THAT(RenderGenerationList(EnglishTerminal(), list).ToText(false),
              Not(HasSubstr("rollback")));
  *list.add_generations() = SampleGeneration("now", v1::GENERATION_STATE_PUBLISHED, 300);
  EXPECT_THAT(RenderGenerationList(EnglishTerminal(), list).ToText(false),
              HasSubstr("A rollback of s leads to before.\n"));
  EXPECT_THAT(RenderGenerationList(ChineseTerminal(), list).ToText(false),
              HasSubstr("s 退回后为 before。\n"));
}

v1::Run SampleRun(v1::RunState state) {
  v1::Run run;
  run.set_generation_id("g1");
  run.set_state(state);
  run.set_enterprises(100);
  *run.mutable_tally() = SampleGeneration("g1", v1::GENERATION_STATE_CHECKED, 0).tally();
  return run;
}

TEST(RunView, SaysThatItsFiguresAreThoseOfItsEnd) {
  const std::string completed =
      RenderRun(EnglishTerminal(), SampleRun(v1::RUN_STATE_COMPLETED)).ToText(false);
  EXPECT_THAT(completed, HasSubstr("At completion of the run\n"));
  EXPECT_THAT(completed, HasSubstr("Current figures: jifen generation stats g1"));
  const std::string failed =
      RenderRun(ChineseTerminal(), SampleRun(v1::RUN_STATE_FAILED)).ToText(false);
  EXPECT_THAT(failed, HasSubstr("任务结束时\n"));
  EXPECT_THAT(failed, Not(HasSubstr("generation stats")));
}

TEST(RunView, ARunThatHasNotBegunWaits) {
  v1::ListRunsResponse list;
  *list.add_runs() = SampleRun(v1::RUN_STATE_RUNNING);
  EXPECT_THAT(RenderRunList(EnglishTerminal(), list).ToText(false), HasSubstr("waiting"));
  EXPECT_THAT(RenderRunList(ChineseTerminal(), list).ToText(false), HasSubstr("等待"));
  list.mutable_runs(0)->set_phase(v1::RUN_PHASE_VALUES);
  EXPECT_THAT(RenderRunList(EnglishTerminal(), list).ToText(false), HasSubstr("running"));
}

TEST(StatisticsView, TheCountsWithAndWithoutATotalAddUp) {
  v1::GenerationStatistics statistics = SampleStatistics();
  statistics.mutable_all()->set_scored(1051);
  Page page;
  AddStatistics(EnglishTerminal(), statistics, page);
  EXPECT_THAT(page.ToText(false), HasSubstr("with total   1,051  87.6 %\n"));
  EXPECT_THAT(page.ToText(false), HasSubstr("no total     149  12.4 %\n"));
}

TEST(StatisticsView, CallsIndicatorsByTheirTitles) {
  Page page;
  AddStatistics(ChineseTerminal(), SampleStatistics(), page);
  EXPECT_THAT(page.ToText(false), HasSubstr("缺少必需数据    研发投入强度"));
  EXPECT_THAT(page.ToText(false), Not(HasSubstr("rd_ratio")));
}

TEST(DiffView, OfSchemesWithoutGradesHasNoTableOfThem) {
  v1::GenerationDiff diff = SampleDiff();
  EXPECT_THAT(RenderDiff(EnglishTerminal(), diff).ToText(false), HasSubstr("Grades before"));
  diff.clear_migrations();
  diff.add_migrations()->set_enterprises(100);
  EXPECT_THAT(RenderDiff(EnglishTerminal(), diff).ToText(false), Not(HasSubstr("Grades before")));
}

class RankingView : public ::testing::Test {
 protected:
  RankingView() {
    scheme_.mutable_summary()->set_maximum("100");
    v1::RankedScore& score = *ranking_.add_scores();
    score.set_rank(1);
    score.set_enterprise_name("湖北咸宁咸安区华创精密科技有限公司");  // 34 columns
    score.set_enterprise_id("914212020000000197");
    score.set_area_code("421202");
    score.set_industry_code("C3971");
    score.set_total("50");
    score.set_outcome(v1::OUTCOME_PASSED);
  }

  std::string At(int width) {
    const Terminal terminal{.language = Language::kEnglish, .width = width};
    return RenderRanking(terminal, ranking_, scheme_).ToText(false);
  }

  v1::ListRankingResponse ranking_;
  v1::GetSchemeResponse scheme_;
};

TEST_F(RankingView, TheBarGivesWayBeforeTheName) {
  EXPECT_THAT(At(120), HasSubstr("████████········"));
  for (const int width : {100, 94}) {
    EXPECT_THAT(At(width), HasSubstr("湖北咸宁咸安区华创精密科技有限公司"));
    EXPECT_THAT(At(width), Not(HasSubstr("████████")));
  }
  EXPECT_THAT(At(100), HasSubstr("██"));
  EXPECT_THAT(At(94), Not(HasSubstr("█")));
}

TEST_F(RankingView, ShowsGradesWhereThereAreAny) {
  EXPECT_THAT(At(120), Not(HasSubstr("grade")));
  ranking_.mutable_scores(0)->set_grade_id("a");
  EXPECT_THAT(At(120), HasSubstr("grade"));
}

}  // namespace
}  // namespace jifen::tools::cli
