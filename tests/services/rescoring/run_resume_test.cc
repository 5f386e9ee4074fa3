// A run that is interrupted after whatever commit goes on and ends like one that was not; of two that work for one run
// each commits its own chunks or nothing.

#include <atomic>
#include <thread>

#include "storage/kv/memory/memory_store.h"
#include "storage/tables/runs.h"
#include "tests/services/rescoring/dying_store.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

namespace kv = storage::kv;

constexpr int kEnterprises = 20;

class RunResumeTest : public testing::TestWithParam<const char*> {
 protected:
  void Fill(Region& region) {
    region.setting.chunk_enterprises = 2;
    region.setting.range_enterprises_min = 7;  // several chunks in each, and the last is not full
    region.PutScheme(QuickScheme(GetParam()));
    for (int n = 0; n < kEnterprises; ++n) region.AddEnterprise(n, 3);
    ASSERT_TRUE(region.Start("g", PlanOf(GetParam())).ok());
  }

  static std::string DigestOf(Region& region) {
    v1::GetGenerationRequest request;
    request.mutable_name()->set_generation_id("g");
    const auto generation = region.generations.GetGeneration(request);
    EXPECT_TRUE(generation.ok()) << generation.status();
    if (!generation.ok()) return "";
    return generation->generation().cards_sha256() + " " +
           generation->generation().cohort_tables_sha256() + " " +
           generation->generation().tally().ShortDebugString();
  }
};

TEST_P(RunResumeTest, EndsAsUndisturbedAfterADeathAtEachCommit) {
  Region whole;
  Fill(whole);
  EXPECT_EQ(whole.WorkToEnd("g").state(), v1::RUN_STATE_COMPLETED);
  const std::string wanted = DigestOf(whole);
  bool died = true;
  int commits = 0;
  for (; died; ++commits) {
    Region region;
    Fill(region);
    DyingStore dying(*region.store, commits);
    static_cast<void>(region.Work(dying, "g"));
    died = dying.is_dead();
    EXPECT_EQ(region.WorkToEnd("g").state(), v1::RUN_STATE_COMPLETED) << commits;
    EXPECT_EQ(DigestOf(region), wanted) << "dead after " << commits << " commits";
  }
  EXPECT_GT(commits, kEnterprises / 2) << "each chunk is a commit";
}

// Takes the run while another works for it, again and again.
TEST_P(RunResumeTest, FencesOffWhoHadTheRunBefore) {
  Region whole;
  Fill(whole);
  whole.WorkToEnd("g");
  Region region;
  Fill(region);
  std::atomic<int> overtaken = 0;
  const auto work = [&] {
    for (int i = 0; i < 20; ++i) {
      const absl::StatusOr<JobEnd> end = region.Work(*region.store, "g");
      ASSERT_TRUE(end.ok()) << end.status();
      if (*end == JobEnd::kEnded) return;
      ++overtaken;
    }
  };
  std::thread first(work);
  std::thread second(work);
  first.join();
  second.join();
  region.WorkToEnd("g");
  const auto snapshot = region.store->NewSnapshot();
  ASSERT_TRUE(snapshot.ok());
  const auto run = storage::tables::GetRun(**snapshot, "g");
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_GT(run->run.taken(), 1U) << "nobody took it from the other, " << overtaken;
  EXPECT_EQ(DigestOf(region), DigestOf(whole));
}

INSTANTIATE_TEST_SUITE_P(Schemes, RunResumeTest, testing::Values(kScheme, kPeerScheme),
                         [](const auto& info) {
                           return info.param == std::string(kScheme) ? "Alone" : "AmongPeers";
                         });

}  // namespace
}  // namespace jifen::services::rescoring
