// Two generations, compared, against what the rankings and the explanations of single cards add up to.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proto/model/calendar.h"
#include "tests/services/comparison/compared_region.h"

namespace jifen::services::comparison {
namespace {

using rescoring::PlanOf;

constexpr int kEnterprises = 60;

struct CauseCount {
  Int128 amount = 0;
  uint64_t enterprises = 0;
  bool operator==(const CauseCount&) const = default;
};

class GenerationDiffTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(RegionScheme(1));
    region_.PutScheme(RegionScheme(2));
    region_.Settle(kEnterprises);
  }

  // Generations a and b are there.
  void ExpectAsCounted(int movers) {
    before_ = LinesOf(region_, "a");
    after_ = LinesOf(region_, "b");
    const auto parts = region_.Diff("a", "b", movers);
    diff_ = parts.back().diff();
    EXPECT_TRUE(parts.front().has_progress());
    EXPECT_GE(parts.front().progress().enterprises(), after_.size());
    ExpectMoves();
    ExpectCauses();
    ExpectMovers(movers);
  }

  void ExpectMoves() {
    v1::MoveCounts counts;
    std::map<std::pair<std::string, std::string>, uint64_t> grades;
    std::set<std::string> ids;
    for (const auto& [id, line] : before_) ids.insert(id);
    for (const auto& [id, line] : after_) ids.insert(id);
    for (const std::string& id : ids) {
      const bool in_both = before_.contains(id) && after_.contains(id);
      if (!in_both) {
        if (before_.contains(id)) counts.set_left(counts.left() + 1);
        if (after_.contains(id)) counts.set_entered(counts.entered() + 1);
        continue;
      }
      const v1::RankedScore& a = before_[id];
      const v1::RankedScore& b = after_[id];
      ++grades[{a.grade_id(), b.grade_id()}];
      if (a.has_total() && b.has_total()) {
        if (TotalOf(a) < TotalOf(b)) counts.set_rose(counts.rose() + 1);
        if (TotalOf(a) > TotalOf(b)) counts.set_fell(counts.fell() + 1);
        if (TotalOf(a) == TotalOf(b)) counts.set_same(counts.same() + 1);
      } else if (a.has_total()) {
        counts.set_lost_score(counts.lost_score() + 1);
      } else if (b.has_total()) {
        counts.set_became_scored(counts.became_scored() + 1);
      } else {
        counts.set_never_scored(counts.never_scored() + 1);
      }
    }
    EXPECT_EQ(diff_.moves().DebugString(), counts.DebugString());
    std::map<std::pair<std::string, std::string>, uint64_t> told;
    for (const v1::GradeMigration& one : diff_.migrations()) {
      told[{one.from_grade_id(), one.to_grade_id()}] = one.enterprises();
      EXPECT_EQ(one.has_from_title(), !one.from_grade_id().empty());
    }
    EXPECT_EQ(told, grades);
    EXPECT_EQ(told.size(), static_cast<size_t>(diff_.migrations_size()));
  }

  // As the explanations of the cards of each enterprise add up.
  void ExpectCauses() {
    std::map<v1::ChangeCause, CauseCount> counted;
    Int128 difference = 0;
    for (const auto& [id, a] : before_) {
      const auto b = after_.find(id);
      if (b == after_.end() || !a.has_total() || !b->second.has_total()) continue;
      difference += TotalOf(b->second) - TotalOf(a);
      const v1::ExplainChangeResponse explained = region_.Explain(a.card_id(), b->second.card_id());
      EXPECT_EQ(Units(explained.difference()), TotalOf(b->second) - TotalOf(a)) << id;
      Int128 sum = 0;
      for (const v1::CauseAmount& cause : explained.causes()) {
        CauseCount& count = counted[cause.cause()];
        count.amount += Units(cause.amount());
        ++count.enterprises;
        sum += Units(cause.amount());
      }
      EXPECT_EQ(sum, Units(explained.difference())) << id;
    }
    std::map<v1::ChangeCause, CauseCount> told;
    Int128 sum = 0;
    for (const v1::CauseSum& cause : diff_.causes()) {
      told[cause.cause()] = {Units(cause.amount()), cause.enterprises()};
      sum += Units(cause.amount());
    }
    EXPECT_TRUE(told == counted) << diff_.DebugString();
    EXPECT_EQ(Units(diff_.total_difference()), difference);
    EXPECT_EQ(sum, difference);
  }

