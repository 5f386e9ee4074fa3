// A draft over a population, against runs of the same schemes.
#include <map>
#include <string>

#include "proto/model/calendar.h"
#include "tests/services/comparison/compared_region.h"

namespace jifen::services::comparison {
namespace {

using rescoring::PlanOf;

constexpr int kEnterprises = 60;

class SchemeSimulationTest : public testing::Test {
 protected:
  void SetUp() override { region_.Settle(kEnterprises); }

  // The statistics that a run has, as a simulation has them.
  v1::GenerationStatistics StatisticsOf(const std::string& generation_id, uint64_t known_at) {
    v1::GetStatisticsRequest request;
    request.mutable_name()->set_generation_id(generation_id);
    const auto statistics = region_.generations.GetStatistics(request);
    EXPECT_TRUE(statistics.ok()) << statistics.status();
    if (!statistics.ok()) return {};
    v1::GenerationStatistics told = statistics->statistics();
    told.clear_generation_id();
    told.set_revision(known_at);
    return told;
  }

  // Simulates version 2 beside version 1, and then runs both.
  void ExpectAsRuns(const std::string& scheme_id, const v1::Scheme& first,
                    const v1::Scheme& second) {
    region_.PutScheme(first);
    v1::SimulateSchemeRequest request;
    *request.mutable_draft() = second;
    request.mutable_population()->set_area_prefix("42122");
    request.set_movers(100);
    simulation_ = region_.Simulate(request).back().simulation();
    region_.PutScheme(second);
    v1::RunPlan plan = PlanOf(scheme_id);
    plan.set_known_at(simulation_.known_at());
    plan.mutable_population()->set_area_prefix("42122");
    plan.set_scheme_version(1);
    region_.Generate("a", plan);
    plan.set_scheme_version(2);
    region_.Generate("b", plan);
    EXPECT_EQ(simulation_.stored().DebugString(),
              StatisticsOf("a", simulation_.known_at()).DebugString());
    EXPECT_EQ(simulation_.draft().DebugString(),
              StatisticsOf("b", simulation_.known_at()).DebugString());
    ExpectAsTheDifference();
    ExpectSwings();
  }

  void ExpectAsTheDifference() {
    const v1::GenerationDiff diff = region_.Diff("a", "b", 100).back().diff();
    EXPECT_EQ(simulation_.moves().DebugString(), diff.moves().DebugString());
    ExpectMovers(simulation_.gains(), diff.gains());
    ExpectMovers(simulation_.losses(), diff.losses());
  }

  template <typename Movers>
  static void ExpectMovers(const Movers& simulated, Movers compared) {
    ASSERT_EQ(simulated.size(), compared.size());
    for (int i = 0; i < simulated.size(); ++i) {
      compared[i].mutable_from()->clear_card_id();
      compared[i].mutable_to()->clear_card_id();
      EXPECT_EQ(simulated[i].DebugString(), compared[i].DebugString());
    }
  }

  template <typename KeyOf>
  void ExpectSwing(const google::protobuf::RepeatedPtrField<v1::Swing>& told, KeyOf key_of) {
    std::map<std::string, v1::Swing> counted;
    std::map<std::string, Int128> differences;
    auto before = LinesOf(region_, "a");
    for (const auto& [id, after] : LinesOf(region_, "b")) {
      const v1::RankedScore& was = before[id];
      v1::Swing& swing = counted[key_of(after)];
      swing.set_enterprises(swing.enterprises() + 1);
      const bool passed = was.outcome() == v1::OUTCOME_PASSED;
      const bool passes = after.outcome() == v1::OUTCOME_PASSED;
      swing.set_newly_passed(swing.newly_passed() + (passes && !passed ? 1 : 0));
      swing.set_newly_failed(swing.newly_failed() + (passed && !passes ? 1 : 0));
      if (!was.has_total() || !after.has_total()) continue;
      const Int128 difference = TotalOf(after) - TotalOf(was);
      differences[key_of(after)] += difference;
      swing.set_winners(swing.winners() + (difference > 0 ? 1 : 0));
      swing.set_losers(swing.losers() + (difference < 0 ? 1 : 0));
    }
    uint64_t enterprises = 0;
    for (const v1::Swing& swing : told) {
      enterprises += swing.enterprises();
      if (swing.enterprises() == 0) continue;  // a stage of nobody
      const v1::Swing& want = counted[swing.key()];
      EXPECT_EQ(swing.enterprises(), want.enterprises()) << swing.DebugString();
      EXPECT_EQ(swing.winners(), want.winners()) << swing.DebugString();
      EXPECT_EQ(swing.losers(), want.losers()) << swing.DebugString();
      EXPECT_EQ(swing.newly_passed(), want.newly_passed()) << swing.DebugString();
      EXPECT_EQ(swing.newly_failed(), want.newly_failed()) << swing.DebugString();
      EXPECT_TRUE(Units(swing.difference()) == differences[swing.key()]) << swing.DebugString();
    }
    EXPECT_EQ(enterprises, simulation_.draft().all().enterprises());
  }

