// Runs that are paused, cancelled, or fail while work goes on: they end soon, and say how far they came.

#include <atomic>

#include "storage/tables/generation_scores.h"
#include "storage/tables/runs.h"
#include "tests/services/rescoring/hooked_store.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

constexpr int kEnterprises = 20;

class RunFaultsTest : public testing::Test {
 protected:
  void Fill(const char* scheme, int enterprises = kEnterprises) {
    region_.PutScheme(QuickScheme(scheme));
    for (int n = 0; n < enterprises; ++n) region_.AddEnterprise(n, 3);
    ASSERT_TRUE(region_.Start("g", PlanOf(scheme)).ok());
  }

  template <typename Request>
  Request OfRun() {
    Request request;
    request.set_request_id(region_.NextRequestId());
    request.set_generation_id("g");
    return request;
  }

  void Pause() {
    const auto paused = region_.runs.PauseRun("local", OfRun<v1::PauseRunRequest>());
    EXPECT_TRUE(paused.ok()) << paused.status();
  }

  // Whether its work is over but for what comes behind the ranges.
  bool IsBehindRanges(v1::RunPhase phase) {
    const v1::Run run = region_.RunOf("g");
    return run.state() == v1::RUN_STATE_RUNNING && run.phase() == phase &&
           (phase == v1::RUN_PHASE_CHECK || run.enterprises_done() == run.enterprises());
  }

  Region region_;
};

TEST_F(RunFaultsTest, LeavesACheckThatIsPaused) {
  region_.setting.threads = 1;
  region_.setting.lines_per_look = 1;
  Fill(kScheme);
  HookedStore store(*region_.store, {.before_snapshot = [this] {
    if (IsBehindRanges(v1::RUN_PHASE_CHECK)) Pause();
  }});
  const auto end = region_.Work(store, "g");
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_EQ(*end, JobEnd::kOvertaken);
  EXPECT_EQ(region_.RunOf("g").state(), v1::RUN_STATE_PAUSED);
  EXPECT_EQ(region_.checking.DoneOf("g"), 0U) << "it read on though nobody wanted it";
  ASSERT_TRUE(region_.runs.ResumeRun("local", OfRun<v1::ResumeRunRequest>()).ok());
  EXPECT_EQ(region_.WorkToEnd("g").state(), v1::RUN_STATE_COMPLETED);
}

TEST_F(RunFaultsTest, LeavesTheTablesOfCohortsWhenItIsPaused) {
  region_.setting.lines_per_look = 1;
  Fill(kPeerScheme);
  bool paused = false;
  int tried = 0;
  HookedStore store(*region_.store, {.before_snapshot =
                                         [&] {
                                           if (paused || !IsBehindRanges(v1::RUN_PHASE_VALUES))
                                             return;
                                           paused = true;
                                           Pause();
                                         },
                                     .before_commit =
                                         [&](const kv::CommitRequest&) {
                                           if (paused) ++tried;
                                           return absl::OkStatus();
                                         }});
  const auto end = region_.Work(store, "g");
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_EQ(*end, JobEnd::kOvertaken);
  EXPECT_TRUE(paused);
  EXPECT_EQ(tried, 0) << "tables that nobody wanted were made";
  ASSERT_TRUE(region_.runs.ResumeRun("local", OfRun<v1::ResumeRunRequest>()).ok());
  EXPECT_EQ(region_.WorkToEnd("g").state(), v1::RUN_STATE_COMPLETED);
}

TEST_F(RunFaultsTest, FailsOfADamagedCardAndKeepsItsTally) {
  Fill(kScheme);
  std::atomic<bool> damaged = false;
  HookedStore store(*region_.store, {.before_snapshot = [&] {
    if (damaged || !IsBehindRanges(v1::RUN_PHASE_CHECK)) return;
    damaged = true;
    const auto snapshot = region_.store->NewSnapshot();
    ASSERT_TRUE(snapshot.ok());
    const kv::KeyRange cards = tables::DroppedKeys("g")[0];
    const auto at = (*snapshot)->Scan(cards);
    ASSERT_TRUE(at->Valid());
    std::string card(at->value());
    card.back() = static_cast<char>(card.back() ^ 1);
    kv::CommitRequest commit;
    commit.writes.push_back({.key = std::string(at->key()), .value = card});
    ASSERT_TRUE(kv::CommitAndWait(*region_.store, std::move(commit)).ok());
  }});
  const auto end = region_.Work(store, "g");
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_TRUE(damaged);
  const v1::Run run = region_.RunOf("g");
  EXPECT_EQ(run.state(), v1::RUN_STATE_FAILED);
  EXPECT_EQ(run.failure().reason(), v1::REASON_DATA_CORRUPT) << run.ShortDebugString();
  EXPECT_EQ(run.tally().enterprises(), uint64_t{kEnterprises});
  EXPECT_EQ(run.enterprises_done(), uint64_t{kEnterprises});
}

TEST_F(RunFaultsTest, EndsAllThreadsWhenOneFailsAndTellsOfAFaultOfTheProgram) {
  constexpr int kMany = 200;
  region_.setting.chunk_enterprises = 1;
  region_.setting.range_enterprises_min = kMany / 2;
  std::vector<absl::Status> told;
  region_.setting.log = [&told](const absl::Status& status) { told.push_back(status); };
  Fill(kScheme, kMany);
  std::atomic<int> chunks = 0;
  HookedStore store(*region_.store, {.before_commit = [&](const kv::CommitRequest& commit) {
    const bool is_chunk = commit.writes.size() > 3;
    return is_chunk && chunks.fetch_add(1) == 20 ? absl::InternalError("a text for the log")
                                                 : absl::OkStatus();
  }});
  const auto end = region_.Work(store, "g");
  ASSERT_TRUE(end.ok()) << end.status();
  const v1::Run run = region_.RunOf("g");
  EXPECT_EQ(run.state(), v1::RUN_STATE_FAILED);
  EXPECT_LT(chunks, kMany / 2) << "the other thread worked on to the end of its range";
  EXPECT_EQ(run.failure().reason(), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(run.failure().got(), "a fault of this program; see the server's log");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_GE(run.enterprises_done(), 10U) << "how far it came";
  EXPECT_EQ(run.tally().enterprises(), run.enterprises_done());
}

TEST_F(RunFaultsTest, KeepsHowFarACancelledRunCame) {
  region_.setting.chunk_enterprises = 2;
  Fill(kScheme);
  region_.DieAfter(5, "g");
  const auto cancelled = region_.runs.CancelRun("local", OfRun<v1::CancelRunRequest>());
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_GT(cancelled->run().tally().enterprises(), 0U);
  EXPECT_EQ(cancelled->run().enterprises_done(), cancelled->run().tally().enterprises());
  EXPECT_EQ(region_.RunOf("g").tally().enterprises(), cancelled->run().tally().enterprises());
}

}  // namespace
}  // namespace jifen::services::rescoring
