#include <filesystem>
#include <fstream>

#include "tests/tools/jifen/region_samples.h"
#include "tests/tools/jifen/region_test.h"
#include "tools/jifen/failure.h"

namespace jifen::tools::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Generation = RegionTest;
using GenerationRanking = RegionTest;
using History = RegionTest;
using SimulateScheme = RegionTest;

const GenerationPick kById = {.generation_id = "g1", .scheme_id = ""};
const GenerationPick kByScheme = {.generation_id = "", .scheme_id = "s"};

class GenerationStats : public RegionTest {
 protected:
  GenerationStats() : page_(std::string(::testing::TempDir()) + "/generation_stats.html") {
    std::filesystem::remove(page_);
    region_.statistics = SampleStatistics();
    region_.diff = SampleDiff();
  }
  ~GenerationStats() override { std::filesystem::remove(page_); }

  std::string page_;
};

TEST_F(Generation, PublicationSaysWhatItReplaced) {
  EXPECT_EQ(Run(GenerationPublishArguments{.generation_id = "g1"}).value(), kExitFine);
  EXPECT_THAT(region_.orders, ElementsAre("publish g1"));
  EXPECT_THAT(out_.str(), HasSubstr("Readers see g1 now, since revision 77."));
  EXPECT_THAT(out_.str(), HasSubstr("jifen generation rollback s"));
}

TEST_F(Generation, ARollBackThatCannotBeIsRefused) {
  EXPECT_EQ(ReasonOf(Run(GenerationRollBackArguments{.scheme_id = "s"})),
            v1::REASON_ROLLBACK_IMPOSSIBLE);
}

TEST_F(Generation, IsDropped) {
  EXPECT_EQ(Run(GenerationDropArguments{.generation_id = "g1"}).value(), kExitFine);
  EXPECT_THAT(region_.orders, ElementsAre("drop g1"));
  EXPECT_THAT(out_.str(), HasSubstr("The cards of g1 are being removed; its id stays taken."));
}

TEST_F(Generation, IsListedAndShownInChinese) {
  language_ = Language::kChinese;
  EXPECT_EQ(Run(GenerationListArguments{}).value(), kExitFine);
  EXPECT_THAT(out_.str(), HasSubstr("已发布"));
  EXPECT_THAT(out_.str(), HasSubstr("共 1 个批次"));
  EXPECT_EQ(Run(GenerationShowArguments{.pick = kByScheme}).value(), kExitFine);
  EXPECT_THAT(out_.str(), HasSubstr("批次 g1"));
  EXPECT_THAT(out_.str(), HasSubstr("全部登记企业"));
}

TEST_F(GenerationRanking, GoesOnOverShortPagesUntilItHasEnough) {
  for (const v1::ExportLine& line : SampleLines(10)) region_.ranking.push_back(line.score());
  region_.ranking_page_max = 3;
  json_ = true;
  EXPECT_EQ(Run(GenerationRankingArguments{.pick = kByScheme, .top = 7}).value(), kExitFine);
  EXPECT_EQ(Printed()["scores"].size(), 7U);
  EXPECT_EQ(Printed()["generation_id"], "g1");
  EXPECT_EQ(Printed()["revision"], "9");
  ASSERT_EQ(region_.rankings.size(), 3U);
  EXPECT_EQ(region_.rankings[0].name().generation_id(), "g1");
  EXPECT_EQ(region_.rankings[2].page_size(), 1);
  EXPECT_EQ(Run(GenerationRankingArguments{.pick = kById, .all = true}).value(), kExitFine);
  EXPECT_EQ(Printed()["scores"].size(), 10U);
}

