// Runs: from the start to a generation that can be read.

#include "services/score/score_handler.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::rescoring {
namespace {

class RunTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(QuickScheme(kScheme));
    for (int n = 0; n < 20; ++n) region_.AddEnterprise(n, 7);
  }

  Region region_;
};

TEST_F(RunTest, ScoresEverybodyAndCanBeRead) {
  const v1::Generation generation = region_.Generate("2025-q2", PlanOf(kScheme));
  EXPECT_EQ(generation.tally().enterprises(), 20U);
  EXPECT_EQ(generation.cards_sha256().size(), 64U);
  EXPECT_EQ(generation.state(), v1::GENERATION_STATE_CHECKED);
  const auto lines = WholeRanking(region_, "2025-q2", 7);
  ASSERT_EQ(lines.size(), 20U);
  EXPECT_EQ(lines[0].rank(), 1U);
}

TEST_F(RunTest, IsTheSameWhoeverRunsItAgain) {
  const v1::Generation first = region_.Generate("a", PlanOf(kScheme));
  v1::RunPlan plan = PlanOf(kScheme);
  plan.set_known_at(first.plan().known_at());
  const v1::Generation second = region_.Generate("b", plan);
  EXPECT_EQ(first.tally().SerializeAsString(), second.tally().SerializeAsString());
  const auto before = WholeRanking(region_, "a");
  const auto after = WholeRanking(region_, "b");
  ASSERT_EQ(before.size(), after.size());
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].enterprise_id(), after[i].enterprise_id());
    EXPECT_EQ(before[i].total(), after[i].total());
  }
}

TEST_F(RunTest, SeesOnlyWhatWasKnownAtItsRevision) {
  v1::RunPlan plan = PlanOf(kScheme);
  const auto started = region_.Start("one", plan);
  ASSERT_TRUE(started.ok()) << started.status();
  const uint64_t known_at = started->plan().known_at();
  region_.AddEnterprise(50);
  region_.PutReport(3, 4711);
  EXPECT_EQ(region_.WorkToEnd("one").tally().enterprises(), 20U);
  plan.set_known_at(known_at);
  const v1::Generation again = region_.Generate("two", plan);
  v1::GetGenerationRequest request;
  request.mutable_name()->set_generation_id("one");
  const auto then = region_.generations.GetGeneration(request);
  ASSERT_TRUE(then.ok());
  EXPECT_EQ(then->generation().tally().SerializeAsString(), again.tally().SerializeAsString());
}

TEST_F(RunTest, RanksEqualTotalsEquallyAndByEnterpriseId) {
  for (int n = 20; n < 26; ++n) {
    region_.AddEnterprise(n);
    region_.PutReport(n, 4711);  // all the same
  }
  v1::Enterprise bare = storage::tables::SampleEnterprise(99);
  region_.PutEnterprise(bare);
  region_.Generate("2025-q2", PlanOf(kScheme));
  const auto lines = WholeRanking(region_, "2025-q2", 3);
  ASSERT_EQ(lines.size(), 27U);
  size_t ties = 0;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (!lines[i].has_total()) {
      EXPECT_EQ(lines[i].rank(), 0U);
    } else if (lines[i].total() == lines[i - 1].total()) {
      ++ties;
      EXPECT_EQ(lines[i].rank(), lines[i - 1].rank());
      EXPECT_LT(lines[i - 1].enterprise_id(), lines[i].enterprise_id());
    } else {
      EXPECT_EQ(lines[i].rank(), i + 1);
    }
  }
  EXPECT_GE(ties, 5U) << "also across pages";
}

TEST_F(RunTest, LeavesOutWhoIsNotInThePopulation) {
  v1::RunPlan plan = PlanOf(kScheme);
  plan.mutable_population()->set_area_prefix("421202");
  plan.mutable_population()->set_industry_prefix("C");
  const v1::Generation generation = region_.Generate("county", plan);
  EXPECT_EQ(generation.tally().enterprises(), 4U);  // 0, 6, 12, 18
}