  void ExpectMovers(int movers) {
    std::vector<std::pair<Int128, std::string>> moved;  // the greatest gain first
    for (const auto& [id, a] : before_) {
      const auto b = after_.find(id);
      if (b == after_.end() || !a.has_total() || !b->second.has_total()) continue;
      moved.emplace_back(TotalOf(a) - TotalOf(b->second), id);
    }
    const auto check = [&](const auto& told) {
      std::sort(moved.begin(), moved.end());
      size_t i = 0;
      for (const v1::Mover& mover : told) {
        ASSERT_LT(i, moved.size());
        EXPECT_EQ(mover.to().enterprise_id(), moved[i].second);
        EXPECT_EQ(mover.from().DebugString(), before_[moved[i].second].DebugString());
        EXPECT_EQ(mover.to().DebugString(), after_[moved[i].second].DebugString());
        Int128 sum = 0;
        for (const v1::CauseAmount& cause : mover.causes()) {
          sum += Units(cause.amount());
          Int128 parts = Units(cause.rest());
          for (const v1::IndicatorAmount& part : cause.indicators()) parts += Units(part.amount());
          EXPECT_EQ(parts, Units(cause.amount()));
        }
        EXPECT_EQ(sum, Units(mover.difference()));
        ++i;
      }
      const auto moves = static_cast<size_t>(
          std::count_if(moved.begin(), moved.end(), [](const auto& m) { return m.first < 0; }));
      EXPECT_EQ(i, std::min<size_t>(moves, static_cast<size_t>(movers)));
    };
    check(diff_.gains());
    for (auto& [difference, id] : moved) difference = -difference;
    check(diff_.losses());
  }

  std::set<v1::ChangeCause> Causes() const {
    std::set<v1::ChangeCause> causes;
    for (const v1::CauseSum& cause : diff_.causes()) causes.insert(cause.cause());
    return causes;
  }

  ComparedRegion region_;
  std::map<std::string, v1::RankedScore> before_;
  std::map<std::string, v1::RankedScore> after_;
  v1::GenerationDiff diff_;
};

TEST_F(GenerationDiffTest, OfEqualGenerationsIsNothing) {
  const v1::Generation a = region_.Generate("a", PlanOf(kRegion));
  v1::RunPlan plan = PlanOf(kRegion);
  plan.set_known_at(a.plan().known_at());
  region_.Generate("b", plan);
  ExpectAsCounted(5);
  EXPECT_EQ(diff_.causes_size(), 0);
  EXPECT_EQ(diff_.total_difference(), "0");
  for (const v1::Stability& stability : diff_.stabilities()) {
    EXPECT_EQ(stability.mark(), v1::STABILITY_MARK_STABLE) << stability.DebugString();
    EXPECT_EQ(stability.index(), "0.0000");
  }
}

TEST_F(GenerationDiffTest, TellsRecordsFromTheirStages) {
  v1::RunPlan plan = PlanOf(kRegion);
  plan.mutable_population()->set_area_prefix("4212");
  plan.set_scheme_version(1);
  region_.Generate("a", plan);
  region_.Edit(kEnterprises);
  plan.mutable_population()->set_industry_prefix("C");
  region_.Generate("b", plan);
  ExpectAsCounted(100);
  EXPECT_EQ(Causes(), (std::set{v1::CHANGE_CAUSE_DATA, v1::CHANGE_CAUSE_STAGE}));
  EXPECT_GT(diff_.moves().left(), 0U);
  EXPECT_GT(diff_.moves().entered(), 0U);
  ASSERT_EQ(diff_.stabilities_size(), 4);
  EXPECT_EQ(diff_.stabilities(0).indicator_id(), "");
  EXPECT_EQ(diff_.stabilities(1).indicator_id(), "share");
  EXPECT_EQ(diff_.stabilities(1).title().en(), "R&D share");
}

TEST_F(GenerationDiffTest, TellsWhatAnotherSchemeDid) {
  v1::RunPlan plan = PlanOf(kRegion);
  plan.set_scheme_version(1);
  const v1::Generation a = region_.Generate("a", plan);
  plan.set_scheme_version(2);
  plan.set_known_at(a.plan().known_at());
  region_.Generate("b", plan);
  ExpectAsCounted(3);
  EXPECT_EQ(Causes(), (std::set{v1::CHANGE_CAUSE_SCHEME}));
  EXPECT_EQ(diff_.stabilities_size(), 3) << "the third indicator has another id";
}

TEST_F(GenerationDiffTest, FollowsAllCausesAtOnce) {
  v1::RunPlan plan = PlanOf(kRegion);
  plan.set_scheme_version(1);
  *plan.mutable_valid_at() = model::MakeDate(2024, 6, 30);
  region_.Generate("a", plan);
  region_.Edit(kEnterprises);
  plan.set_scheme_version(2);
  plan.clear_valid_at();
  region_.Generate("b", plan);
  ExpectAsCounted(10);
  EXPECT_EQ(Causes(), (std::set{v1::CHANGE_CAUSE_TIME, v1::CHANGE_CAUSE_DATA,
                                v1::CHANGE_CAUSE_STAGE, v1::CHANGE_CAUSE_SCHEME}));
  EXPECT_GT(diff_.moves().became_scored(), 0U);
  EXPECT_GT(diff_.moves().never_scored(), 0U);
}

