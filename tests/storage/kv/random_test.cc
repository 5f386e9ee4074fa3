// The memory store and RocksDB do the same random operations and must agree in everything.
//
//   JIFEN_RANDOM_OPERATIONS  how many, 3,000 unless set
//   JIFEN_RANDOM_SEED        repeats a run
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/kv/memory/memory_store.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tests/storage/kv/reading.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

constexpr size_t kSnapshotsKept = 20;

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// Both stores, and snapshots of both at the same revisions.
class Twins {
 public:
  explicit Twins(uint64_t seed) : random_(seed) { Open(); }

  void Step() {
    const uint64_t kind = Below(1000);
    if (kind < 600) {
      CommitOne();
    } else if (kind < 700) {
      CommitGroup();
    } else if (kind < 800) {
      CompareFind();
    } else if (kind < 950) {
      CompareScan();
    } else if (kind < 997) {
      KeepSnapshot();
    } else {
      Reopen();
    }
  }

  void CompareAll() {
    for (const auto& [memory, disk] : kept_) {
      EXPECT_EQ(memory->revision(), disk->revision());
      EXPECT_EQ(MustRead(*memory), MustRead(*disk));
    }
    EXPECT_EQ(MustSnapshot(*memory_)->revision(), MustSnapshot(*disk_)->revision());
    EXPECT_EQ(MustRead(*MustSnapshot(*memory_)), MustRead(*MustSnapshot(*disk_)));
  }

  Revision revision() { return MustSnapshot(*memory_)->revision(); }

 private:
  void Open() {
    auto memory = memory::Open(medium_);
    auto disk = rocksdb::Open({.folder = folder_.path()});
    ASSERT_TRUE(memory.ok()) << memory.status();
    ASSERT_TRUE(disk.ok()) << disk.status();
    memory_ = *std::move(memory);
    disk_ = *std::move(disk);
  }

  void Reopen() {
    CompareAll();
    kept_.clear();
    memory_.reset();
    disk_.reset();
    Open();
    CompareAll();
    EraseAll();
  }

  // Stamped keys only pile up otherwise, and long runs would spend their time in reading them.
  void EraseAll() {
    CommitRequest request;
    for (const Row& row : MustRead(*MustSnapshot(*memory_)))
      request.writes.push_back(Erase(row.key));
    request.writes.push_back(Erase("none"));
    ExpectSame(CommitAndWait(*memory_, request), CommitAndWait(*disk_, request));
  }

  uint64_t Below(uint64_t bound) { return random_() % bound; }

  // Short keys of few bytes, so that they meet, among them the lowest and highest bytes.
  std::string Key() {
    static constexpr char kBytes[] = {'\0', 'a', 'b', '\x7f', '\x80', '\xff'};
    std::string key;
    for (uint64_t bytes = 1 + Below(4); bytes-- > 0;) key += kBytes[Below(sizeof(kBytes))];
    return key;
  }

  std::string Bound() { return Below(5) == 0 ? "" : Key(); }

  Precondition RandomPrecondition() {
    const Revision newest = revision();
    const Revision since = newest - Below(std::min<Revision>(newest, 50) + 1);
    if (Below(2) == 0) return RangeUnchanged{{Bound(), Bound()}, since};
    std::string key = Key();
    const auto entry = MustSnapshot(*memory_)->Find(key);
    Revision version = entry.ok() && entry->has_value() ? (*entry)->version : 0;
    if (Below(4) == 0) version = since;
    return KeyAtVersion{std::move(key), version};
  }

  Write RandomWrite() {
    switch (Below(4)) {
      case 0:
        return Erase(Key());
      case 1:
        return PutStamped(Key() + "12345678", 0, std::to_string(random_()));
      default:
        return Put(Key(), std::string(Below(100) == 0 ? 5000 : Below(30), 'v'));
    }
  }

  CommitRequest RandomRequest() {
    CommitRequest request;
    for (uint64_t i = Below(3); i > 0; --i) request.preconditions.push_back(RandomPrecondition());
    for (uint64_t i = Below(40) == 0 ? 0 : 1 + Below(5); i > 0; --i) {
      request.writes.push_back(RandomWrite());
    }
    return request;
  }

  static void ExpectSame(const absl::StatusOr<Revision>& a, const absl::StatusOr<Revision>& b) {
    EXPECT_EQ(a.status(), b.status());
    EXPECT_EQ(a.value_or(0), b.value_or(0));
  }

  void CommitOne() {
    const CommitRequest request = RandomRequest();
    ExpectSame(CommitAndWait(*memory_, request), CommitAndWait(*disk_, request));
  }

  // Each store groups as it likes; the answers must not depend on it.
  void CommitGroup() {
    std::vector<
        std::pair<std::future<absl::StatusOr<Revision>>, std::future<absl::StatusOr<Revision>>>>
        answers;
    std::vector<CommitRequest> requests(2 + Below(10));
    for (CommitRequest& request : requests) request = RandomRequest();
    answers.reserve(requests.size());
    for (const CommitRequest& request : requests) {
      answers.emplace_back(CommitLater(*memory_, request), CommitLater(*disk_, request));
    }
    for (auto& [memory, disk] : answers) ExpectSame(memory.get(), disk.get());
  }

  void CompareFind() {
    const std::string key = Key();
    EXPECT_EQ(ValueOf(*MustSnapshot(*memory_), key), ValueOf(*MustSnapshot(*disk_), key));
  }

  void CompareScan() {
    const KeyRange range = {Bound(), Bound()};
    const auto& [memory, disk] = Pick();
    EXPECT_EQ(MustRead(*memory, range), MustRead(*disk, range));
  }

  std::pair<std::shared_ptr<const Snapshot>, std::shared_ptr<const Snapshot>> Pick() {
    const uint64_t i = Below(kept_.size() + 1);
    if (i < kept_.size()) return kept_[i];
    return {MustSnapshot(*memory_), MustSnapshot(*disk_)};
  }

  void KeepSnapshot() {
    kept_.emplace_back(MustSnapshot(*memory_), MustSnapshot(*disk_));
    if (kept_.size() > kSnapshotsKept) kept_.pop_front();
  }

  std::mt19937_64 random_;
  const TempFolder folder_;
  const std::shared_ptr<memory::Medium> medium_ = memory::NewMedium();
  std::unique_ptr<Store> memory_;
  std::unique_ptr<Store> disk_;
  std::deque<std::pair<std::shared_ptr<const Snapshot>, std::shared_ptr<const Snapshot>>> kept_;
};

TEST(RandomOperations, MemoryAndRocksDbAgree) {
  const uint64_t operations = FromEnvironment("JIFEN_RANDOM_OPERATIONS", 3'000);
  const uint64_t seed = FromEnvironment("JIFEN_RANDOM_SEED", std::random_device()());
  std::cout << "JIFEN_RANDOM_SEED=" << seed << " JIFEN_RANDOM_OPERATIONS=" << operations << "\n";
  Twins twins(seed);
  for (uint64_t i = 0; i < operations; ++i) {
    twins.Step();
    ASSERT_FALSE(HasFailure()) << "operation " << i << " of seed " << seed;
  }
  twins.CompareAll();
  EXPECT_GT(twins.revision(), operations / 10);  // most preconditions are meant to hold
}

}  // namespace
}  // namespace jifen::storage::kv