TEST_F(RunTest, PlacesAmongPeers) {
  region_.PutScheme(QuickScheme(kPeerScheme));
  const v1::Generation generation = region_.Generate("peers", PlanOf(kPeerScheme));
  EXPECT_EQ(generation.cohort_tables_sha256().size(), 64U);
  EXPECT_EQ(generation.tally().enterprises(), 20U);
  score::ScoreHandler scores(*region_.store, region_.catalog, region_.cohorts, RegionNow);
  int placed = 0;
  for (const v1::RankedScore& line : WholeRanking(region_, "peers")) {
    v1::GetScoreRequest request;
    request.set_card_id(line.card_id());
    const auto card = scores.GetScore(request);
    ASSERT_TRUE(card.ok()) << card.status();
    EXPECT_EQ(card->card().cohort_tables_sha256(), generation.cohort_tables_sha256());
    for (const v1::CategoryResult& category : card->card().categories()) {
      for (const v1::IndicatorResult& indicator : category.indicators()) {
        if (indicator.has_cohort()) ++placed;
      }
    }
  }
  EXPECT_GE(placed, 20) << "one indicator at least of each";
}

v1::Run StateOf(Region& region, const std::string& id) {
  v1::GetRunRequest request;
  request.set_generation_id(id);
  const auto run = region.runs.GetRun(request);
  EXPECT_TRUE(run.ok()) << run.status();
  return run.ok() ? run->run() : v1::Run();
}

template <typename Request>
Request OfRun(Region& region, const std::string& id) {
  Request request;
  request.set_request_id(region.NextRequestId());
  request.set_generation_id(id);
  return request;
}

TEST_F(RunTest, PausesResumesAndCancels) {
  ASSERT_TRUE(region_.Start("p", PlanOf(kScheme)).ok());
  ASSERT_TRUE(region_.runs.PauseRun("local", OfRun<v1::PauseRunRequest>(region_, "p")).ok());
  EXPECT_EQ(region_.WorkToEnd("p").state(), v1::RUN_STATE_PAUSED) << "nobody works for it";
  const auto twice = region_.runs.PauseRun("local", OfRun<v1::PauseRunRequest>(region_, "p"));
  EXPECT_EQ(ReasonOf(twice.status()), v1::REASON_RUN_STATE);
  ASSERT_TRUE(region_.runs.ResumeRun("local", OfRun<v1::ResumeRunRequest>(region_, "p")).ok());
  EXPECT_EQ(region_.WorkToEnd("p").state(), v1::RUN_STATE_COMPLETED);
  const auto finished = region_.runs.PauseRun("local", OfRun<v1::PauseRunRequest>(region_, "p"));
  EXPECT_EQ(ReasonOf(finished.status()), v1::REASON_RUN_STATE);

  ASSERT_TRUE(region_.Start("c", PlanOf(kScheme)).ok());
  ASSERT_TRUE(region_.runs.CancelRun("local", OfRun<v1::CancelRunRequest>(region_, "c")).ok());
  EXPECT_EQ(StateOf(region_, "c").state(), v1::RUN_STATE_CANCELLED);
  const auto again = region_.Start("c", PlanOf(kScheme));
  EXPECT_EQ(ReasonOf(again.status()), v1::REASON_GENERATION_EXISTS);
}

TEST_F(RunTest, FailsItsCheckWithTooManyUnscored) {
  v1::RunPlan plan = PlanOf(kScheme);
  v1::Enterprise bare = storage::tables::SampleEnterprise(99);
  bare.set_area_code("421281");
  region_.PutEnterprise(bare);
  plan.mutable_population()->set_area_prefix("421281");
  plan.set_not_scored_max("0");
  ASSERT_TRUE(region_.Start("none", plan).ok());
  const v1::Run run = region_.WorkToEnd("none");
  EXPECT_EQ(run.state(), v1::RUN_STATE_FAILED);
  EXPECT_EQ(run.failure().reason(), v1::REASON_GENERATION_CHECK);
  EXPECT_EQ(run.failure().path(), "plan.not_scored_max");
  v1::PublishGenerationRequest publish = OfRun<v1::PublishGenerationRequest>(region_, "none");
  EXPECT_EQ(ReasonOf(region_.generations.PublishGeneration("local", publish).status()),
            v1::REASON_GENERATION_CHECK);
}

