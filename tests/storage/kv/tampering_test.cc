// K11: a database that was changed behind the store's back, with valid checksums of RocksDB's own.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "rocksdb/db.h"
#include "storage/kv/envelope.h"
#include "storage/kv/rocksdb/database.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tests/storage/kv/reading.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

constexpr absl::StatusCode kDataLoss = absl::StatusCode::kDataLoss;

class Tampering : public testing::Test {
 protected:
  void SetUp() override {
    auto store = rocksdb::Open({.folder = folder_.path()});
    ASSERT_TRUE(store.ok()) << store.status();
    MustCommit(**store, {Put("a", "1"), Put("b", "2"), Put("c", "3")});
  }

  std::unique_ptr<::rocksdb::DB> OpenRaw() {
    ::rocksdb::Options options;
    options.create_if_missing = true;
    ::rocksdb::DB* db = nullptr;
    const ::rocksdb::Status status =
        ::rocksdb::DB::Open(options, (folder_.path() / "rocksdb").string(), &db);
    EXPECT_TRUE(status.ok()) << status.ToString();
    return std::unique_ptr<::rocksdb::DB>(db);
  }

  void PutRaw(const std::string& key, const std::string& value) {
    EXPECT_TRUE(OpenRaw()->Put({}, key, value).ok());
  }

  std::string GetRaw(const std::string& key) {
    std::string value;
    EXPECT_TRUE(OpenRaw()->Get({}, key, &value).ok());
    return value;
  }

  // The entry "b" was changed: it is DATA_LOSS by key, in a scan and in preconditions; its
  // neighbours are served.
  void ExpectBDamaged() {
    auto store = rocksdb::Open({.folder = folder_.path()});
    ASSERT_TRUE(store.ok()) << store.status();
    const auto snapshot = MustSnapshot(**store);
    EXPECT_EQ(ValueOf(*snapshot, "a"), "1");
    EXPECT_EQ(ValueOf(*snapshot, "b"), "(DATA_LOSS)");
    EXPECT_EQ(ValueOf(*snapshot, "c"), "3");
    EXPECT_EQ(ReadRange(*snapshot).status().code(), kDataLoss);
    EXPECT_EQ(CommitCode(**store, {Put("d", "")}, {KeyAtVersion{"b", 1}}), kDataLoss);
    EXPECT_EQ(CommitCode(**store, {Put("d", "")}, {RangeUnchanged{{}, 1}}), kDataLoss);
    EXPECT_EQ(MustCommit(**store, {Put("d", "")}, {KeyAtVersion{"a", 1}}), 2u);
  }

  const TempFolder folder_;
};

TEST_F(Tampering, K11VerifiedValueMovedUnderAnotherKey) {
  PutRaw(rocksdb::EntryKey("b"), GetRaw(rocksdb::EntryKey("a")));
  ExpectBDamaged();
}

TEST_F(Tampering, K11VerifiedValueChanged) {
  std::string envelope = GetRaw(rocksdb::EntryKey("b"));
  envelope.back() = '9';
  PutRaw(rocksdb::EntryKey("b"), envelope);
  ExpectBDamaged();
}

TEST_F(Tampering, K11VerifiedEntryNewerThanTheStore) {
  const std::string key = rocksdb::EntryKey("b");
  PutRaw(key, EncodeEnvelope(key, {.value = "2", .version = 9}));
  ExpectBDamaged();
}

TEST_F(Tampering, K11VerifiedNewestRevisionGone) {
  EXPECT_TRUE(OpenRaw()->Delete({}, std::string("\0newest", 7)).ok());
  EXPECT_EQ(rocksdb::Open({.folder = folder_.path()}).status().code(), kDataLoss);
}

TEST_F(Tampering, RefusesAnotherFormatVersion) {
  const std::string key("\0format", 7);
  PutRaw(key, EncodeEnvelope(key, {.value = "2"}));
  const absl::Status status = rocksdb::Open({.folder = folder_.path()}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(status.ToString().find("got format version 2, want 1"), std::string::npos) << status;
}

TEST_F(Tampering, RefusesADatabaseOfAnotherProgram) {
  std::filesystem::remove_all(folder_.path() / "rocksdb");
  std::filesystem::remove(folder_.path() / "created");
  PutRaw("some", "thing");
  EXPECT_EQ(rocksdb::Open({.folder = folder_.path()}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace jifen::storage::kv
