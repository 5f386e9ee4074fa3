// Two steps of one import at a time: rows are taken while those before them are written.
#include <gtest/gtest.h>

#include <functional>
#include <mutex>
#include <random>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/registry/import_session.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/digest.h"
#include "tests/scoring/seed.h"
#include "tests/services/registry/import_steps.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;
using tables::SampleAward;
using tables::SampleEnterprise;

using Strings = std::vector<std::string>;
using Batches = std::vector<std::vector<v1::ImportRow>>;

// A store that does something once, just after the next snapshot or just before the next commit.
class WatchedStore final : public kv::Store {
 public:
  explicit WatchedStore(kv::Store& store) : store_(store) {}

  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> NewSnapshot() override {
    auto snapshot = store_.NewSnapshot();
    Take(on_snapshot_)();
    return snapshot;
  }
  void Commit(kv::CommitRequest request, kv::CommitDone done) override {
    Take(on_commit_)();
    const absl::Status fault = std::exchange(fault_, absl::OkStatus());
    if (!fault.ok()) return done(fault);
    store_.Commit(std::move(request), std::move(done));
  }

  void OnSnapshot(std::function<void()> act) { Put(std::move(act), on_snapshot_); }
  void OnCommit(std::function<void()> act) { Put(std::move(act), on_commit_); }
  // What the next commit gets.
  void FailCommit(absl::Status fault) { fault_ = std::move(fault); }

 private:
  void Put(std::function<void()> act, std::function<void()>& place) {
    const std::lock_guard lock(mutex_);
    place = std::move(act);
  }
  std::function<void()> Take(std::function<void()>& place) {
    const std::lock_guard lock(mutex_);
    return std::exchange(place, [] {});
  }

  kv::Store& store_;
  std::mutex mutex_;
  std::function<void()> on_snapshot_ = [] {};
  std::function<void()> on_commit_ = [] {};
  absl::Status fault_;
};

class ImportOverlapTest : public testing::Test {
 protected:
  static Strings WordsOf(const absl::StatusOr<v1::ImportResponse>& response) {
    return response.ok() ? Words(response->results())
                         : Strings{std::string(response.status().message())};
  }