TEST_F(RunTest, RefusesAPlanWithItsReason) {
  struct Row {
    const char* name;
    void (*spoil)(v1::RunPlan&);
    v1::Reason reason;
    const char* path;
  };
  const Row rows[] = {
      {"no scheme", [](v1::RunPlan& p) { p.clear_scheme_id(); }, v1::REASON_FIELD_REQUIRED,
       "plan.scheme_id"},
      {"unknown scheme", [](v1::RunPlan& p) { p.set_scheme_id("nothing"); },
       v1::REASON_SCHEME_UNKNOWN, "plan.scheme_id"},
      {"without vectors", [](v1::RunPlan& p) { p.set_scheme_id("unproven"); },
       v1::REASON_SCHEME_UNPROVEN, "plan.scheme_id"},
      {"no day", [](v1::RunPlan& p) { p.mutable_valid_at()->set_year(2030); },
       v1::REASON_DATE_INVALID, "plan.valid_at"},
      {"tomorrow",
       [](v1::RunPlan& p) {
         p.mutable_valid_at()->set_year(2025);
         p.mutable_valid_at()->set_month(7);
         p.mutable_valid_at()->set_day(1);
       },
       v1::REASON_OUT_OF_RANGE, "plan.valid_at"},
      {"a revision to come", [](v1::RunPlan& p) { p.set_known_at(1'000'000); },
       v1::REASON_REVISION_UNKNOWN, "plan.known_at"},
      {"area", [](v1::RunPlan& p) { p.mutable_population()->set_area_prefix("42x"); },
       v1::REASON_CODE_INVALID, "plan.population.area_prefix"},
      {"industry", [](v1::RunPlan& p) { p.mutable_population()->set_industry_prefix("39"); },
       v1::REASON_CODE_INVALID, "plan.population.industry_prefix"},
      {"nobody", [](v1::RunPlan& p) { p.mutable_population()->set_area_prefix("11"); },
       v1::REASON_POPULATION_EMPTY, "plan.population"},
      {"cohorts of nothing", [](v1::RunPlan& p) { p.set_cohorts_of("nothing"); },
       v1::REASON_GENERATION_UNKNOWN, "plan.cohorts_of"},
      {"share", [](v1::RunPlan& p) { p.set_not_scored_max("1.5"); }, v1::REASON_OUT_OF_RANGE,
       "plan.not_scored_max"},
  };
  v1::Scheme unproven = QuickScheme(kScheme);
  unproven.set_id("unproven");
  unproven.set_figures(v1::FIGURES_STATUS_ILLUSTRATIVE);
  unproven.clear_vectors();
  unproven.clear_base_dossiers();
  region_.PutScheme(unproven);
  const auto before = region_.store->NewSnapshot();
  ASSERT_TRUE(before.ok());
  for (const Row& row : rows) {
    v1::RunPlan plan = PlanOf(kScheme);
    row.spoil(plan);
    const auto started = region_.Start("x", plan);
    EXPECT_EQ(ReasonOf(started.status()), row.reason) << row.name << ": " << started.status();
    EXPECT_EQ(PathOf(started.status()), row.path) << row.name;
  }
  EXPECT_EQ(ReasonOf(region_.Start("a b", PlanOf(kScheme)).status()), v1::REASON_TEXT_INVALID);
  const auto after = region_.store->NewSnapshot();
  ASSERT_TRUE(after.ok());
  EXPECT_EQ((*before)->revision(), (*after)->revision()) << "nothing changed";
}

}  // namespace
}  // namespace jifen::services::rescoring