TEST_F(GenerationRanking, SendsItsFiltersAndDrawsBars) {
  for (const v1::ExportLine& line : SampleLines(2)) region_.ranking.push_back(line.score());
  language_ = Language::kChinese;
  EXPECT_EQ(Run(GenerationRankingArguments{.pick = kById,
                                           .area = "4212",
                                           .industry = "C",
                                           .stage = "growth",
                                           .grade = "a",
                                           .outcome = v1::OUTCOME_PASSED})
                .value(),
            kExitFine);
  const v1::ListRankingRequest& request = region_.rankings.at(0);
  EXPECT_EQ(request.area_prefix(), "4212");
  EXPECT_EQ(request.industry_prefix(), "C");
  EXPECT_EQ(request.stage_id(), "growth");
  EXPECT_EQ(request.grade_id(), "a");
  EXPECT_EQ(request.outcome(), v1::OUTCOME_PASSED);
  EXPECT_THAT(out_.str(), HasSubstr("████████"));
  EXPECT_THAT(out_.str(), HasSubstr("批次 g1 排名，2 行"));
}

TEST_F(GenerationStats, WriteAPageWithTheComparison) {
  GenerationStatsArguments arguments{
      .pick = kById, .compare = "g0", .html = {.path = page_, .overwrite = false}};
  EXPECT_EQ(Run(arguments).value(), kExitFine);
  EXPECT_THAT(out_.str(), HasSubstr(page_));
  EXPECT_EQ(region_.diffs.at(0).from_generation_id(), "g0");
  EXPECT_EQ(region_.diffs.at(0).to_generation_id(), "g1");
  EXPECT_THAT(ReadText(page_), HasSubstr("2026q3"));
  EXPECT_EQ(Run(arguments).status().code(), absl::StatusCode::kAlreadyExists);
  arguments.html.overwrite = true;
  EXPECT_EQ(Run(arguments).value(), kExitFine);
}

TEST_F(GenerationStats, AsJsonHaveTheirParts) {
  json_ = true;
  EXPECT_EQ(Run(GenerationStatsArguments{.pick = kById, .compare = "g0"}).value(), kExitFine);
  EXPECT_EQ(Printed()["generation"]["generation_id"], "g1");
  EXPECT_EQ(Printed()["statistics"]["histogram"].size(), 3U);
  EXPECT_EQ(Printed()["diff"]["total_difference"], "1000.25");
  EXPECT_EQ(Run(GenerationStatsArguments{.pick = kById}).value(), kExitFine);
  EXPECT_FALSE(Printed().contains("diff"));
}

TEST_F(GenerationStats, AGenerationThatIsNotThereIsTold) {
  EXPECT_EQ(
      ReasonOf(Run(GenerationStatsArguments{.pick = {.generation_id = "none", .scheme_id = ""}})),
      v1::REASON_GENERATION_UNKNOWN);
}

TEST_F(GenerationStats, ADiffWritesThePageToo) {
  EXPECT_EQ(Run(GenerationDiffArguments{.from = "g0", .to = "g1", .movers = 3}).value(), kExitFine);
  EXPECT_EQ(region_.diffs.at(0).movers(), 3);
  EXPECT_THAT(out_.str(), HasSubstr("Who gained most"));
  region_.diff.set_to_generation_id("g1");
  EXPECT_EQ(Run(GenerationDiffArguments{
                    .from = "g0", .to = "g1", .html = {.path = page_, .overwrite = false}})
                .value(),
            kExitFine);
  EXPECT_THAT(ReadText(page_), HasSubstr("Content-Security-Policy"));
}

TEST_F(History, IsReadOverItsPagesAndNamesTheNewestTwoCards) {
  v1::ScoreEvent event;
  event.set_card_id("E/s@2/new");
  event.set_cause(v1::SCORE_CAUSE_CHANGE);
  event.set_total("61.25");
  event.set_difference("8.75");
  v1::RecordChange& change = *event.add_changes();
  change.set_kind(v1::RECORD_KIND_ANNUAL_REPORT);
  change.set_record_id("2025");
  change.set_revision(8);
  event.set_previous_card_id("E/s@2/old");
  region_.events.push_back(event);
  v1::ScoreEvent left;
  left.set_left(true);
  region_.events.push_back(left);
  event.set_card_id("E/s@2/old");
  event.clear_changes();
  event.clear_previous_card_id();
  region_.events.push_back(event);
  EXPECT_EQ(Run(HistoryArguments{.enterprise_id = "E", .scheme_id = "s"}).value(), kExitFine);
  EXPECT_THAT(out_.str(), HasSubstr("61.25 (+8.75)"));
  EXPECT_THAT(out_.str(), HasSubstr("2025"));
  EXPECT_THAT(out_.str(), HasSubstr("left the population"));
  EXPECT_THAT(out_.str(), HasSubstr("jifen explain-change E/s@2/old E/s@2/new"));
  json_ = true;
  EXPECT_EQ(Run(HistoryArguments{.enterprise_id = "E", .scheme_id = "s"}).value(), kExitFine);
  EXPECT_EQ(Printed()["events"].size(), 3U);
}