TEST_F(GenerationDiffTest, SaysWhatThisVersionOfTheProgramDoesNotExplain) {
  v1::RunPlan plan = PlanOf(kRegion);
  plan.set_scheme_version(1);
  *plan.mutable_valid_at() = model::MakeDate(2024, 6, 30);
  region_.Generate("a", plan);
  plan.set_scheme_version(2);
  plan.clear_valid_at();
  region_.Generate("b", plan);
  auto before = LinesOf(region_, "a");
  const auto after = LinesOf(region_, "b");
  const auto both = std::find_if(after.begin(), after.end(), [&before](const auto& line) {
    return line.second.has_total() && before[line.first].has_total();
  });
  ASSERT_NE(both, after.end());
  region_.Restate("b", both->first, "0.123");
  ExpectAsCounted(100);
  ASSERT_TRUE(Causes().contains(v1::CHANGE_CAUSE_UNSPECIFIED)) << diff_.DebugString();
  EXPECT_EQ(diff_.causes(0).enterprises(), 1U);
  EXPECT_TRUE(Units(diff_.causes(0).amount()) == Units("0.123") - TotalOf(both->second));
}

// Of one scheme, day and revision, in the same cohorts.
TEST_F(GenerationDiffTest, DoesNotTakeAnotherVersionOfTheProgramForDamage) {
  const v1::Generation a = region_.Generate("a", PlanOf(kRegion));
  v1::RunPlan plan = PlanOf(kRegion);
  plan.set_known_at(a.plan().known_at());
  region_.Generate("b", plan);
  const auto lines = LinesOf(region_, "b");
  const auto scored = std::find_if(lines.begin(), lines.end(),
                                   [](const auto& line) { return line.second.has_total(); });
  ASSERT_NE(scored, lines.end());
  region_.Restate("b", scored->first, "0.123");
  ExpectAsCounted(5);
  EXPECT_EQ(Causes(), (std::set{v1::CHANGE_CAUSE_UNSPECIFIED}));
}

TEST_F(GenerationDiffTest, FollowsWhoIsPlacedAmongOtherPeers) {
  region_.PutScheme(PeerScheme(1));
  region_.PutScheme(PeerScheme(2));
  v1::RunPlan plan = PlanOf(kPeers);
  plan.set_scheme_version(1);
  region_.Generate("a", plan);
  region_.Edit(kEnterprises);
  region_.Generate("b", plan);
  ExpectAsCounted(4);
  EXPECT_EQ(Causes(), (std::set{v1::CHANGE_CAUSE_DATA, v1::CHANGE_CAUSE_COHORT}));
  plan.set_scheme_version(2);
  region_.Generate("c", plan);
  const v1::GenerationDiff both = region_.Diff("a", "c", 0).back().diff();
  Int128 sum = 0;
  std::set<v1::ChangeCause> causes;
  for (const v1::CauseSum& cause : both.causes()) {
    sum += Units(cause.amount());
    causes.insert(cause.cause());
  }
  EXPECT_EQ(sum, Units(both.total_difference()));
  EXPECT_TRUE(causes.contains(v1::CHANGE_CAUSE_SCHEME)) << both.DebugString();
}

TEST_F(GenerationDiffTest, IsTheSameWhoeverAsksAgain) {
  region_.Generate("a", PlanOf(kRegion));
  region_.Edit(kEnterprises);
  region_.Generate("b", PlanOf(kRegion));
  EXPECT_EQ(region_.Diff("a", "b", 9).back().SerializeAsString(),
            region_.Diff("a", "b", 9).back().SerializeAsString());
}

TEST_F(GenerationDiffTest, EndsWhenNobodyListens) {
  region_.Generate("a", PlanOf(kRegion));
  v1::DiffGenerationsRequest request;
  request.set_from_generation_id("a");
  request.set_to_generation_id("a");
  int parts = 0;
  const absl::Status status = region_.comparisons.DiffGenerations(request, [&](const auto&) {
    ++parts;
    return false;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(parts, 1);
}

TEST_F(GenerationDiffTest, EndsBeforeTheCohortTablesOfTheSecondAreRead) {
  region_.Generate("a", PlanOf(kRegion));
  v1::DiffGenerationsRequest request;
  request.set_from_generation_id("a");
  request.set_to_generation_id("a");
  std::vector<v1::DiffGenerationsResponse> parts;
  const absl::Status status = region_.comparisons.DiffGenerations(request, [&](const auto& part) {
    parts.push_back(part);
    return parts.size() < 2;
  });
  EXPECT_TRUE(status.ok()) << status;
  ASSERT_EQ(parts.size(), 2U);
  for (const v1::DiffGenerationsResponse& part : parts) {
    EXPECT_EQ(part.progress().enterprises(), uint64_t{kEnterprises}) << part.DebugString();
    EXPECT_EQ(part.progress().enterprises_done(), 0U) << part.DebugString();
  }
}

}  // namespace
}  // namespace jifen::services::comparison