  void ExpectSwings() {
    ExpectSwing(simulation_.stages(), [](const v1::RankedScore& line) { return line.stage_id(); });
    ExpectSwing(simulation_.industries(),
                [](const v1::RankedScore& line) { return line.industry_code().substr(0, 1); });
    ExpectSwing(simulation_.counties(),
                [](const v1::RankedScore& line) { return line.area_code().substr(0, 6); });
    uint64_t enterprises = 0;
    for (const auto& one : simulation_.outcomes()) enterprises += one.enterprises();
    EXPECT_EQ(enterprises, simulation_.draft().all().enterprises());
  }

  ComparedRegion region_;
  v1::SchemeSimulation simulation_;
};

TEST_F(SchemeSimulationTest, TellsWhatARunOfTheDraftGives) {
  ExpectAsRuns(kRegion, RegionScheme(1), RegionScheme(2));
  EXPECT_GT(simulation_.gains_size(), 0);
  EXPECT_GT(simulation_.losses_size(), 0);
  EXPECT_EQ(simulation_.stages(0).title().en(), "Stage");
  EXPECT_EQ(simulation_.counties_size(), 2);
}

TEST_F(SchemeSimulationTest, TellsWhatARunOfADraftAmongPeersGives) {
  ExpectAsRuns(kPeers, PeerScheme(1), PeerScheme(2));
}

TEST_F(SchemeSimulationTest, StoresNothingAndTakesADraftWithoutVectors) {
  v1::Scheme draft = PeerScheme(1);
  draft.clear_vectors();
  draft.clear_base_dossiers();
  v1::SimulateSchemeRequest request;
  *request.mutable_draft() = draft;
  request.set_movers(3);
  const uint64_t revision = (*region_.store->NewSnapshot())->revision();
  const auto parts = region_.Simulate(request);
  EXPECT_EQ((*region_.store->NewSnapshot())->revision(), revision);
  EXPECT_TRUE(parts.front().has_progress());
  EXPECT_EQ(parts.front().progress().enterprises(), 2U * kEnterprises) << "both passes";
  simulation_ = parts.back().simulation();
  EXPECT_EQ(simulation_.known_at(), revision);
  EXPECT_FALSE(simulation_.has_stored());
  EXPECT_FALSE(simulation_.has_moves());
  EXPECT_EQ(simulation_.stages_size() + simulation_.counties_size(), 0);
  EXPECT_EQ(simulation_.draft().all().enterprises(), static_cast<uint64_t>(kEnterprises));
}

TEST_F(SchemeSimulationTest, LooksAtTheDayTheYearAndTheRevisionThatAreAsked) {
  region_.PutScheme(RegionScheme(1));
  const uint64_t before = (*region_.store->NewSnapshot())->revision();
  v1::SimulateSchemeRequest request;
  *request.mutable_draft() = RegionScheme(2);
  const v1::SchemeSimulation now = region_.Simulate(request).back().simulation();
  region_.Edit(kEnterprises);
  const v1::SchemeSimulation later = region_.Simulate(request).back().simulation();
  EXPECT_NE(later.draft().all().sum(), now.draft().all().sum());
  request.set_known_at(before);
  EXPECT_EQ(region_.Simulate(request).back().simulation().SerializeAsString(),
            now.SerializeAsString());
  *request.mutable_valid_at() = model::MakeDate(2024, 6, 30);
  EXPECT_NE(region_.Simulate(request).back().simulation().draft().all().sum(),
            now.draft().all().sum());
}

TEST_F(SchemeSimulationTest, ComparesWithAnotherSchemeIfAsked) {
  region_.PutScheme(RegionScheme(1));
  region_.PutScheme(PeerScheme(1));
  v1::SimulateSchemeRequest request;
  *request.mutable_draft() = RegionScheme(1);
  request.set_scheme_id(kPeers);
  request.set_movers(2);
  simulation_ = region_.Simulate(request).back().simulation();
  EXPECT_EQ(simulation_.stored().grades_size(), 1) << "that scheme has no grades";
  EXPECT_EQ(simulation_.draft().grades(0).key(), "a");
}

TEST_F(SchemeSimulationTest, EndsWhenNobodyListens) {
  v1::SimulateSchemeRequest request;
  *request.mutable_draft() = RegionScheme(1);
  int parts = 0;
  const absl::Status status = region_.comparisons.SimulateScheme(request, [&](const auto&) {
    ++parts;
    return false;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(parts, 1);
}

TEST_F(SchemeSimulationTest, EndsBetweenTheCohortTablesOfTwoMeasures) {
  v1::SimulateSchemeRequest request;
  *request.mutable_draft() = PeerScheme(1);
  int parts = 0;
  int results = 0;
  const absl::Status status =
      region_.comparisons.SimulateScheme(request, [&](const v1::SimulateSchemeResponse& part) {
        results += part.has_simulation() ? 1 : 0;
        // The values are taken by then: one more before each measure of each level, and before the hash of each.
        const bool is_made = part.progress().enterprises_done() == uint64_t{kEnterprises};
        return !is_made || ++parts < 4;
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(parts, 4);
  EXPECT_EQ(results, 0);
}

}  // namespace
}  // namespace jifen::services::comparison