  // The batches by two threads in turns, as the server steps them: what each gave.
  static std::vector<Strings> ImportByTwo(ImportSession& session, const Batches& batches) {
    std::vector<Strings> words(batches.size());
    std::mutex turn;
    size_t next = 0;
    uint64_t offset = 0;
    const auto work = [&] {
      for (;;) {
        std::unique_lock mine(turn);
        if (next == batches.size()) return;
        const size_t number = next++;
        v1::ImportRequest rows = RowsStep(offset, batches[number]);
        offset += batches[number].size();
        words[number] = WordsOf(session.Step(rows, [&mine] { mine.unlock(); }));
      }
    };
    std::thread other(work);
    work();
    other.join();
    return words;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  WatchedStore watched_{*store_};
  RegistryHandler handler_{watched_, [] { return absl::UnixEpoch(); }};
  ImportSession session_{handler_, "local"};
};

TEST_F(ImportOverlapTest, RowsAreTakenWhileThoseBeforeThemAreWritten) {
  ASSERT_TRUE(session_.Step(StartStep("i1")).ok());
  absl::Notification first_taken;
  absl::Notification second_taking;
  watched_.OnCommit([&] {
    EXPECT_TRUE(second_taking.WaitForNotificationWithTimeout(absl::Seconds(30)))
        << "the second batch waited for the first to be written";
  });
  Strings first;
  std::thread writer([&] {
    v1::ImportRequest rows = RowsStep(0, {Row(SampleEnterprise(1)), Row(SampleAward(1, "a"))});
    first = WordsOf(session_.Step(rows, [&] {
      watched_.OnSnapshot([&] { second_taking.Notify(); });
      first_taken.Notify();
    }));
  });
  first_taken.WaitForNotification();
  const Strings second =
      WordsOf(session_.Step(RowsStep(2, {Row(SampleAward(1, "b")), Row(SampleAward(1, "a"))})));
  writer.join();
  EXPECT_EQ(first, (Strings{"CREATED", "CREATED"}));
  EXPECT_EQ(second, (Strings{"CREATED", "DUPLICATE_RECORD record.record_id"}));
  EXPECT_EQ(Words(session_.Step(FinishStep(4))->finished().totals()), "3 0 0 1");
}

// At its first attempt nobody knows enterprise 2, and its award is refused; it is registered, and the commit
// overtaken, when the second batch was taken. The first takes the award then, and the second must know.
TEST_F(ImportOverlapTest, RowsOfASecondAttemptAreKnownToTheBatchThatWasTakenBefore) {
  tables::Put(*store_, SampleEnterprise(1));
  ASSERT_TRUE(session_.Step(StartStep("i1")).ok());
  absl::Notification second_taking;
  absl::Notification again;  // the first is at its second commit
  watched_.OnCommit([&] {
    second_taking.WaitForNotification();
    tables::Put(*store_, SampleEnterprise(2));
    v1::Record contested = SampleAward(1, "contested");
    contested.mutable_award()->set_rank(99);
    tables::Put(*store_, contested);
    watched_.OnCommit([&] { again.Notify(); });
  });
  absl::Notification first_taken;
  Strings first;
  std::thread writer([&] {
    v1::ImportRequest rows =
        RowsStep(0, {Row(SampleAward(1, "contested")), Row(SampleAward(2, "late"))});
    first = WordsOf(session_.Step(rows, [&] {
      watched_.OnSnapshot([&] {
        second_taking.Notify();
        again.WaitForNotification();
      });
      first_taken.Notify();
    }));
  });
  first_taken.WaitForNotification();
  const Strings second =
      WordsOf(session_.Step(RowsStep(2, {Row(SampleAward(2, "late")), Row(SampleAward(2, "b"))})));
  writer.join();
  EXPECT_EQ(first, (Strings{"UPDATED", "CREATED"}));
  EXPECT_EQ(second, (Strings{"DUPLICATE_RECORD record.record_id", "CREATED"}));
}

TEST_F(ImportOverlapTest, FaultOfTheSecondStepLeavesTheFirstAsItIs) {
  ASSERT_TRUE(session_.Step(StartStep("i1")).ok());
  Strings second;
  v1::ImportRequest rows = RowsStep(0, {Row(SampleEnterprise(1))});
  const Strings first = WordsOf(session_.Step(
      rows, [&] { second = WordsOf(session_.Step(RowsStep(7, {Row(SampleEnterprise(2))}))); }));
  EXPECT_EQ(first, Strings{"CREATED"});
  EXPECT_NE(second[0].find("rows.offset: got 7, want 1"), std::string::npos) << second[0];
  EXPECT_FALSE(session_.Step(FinishStep(1)).ok()) << "a session with a fault is over";
}

TEST_F(ImportOverlapTest, StepThatWaitsLearnsWhyTheOneBeforeItFailed) {
  ASSERT_TRUE(session_.Step(StartStep("i1")).ok());
  watched_.FailCommit(kv::QueueFull());
  v1::ImportRequest rows = RowsStep(0, {Row(SampleEnterprise(1))});
  absl::StatusOr<v1::ImportResponse> second;
  std::thread waiting;
  const auto first = session_.Step(rows, [&] {
    waiting = std::thread([&] { second = session_.Step(FinishStep(1)); });
    absl::SleepFor(absl::Milliseconds(20));
  });
  waiting.join();
  EXPECT_EQ(tables::ReasonOf(first.status()), v1::REASON_OVERLOADED) << first.status();
  EXPECT_EQ(second.status(), first.status());
}

// Some ids come again, in one batch or the next; some enterprises come late or never.
Batches RandomBatches(std::mt19937_64& random) {
  Batches batches(1 + random() % 8);
  for (std::vector<v1::ImportRow>& batch : batches) {
    const size_t size = 1 + random() % 6;
    for (size_t i = 0; i < size; ++i) {
      const int enterprise = static_cast<int>(random() % 4);
      const std::string id = "r" + std::to_string(random() % 5);
      const v1::Record record = SampleAward(enterprise, id);
      switch (random() % 3) {
        case 0:
          batch.push_back(Row(SampleEnterprise(enterprise)));
          break;
        case 1:
          batch.push_back(Row(record));
          break;
        default:
          batch.push_back(Row(SampleEnterprise(enterprise), record));
          break;
      }
    }
  }
  return batches;
}

TEST_F(ImportOverlapTest, TwoThreadsGiveWhatOneGives) {
  std::mt19937_64 random(scoring::TestSeed());
  for (int round = 0; round < 200; ++round) {
    const Batches batches = RandomBatches(random);
    const auto by_one = kv::memory::NewStore();
    const auto by_two = kv::memory::NewStore();
    std::vector<Strings> want;
    std::vector<Strings> got;
    // Twice, so that the second time everything is there already.
    for (const char* id : {"i1", "i2"}) {
      RegistryHandler one(*by_one, [] { return absl::UnixEpoch(); });
      RegistryHandler two(*by_two, [] { return absl::UnixEpoch(); });
      ImportSession alone(one, "local");
      ImportSession shared(two, "local");
      ASSERT_TRUE(alone.Step(StartStep(id)).ok() && shared.Step(StartStep(id)).ok());
      uint64_t offset = 0;
      for (const auto& batch : batches) {
        want.push_back(WordsOf(alone.Step(RowsStep(offset, batch))));
        offset += batch.size();
      }
      for (Strings& words : ImportByTwo(shared, batches)) got.push_back(std::move(words));
      EXPECT_EQ(Words(alone.Step(FinishStep(offset))->finished().totals()),
                Words(shared.Step(FinishStep(offset))->finished().totals()));
    }
    ASSERT_EQ(got, want) << "round " << round;
    ASSERT_EQ(tables::DigestOf(*tables::Now(*by_one))->sha256_hex,
              tables::DigestOf(*tables::Now(*by_two))->sha256_hex);
  }
}

}  // namespace
}  // namespace jifen::services::registry
