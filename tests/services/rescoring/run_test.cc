// Runs: from the start to a generation that can be read.

#include <algorithm>
#include <thread>

#include "tests/scoring/scheme/shipped_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

constexpr char kScheme[] = "sme-tech-2017";
constexpr char kPeerScheme[] = "peer-demo";

// With the first vector alone: to run them all takes longest.
v1::Scheme Quick(const std::string& id) {
  v1::Scheme scheme = scoring::ReadShippedScheme(id);
  scheme.mutable_vectors()->DeleteSubrange(1, scheme.vectors_size() - 1);
  for (int i = scheme.base_dossiers_size(); i-- > 0;) {
    if (scheme.base_dossiers(i).id() == scheme.vectors(0).base()) continue;
    scheme.mutable_base_dossiers()->DeleteSubrange(i, 1);
  }
  return scheme;
}

class RunTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(Quick(kScheme));
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
  EXPECT_EQ(first.tally().SerializeAsString().size() > 0, true);
  EXPECT_EQ(first.tally().total_sum(), second.tally().total_sum());
}

TEST_F(RunTest, LeavesOutWhoIsNotInThePopulation) {
  v1::RunPlan plan = PlanOf(kScheme);
  plan.mutable_population()->set_area_prefix("421202");
  plan.mutable_population()->set_industry_prefix("C");
  const v1::Generation generation = region_.Generate("county", plan);
  EXPECT_EQ(generation.tally().enterprises(), 4U);  // 0, 6, 12, 18
}

TEST_F(RunTest, PlacesAmongPeers) {
  region_.PutScheme(scoring::ReadShippedScheme(kPeerScheme));
  const v1::Generation generation = region_.Generate("peers", PlanOf(kPeerScheme));
  EXPECT_EQ(generation.cohort_tables_sha256().size(), 64U);
  EXPECT_EQ(generation.tally().enterprises(), 20U);
}

}  // namespace
}  // namespace jifen::services::rescoring
