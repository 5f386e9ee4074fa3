// How far a run says that it is: each phase ends with all of its enterprises done.

#include "services/rescoring/run_progress.h"

#include <map>

#include "tests/services/rescoring/hooked_store.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

constexpr int kEnterprises = 12;

class RunProgressTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.setting.threads = 1;
    region_.setting.lines_per_look = 1;
    region_.PutScheme(QuickScheme(kPeerScheme));
    for (int n = 0; n < kEnterprises; ++n) region_.AddEnterprise(n, 3);
  }

  // The last that was seen of each phase while it worked.
  std::map<v1::RunPhase, v1::Run> Work(const std::string& id) {
    std::map<v1::RunPhase, v1::Run> seen;
    const auto look = [&] {
      const v1::Run run = region_.RunOf(id);
      seen[run.phase()] = run;
    };
    HookedStore store(*region_.store, {.before_snapshot = look,
                                       .before_commit = [&](const storage::kv::CommitRequest&) {
                                         look();
                                         return absl::OkStatus();
                                       }});
    const auto end = region_.Work(store, id);
    EXPECT_TRUE(end.ok()) << end.status();
    return seen;
  }

  Region region_;
};

TEST_F(RunProgressTest, EndsEachPhaseWithAllDone) {
  v1::RunPlan plan = PlanOf(kPeerScheme);
  plan.mutable_population()->set_area_prefix("421202");
  const auto started = region_.Start("g", plan);
  ASSERT_TRUE(started.ok()) << started.status();
  for (int n = kEnterprises; n < kEnterprises + 5; ++n) region_.AddEnterprise(n, 3);
  const std::map<v1::RunPhase, v1::Run> seen = Work("g");
  for (const v1::RunPhase phase : {v1::RUN_PHASE_VALUES, v1::RUN_PHASE_POINTS}) {
    ASSERT_TRUE(seen.contains(phase));
    EXPECT_EQ(seen.at(phase).enterprises(), uint64_t{kEnterprises + 5});
    EXPECT_EQ(seen.at(phase).enterprises_done(), seen.at(phase).enterprises())
        << v1::RunPhase_Name(phase) << ": also with those that came later";
  }
  ASSERT_TRUE(seen.contains(v1::RUN_PHASE_CHECK));
  EXPECT_EQ(seen.at(v1::RUN_PHASE_CHECK).enterprises(), uint64_t{kEnterprises / 3})
      << "the check reads the population back, not the register";
  EXPECT_EQ(seen.at(v1::RUN_PHASE_CHECK).enterprises_done(), uint64_t{kEnterprises / 3});
}

TEST(CheckProgress, IsOfTheRunThatBeganLast) {
  CheckProgress progress;
  EXPECT_EQ(progress.DoneOf("a"), 0U);
  progress.Begin("a");
  progress.Add();
  progress.Add();
  EXPECT_EQ(progress.DoneOf("a"), 2U);
  EXPECT_EQ(progress.DoneOf("b"), 0U);
  progress.Begin("b");
  EXPECT_EQ(progress.DoneOf("a"), 0U);
  EXPECT_EQ(progress.DoneOf("b"), 0U);
}

}  // namespace
}  // namespace jifen::services::rescoring