TEST_F(History, AChangeIsExplainedByCauseAndIndicator) {
  region_.change.set_from_points("40");
  region_.change.set_to_points("48");
  region_.change.set_difference("8");
  region_.change.set_from_scored(true);
  v1::CauseAmount& cause = *region_.change.add_causes();
  cause.set_cause(v1::CHANGE_CAUSE_DATA);
  cause.set_amount("8");
  cause.set_rest("-1");
  v1::IndicatorAmount& indicator = *cause.add_indicators();
  indicator.mutable_title()->set_zh("研发投入强度");
  indicator.set_amount("9");
  language_ = Language::kChinese;
  EXPECT_EQ(Run(ExplainChangeArguments{.from_card_id = "a/1", .to_card_id = "a/2"}).value(),
            kExitFine);
  for (const char* part : {"40 → 48", "(+8)", "数据", "研发投入强度", "+9", "封顶、折算与修约",
                           "−1", "之后的积分卡无总分"}) {
    EXPECT_THAT(out_.str(), HasSubstr(part));
  }
  EXPECT_THAT(out_.str(), Not(HasSubstr("之前的积分卡无总分")));
}

TEST_F(History, ThePublishedCardIsAskedForAsSuch) {
  EXPECT_EQ(ReasonOf(Run(ExplainArguments{
                .card_id = "", .enterprise_id = "E", .scheme = {.id = "s"}, .published = true})),
            v1::REASON_NOTHING_PUBLISHED);
  EXPECT_EQ(region_.cards_asked.at(0).published().enterprise_id(), "E");
  EXPECT_EQ(region_.cards_asked.at(0).published().scheme_id(), "s");
}

TEST_F(SimulateScheme, SendsTheDraftAndShowsWinnersAndLosers) {
  const std::string file = std::string(::testing::TempDir()) + "/simulate_scheme_draft.textproto";
  std::ofstream(file) << "id: \"draft\"\n";
  *region_.simulation.mutable_draft() = SampleStatistics();
  *region_.simulation.mutable_stored() = SampleStatistics();
  v1::Swing& swing = *region_.simulation.add_industries();
  swing.set_key("C");
  swing.set_winners(1234);
  swing.set_difference("-15.5");
  language_ = Language::kChinese;
  EXPECT_EQ(
      Run(SimulateSchemeArguments{.draft = file, .against = {.id = "s", .version = 3}, .movers = 5})
          .value(),
      kExitFine);
  const v1::SimulateSchemeRequest& request = region_.simulations.at(0);
  EXPECT_EQ(request.draft().id(), "draft");
  EXPECT_EQ(request.scheme_id(), "s");
  EXPECT_EQ(request.scheme_version(), 3U);
  EXPECT_EQ(request.movers(), 5);
  for (const char* part : {"C 制造业", "1,234", "−15.5", "按行业门类", "(500)"}) {
    EXPECT_THAT(out_.str(), HasSubstr(part));
  }
  std::filesystem::remove(file);
}

TEST_F(SimulateScheme, AServerThatEndsWithoutAResultIsAFailure) {
  const std::string file = std::string(::testing::TempDir()) + "/simulate_scheme_empty.textproto";
  std::ofstream(file) << "id: \"draft\"\n";
  EXPECT_EQ(Run(SimulateSchemeArguments{.draft = file}).status().code(),
            absl::StatusCode::kDataLoss);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace jifen::tools::cli
