// The thread that works for the runs of a store: what is in the way of one run is not in the way of the others.

#include "services/rescoring/runner.h"

#include <atomic>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/runs.h"
#include "storage/tables/stored_message.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

constexpr absl::Duration kPatience = absl::Seconds(30);

class Log {
 public:
  void Add(const absl::Status& status) {
    absl::MutexLock lock(&mutex_);
    told_.push_back(status);
  }
  std::vector<absl::Status> told() const {
    absl::MutexLock lock(&mutex_);
    return told_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::vector<absl::Status> told_;
};

template <typename Condition>
bool WaitUntil(const Condition& condition) {
  for (const absl::Time until = absl::Now() + kPatience; absl::Now() < until;) {
    if (condition()) return true;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return false;
}

size_t EntriesOf(kv::Store& store, const std::string& id) {
  std::vector<kv::KeyRange> ranges = tables::WorkingKeys(id);
  for (kv::KeyRange& range : tables::DroppedKeys(id)) ranges.push_back(std::move(range));
  ranges.push_back(tables::ScoreKeys(id));
  const auto snapshot = store.NewSnapshot();
  EXPECT_TRUE(snapshot.ok());
  size_t entries = 0;
  for (const kv::KeyRange& range : ranges) {
    for (auto at = (*snapshot)->Scan(range); at->Valid(); at->Next()) ++entries;
  }
  return entries;
}

// A disk on which nothing has room before something was erased from it.
class FullStore final : public kv::Store {
 public:
  explicit FullStore(kv::Store& store) : store_(store) {}

  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> NewSnapshot() override {
    return store_.NewSnapshot();
  }
  void Commit(kv::CommitRequest request, kv::CommitDone done) override {
    bool puts = false;
    for (const kv::Write& write : request.writes) puts = puts || write.value.has_value();
    if (!puts && refused_ >= kRefusalsFirst) has_room_ = true;
    if (!has_room_) {
      if (puts) ++refused_;
      return done(absl::ResourceExhaustedError("no space left"));
    }
    store_.Commit(std::move(request), std::move(done));
  }

 private:
  static constexpr int kRefusalsFirst = 2;

  kv::Store& store_;
  std::atomic<int> refused_ = 0;
  std::atomic<bool> has_room_ = false;
};

class RunnerTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(QuickScheme(kScheme));
    for (int n = 0; n < 10; ++n) region_.AddEnterprise(n, 7);
  }

  v1::RunState StateOf(const std::string& id) { return region_.RunOf(id).state(); }

  void Cancel(const std::string& id) {
    v1::CancelRunRequest request;
    request.set_request_id(region_.NextRequestId());
    request.set_generation_id(id);
    const auto cancelled = region_.runs.CancelRun("local", request);
    ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  }

  // A run that wrote cards and was cancelled then.
  void LeaveSomething(const std::string& id) {
    region_.setting.chunk_enterprises = 2;
    ASSERT_TRUE(region_.Start(id, PlanOf(kScheme)).ok());
    region_.DieAfter(4, id);
    Cancel(id);
    ASSERT_GT(EntriesOf(*region_.store, id), 4U);
  }

  std::unique_ptr<Runner> StartRunner(kv::Store& store) {
    auto runner =
        std::make_unique<Runner>(store, region_.catalog, region_.checking, region_.setting,
                                 [this](const absl::Status& status) { log_.Add(status); });
    runner->Start();
    return runner;
  }

  Region region_;
  Log log_;
};

TEST_F(RunnerTest, FailsARunWhoseSchemeIsAnotherAndGoesOnWithTheNext) {
  ASSERT_TRUE(region_.Start("bad", PlanOf(kScheme)).ok());
  ASSERT_TRUE(region_.Start("good", PlanOf(kScheme)).ok());
  {
    const auto snapshot = region_.store->NewSnapshot();
    ASSERT_TRUE(snapshot.ok());
    auto run = tables::GetRun(**snapshot, "bad");
    ASSERT_TRUE(run.ok());
    run->run.mutable_run()->mutable_plan()->set_scheme_sha256("of another");
    kv::CommitRequest commit;
    tables::PutRun(*run, commit);
    ASSERT_TRUE(kv::CommitAndWait(*region_.store, std::move(commit)).ok());
  }
  const auto runner = StartRunner(*region_.store);
  EXPECT_TRUE(WaitUntil([&] { return StateOf("good") == v1::RUN_STATE_COMPLETED; }));
  EXPECT_EQ(StateOf("bad"), v1::RUN_STATE_FAILED);
  EXPECT_EQ(region_.RunOf("bad").failure().reason(), v1::REASON_DATA_CORRUPT);
  EXPECT_TRUE(log_.told().empty()) << "the run says it";
}

TEST_F(RunnerTest, RemovesWhatACancelledRunLeft) {
  LeaveSomething("c");
  const auto runner = StartRunner(*region_.store);
  EXPECT_TRUE(WaitUntil([&] { return EntriesOf(*region_.store, "c") == 0; }));
  EXPECT_EQ(StateOf("c"), v1::RUN_STATE_CANCELLED);
}

TEST_F(RunnerTest, MakesRoomForTheRunThatAFullDiskHoldsUp) {
  LeaveSomething("c");
  ASSERT_TRUE(region_.Start("g", PlanOf(kScheme)).ok());
  FullStore full(*region_.store);
  const auto runner = StartRunner(full);
  EXPECT_TRUE(WaitUntil([&] { return StateOf("g") == v1::RUN_STATE_COMPLETED; }));
  EXPECT_EQ(EntriesOf(*region_.store, "c"), 0U);
  const std::vector<absl::Status> told = log_.told();
  ASSERT_EQ(told.size(), 1U) << "however often it tried";
  EXPECT_EQ(ReasonOf(told[0]), v1::REASON_STORE_FULL);
}

}  // namespace
}  // namespace jifen::services::rescoring
