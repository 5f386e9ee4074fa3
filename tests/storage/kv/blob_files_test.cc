// Large values lie in blob files beside the table files: what becomes of them when values are erased, and of a store
// that was written without any.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "rocksdb/db.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "storage/kv/rocksdb/settings.h"
#include "tests/storage/kv/reading.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMemoryBytes = size_t{6}
                                << 20;  // write buffers of 1 MiB: several files of each kind
constexpr int kValues = 600;
constexpr size_t kValueBytes = 8'000;
constexpr int kValuesPerCommit = 100;
constexpr int kAttempts = 15;

std::string KeyOf(char range, int number) { return range + std::to_string(10'000 + number); }

std::string ValueOfNumber(int number) {
  std::mt19937_64 random(static_cast<uint64_t>(number));
  std::string value(kValueBytes, '\0');
  for (char& byte : value) byte = static_cast<char>(random());
  return value;
}

class BlobFiles : public testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    store_.reset();
    auto store = rocksdb::Open({.folder = folder_.path(), .memory_bytes = kMemoryBytes});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  void PutRange(char range) {
    for (int i = 0; i < kValues; i += kValuesPerCommit) {
      std::vector<Write> writes;
      for (int n = i; n < i + kValuesPerCommit; ++n) {
        writes.push_back(Put(KeyOf(range, n), ValueOfNumber(n)));
      }
      MustCommit(*store_, std::move(writes));
    }
  }

  void EraseRange(char range) {
    std::vector<Write> writes;
    for (int n = 0; n < kValues; ++n) writes.push_back(Erase(KeyOf(range, n)));
    MustCommit(*store_, std::move(writes));
  }

  void ExpectRange(char range) {
    const std::vector<Row> rows =
        MustRead(*MustSnapshot(*store_), PrefixRange(std::string(1, range)));
    ASSERT_EQ(rows.size(), static_cast<size_t>(kValues));
    for (int n = 0; n < kValues; ++n) {
      EXPECT_EQ(rows[static_cast<size_t>(n)].value, ValueOfNumber(n));
    }
  }

  size_t BlobBytes() const {
    size_t bytes = 0;
    for (const auto& file : fs::directory_iterator(folder_.path() / "rocksdb")) {
      std::error_code gone;
      const auto size = file.path().extension() == ".blob" ? file.file_size(gone) : 0;
      if (!gone) bytes += size;
    }
    return bytes;
  }

  // Whether so few bytes are left before long: RocksDB merges files behind our back, when it looks at them.
  bool FallsTo(size_t bytes) {
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
      while (BlobBytes() > bytes && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      if (BlobBytes() <= bytes) return true;
      // A store at work writes on, and a flush makes RocksDB look again.
      MustCommit(*store_, {Put("one file more", "")});
      Open();
    }
    return false;
  }

  const TempFolder folder_;
  std::unique_ptr<Store> store_;
};

constexpr size_t kRangeBytes = kValues * kValueBytes;

// As when a generation is dropped: what was written with it and stays is served as before. How many table files wait to
// be merged by themselves must not matter.
TEST_F(BlobFiles, GiveTheSpaceOfAnErasedRangeBack) {
  for (const char range : {'a', 'b', 'c', 'd'}) {
    PutRange(range);
    PutRange('z');
    Open();  // all is in files
    EXPECT_GT(BlobBytes(), 2 * kRangeBytes);
    EraseRange(range);
    Open();
    EXPECT_TRUE(FallsTo(kRangeBytes + kRangeBytes / 4)) << range << " " << BlobBytes();
    EXPECT_TRUE(MustRead(*MustSnapshot(*store_), PrefixRange(std::string(1, range))).empty());
    MustCommit(*store_, {Put("one file more", "")});
    Open();
  }
  ExpectRange('z');
}

TEST_F(BlobFiles, KeepWhatAnOlderSnapshotSees) {
  PutRange('a');
  const auto snapshot = MustSnapshot(*store_);
  EraseRange('a');
  PutRange('b');
  EXPECT_EQ(MustRead(*snapshot, PrefixRange("a")).size(), static_cast<size_t>(kValues));
}

TEST_F(BlobFiles, AStoreThatWasWrittenWithoutOpensAndIsReadAndMerged) {
  PutRange('a');
  store_.reset();
  {
    ::rocksdb::Options options = rocksdb::DatabaseSettings(nullptr, kMemoryBytes);
    options.enable_blob_files = false;
    options.enable_blob_garbage_collection = true;
    ::rocksdb::DB* raw = nullptr;
    ASSERT_TRUE(::rocksdb::DB::Open(options, (folder_.path() / "rocksdb").string(), &raw).ok());
    const std::unique_ptr<::rocksdb::DB> db(raw);
    ::rocksdb::CompactRangeOptions all;
    all.blob_garbage_collection_policy = ::rocksdb::BlobGarbageCollectionPolicy::kForce;
    all.blob_garbage_collection_age_cutoff = 1.0;
    all.bottommost_level_compaction = ::rocksdb::BottommostLevelCompaction::kForce;
    ASSERT_TRUE(db->CompactRange(all, nullptr, nullptr).ok());
  }
  ASSERT_EQ(BlobBytes(), 0u);
  Open();
  ExpectRange('a');
  PutRange('b');
  Open();
  EXPECT_GT(BlobBytes(), kRangeBytes / 2);
  ExpectRange('a');
  ExpectRange('b');
}

}  // namespace
}  // namespace jifen::storage::kv
