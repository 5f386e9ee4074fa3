// The cache of cohort tables: what it reads, how often, and what it keeps.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "services/rescoring/cohort_store.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/store_error.h"
#include "tests/scoring/scheme/shipped_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::decimal::Decimal;

constexpr int kValues = 500;

// Counts the walks over the store, and calls `in_scan` in each.
class CountedSnapshot final : public kv::Snapshot {
 public:
  explicit CountedSnapshot(std::shared_ptr<const kv::Snapshot> snapshot)
      : snapshot_(std::move(snapshot)) {}

  kv::Revision revision() const override { return snapshot_->revision(); }
  absl::StatusOr<std::optional<kv::Entry>> Find(std::string_view key) const override {
    return snapshot_->Find(key);
  }
  std::unique_ptr<kv::Cursor> Scan(kv::KeyRange range) const override {
    ++scans;
    in_scan();
    return snapshot_->Scan(std::move(range));
  }

  mutable std::atomic<int> scans = 0;
  std::function<void()> in_scan = [] {};

 private:
  const std::shared_ptr<const kv::Snapshot> snapshot_;
};

class CohortCacheTest : public testing::Test {
 protected:
  // Generations with tables of one size, each of other values.
  void SetUp() override {
    before_ = std::make_unique<CountedSnapshot>(*tables::TakeSnapshot(*store_));
    kv::CommitRequest commit;
    for (const char* id : {"a", "b", "c"}) Make(id, &commit);
    ASSERT_TRUE(kv::CommitAndWait(*store_, std::move(commit)).ok());
    snapshot_ = std::make_unique<CountedSnapshot>(*tables::TakeSnapshot(*store_));
  }

  void Make(const std::string& id, kv::CommitRequest* commit) {
    scoring::evaluate::CohortTablesBuilder builder(scheme_->parts());
    for (int i = 0; i < kValues; ++i) builder.Add(0, 0, "C", Decimal::FromInt(id[0] * 1000 + i));
    const SharedCohorts cohorts = std::move(builder).Build();
    bytes_ = cohorts->BytesEstimated();
    ASSERT_TRUE(ForEachPiece(*scheme_, *cohorts, [&](const tables::CohortPiece& piece) {
                  tables::PutCohortPiece(id, piece, *commit);
                  return absl::OkStatus();
                }).ok());
    tables::GenerationVersion& made = generations_[id];
    made.generation_id = id;
    made.generation.set_cohort_tables_sha256(cohorts->sha256());
  }

  SharedCohorts Get(CohortCache& cache, const std::string& id) {
    const auto cohorts = cache.Get(*snapshot_, *scheme_, generations_.at(id));
    EXPECT_TRUE(cohorts.ok()) << cohorts.status();
    if (!cohorts.ok()) return nullptr;
    EXPECT_EQ((*cohorts)->sha256(), generations_.at(id).generation.cohort_tables_sha256());
    return *cohorts;
  }

  // How many tables were read for these generations, one after the other.
  int ReadFor(CohortCache& cache, const std::vector<std::string>& ids) {
    const int before = snapshot_->scans;
    for (const std::string& id : ids) Get(cache, id);
    return snapshot_->scans - before;
  }

  std::shared_ptr<const scoring::scheme::CompiledScheme> scheme_ =
      scoring::CompileShippedScheme("peer-demo");
  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  std::unique_ptr<CountedSnapshot> before_;  // without any tables
  std::unique_ptr<CountedSnapshot> snapshot_;
  std::map<std::string, tables::GenerationVersion> generations_;
  size_t bytes_ = 0;  // of the tables of each
};

TEST_F(CohortCacheTest, ManyWhoWantTheSameAtOnceShareOneReading) {
  constexpr int kThreads = 8;
  CohortCache cache;
  std::atomic<int> begun = 0;
  // Nothing is read before all of them want it.
  snapshot_->in_scan = [&begun] {
    while (begun < kThreads) std::this_thread::yield();
  };
  std::vector<SharedCohorts> got(kThreads);
  std::vector<std::thread> threads;
  for (SharedCohorts& one : got) {
    threads.emplace_back([&] {
      ++begun;
      one = Get(cache, "a");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(snapshot_->scans, 1);
  for (const SharedCohorts& one : got) EXPECT_EQ(one, got[0]);
}

TEST_F(CohortCacheTest, OtherTablesAreReadMeanwhile) {
  CohortCache cache;
  std::atomic<int> reading = 0;
  snapshot_->in_scan = [&reading] {
    ++reading;
    while (reading < 2) std::this_thread::yield();
  };
  std::thread other([&] { Get(cache, "a"); });
  Get(cache, "b");
  other.join();
  EXPECT_EQ(snapshot_->scans, 2);
}

TEST_F(CohortCacheTest, KeepsThoseUsedLastAsFarAsTheyFit) {
  CohortCache two(2 * bytes_);
  EXPECT_EQ(ReadFor(two, {"a", "b", "a", "b"}), 2);
  EXPECT_EQ(ReadFor(two, {"a", "c", "a"}), 1) << "b was used longest ago";
  EXPECT_EQ(ReadFor(two, {"b"}), 1);
  CohortCache less(2 * bytes_ - 1);
  EXPECT_EQ(ReadFor(less, {"a", "b", "a"}), 3);
}

TEST_F(CohortCacheTest, TheNewestStayWhateverTheyTake) {
  CohortCache cache(1);
  EXPECT_EQ(ReadFor(cache, {"a", "a", "a"}), 1);
  EXPECT_EQ(ReadFor(cache, {"b", "b", "a"}), 2);
}

TEST_F(CohortCacheTest, TablesThatSomebodyHoldsAreSharedAlsoOnceTheyAreNotKept) {
  CohortCache cache(1);
  const SharedCohorts held = Get(cache, "a");
  Get(cache, "b");
  const int before = snapshot_->scans;
  EXPECT_EQ(Get(cache, "a"), held);
  EXPECT_EQ(snapshot_->scans, before);
}

TEST_F(CohortCacheTest, AfterAReaderThatFailedTheNextReadsItself) {
  CohortCache cache;
  const auto failed = cache.Get(*before_, *scheme_, generations_.at("a"));
  EXPECT_EQ(ReasonOf(failed.status()), v1::REASON_DATA_CORRUPT) << failed.status();
  EXPECT_EQ(ReadFor(cache, {"a", "a"}), 1);
}

}  // namespace
}  // namespace jifen::services::rescoring
