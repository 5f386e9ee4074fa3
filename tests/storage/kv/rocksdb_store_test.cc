// The shared suite on RocksDB, and what its data folder promises.
#include "storage/kv/rocksdb/rocksdb_store.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "rocksdb/table.h"
#include "storage/kv/rocksdb/settings.h"
#include "tests/storage/kv/store_suite.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

using testing::HasSubstr;

class RocksDbHome final : public StoreHome {
 public:
  absl::StatusOr<std::unique_ptr<Store>> Open() override {
    return rocksdb::Open({.folder = folder_.path() / "data"});
  }

 private:
  const TempFolder folder_;
};

std::unique_ptr<StoreHome> MakeRocksDbHome() { return std::make_unique<RocksDbHome>(); }

INSTANTIATE_TEST_SUITE_P(RocksDb, StoreSuite, testing::Values(&MakeRocksDbHome));

std::string OpenFault(const std::filesystem::path& folder, absl::StatusCode want) {
  const absl::Status status = rocksdb::Open({.folder = folder}).status();
  EXPECT_EQ(status.code(), want) << status;
  return status.ToString();
}

TEST(RocksDbOpen, MakesNestedFoldersAndTakesATrailingSlash) {
  const TempFolder folder;
  EXPECT_TRUE(rocksdb::Open({.folder = folder.path() / "a" / "b" / ""}).ok());
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "a" / "b" / "created"));
}

TEST(RocksDbOpen, K10ExclusiveNamesTheFolderAndItsHolder) {
  const TempFolder folder;
  const auto store = rocksdb::Open({.folder = folder.path()});
  ASSERT_TRUE(store.ok()) << store.status();
  const std::string fault = OpenFault(folder.path(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(fault, HasSubstr(folder.path().string() + " is in use by process " +
                               std::to_string(getpid())));
  EXPECT_THAT(fault, HasSubstr("stop it first"));
}

TEST(RocksDbOpen, FailsWhereAFileIsInTheWay) {
  const TempFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  EXPECT_THAT(OpenFault(folder.path() / "file" / "data", absl::StatusCode::kUnavailable),
              HasSubstr("cannot make the folder"));
}

TEST(RocksDbOpen, K11VerifiedLostDatabaseIsNotTakenForANewOne) {
  const TempFolder folder;
  ASSERT_TRUE(rocksdb::Open({.folder = folder.path()}).ok());
  std::filesystem::remove_all(folder.path() / "rocksdb");
  EXPECT_THAT(OpenFault(folder.path(), absl::StatusCode::kDataLoss), HasSubstr("restore a backup"));
}

TEST(RocksDbOpen, K11VerifiedLostLogIsNotTakenForANewStore) {
  const TempFolder folder;
  ASSERT_TRUE(rocksdb::Open({.folder = folder.path()}).ok());
  for (const auto& file : std::filesystem::directory_iterator(folder.path() / "rocksdb")) {
    if (file.path().extension() == ".log") std::filesystem::resize_file(file.path(), 0);
  }
  EXPECT_THAT(OpenFault(folder.path(), absl::StatusCode::kDataLoss), HasSubstr("format version"));
}

TEST(RocksDbOpen, GoesOnAfterACrashInTheMiddleOfMakingIt) {
  const TempFolder folder;
  ASSERT_TRUE(rocksdb::Open({.folder = folder.path()}).ok());
  std::filesystem::remove(folder.path() / "created");  // the last step
  const auto store = rocksdb::Open({.folder = folder.path()});
  ASSERT_TRUE(store.ok()) << store.status();
  MustCommit(**store, {Put("a", "1")});
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "created"));
}

TEST(RocksDbSettings, AreThoseOfTheGuarantees) {
  const ::rocksdb::Options options = rocksdb::DatabaseSettings(nullptr);
  EXPECT_EQ(options.wal_recovery_mode, ::rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords);
  EXPECT_TRUE(options.track_and_verify_wals_in_manifest);
  EXPECT_TRUE(options.paranoid_checks);
  EXPECT_TRUE(options.paranoid_file_checks);
  EXPECT_TRUE(options.force_consistency_checks);
  EXPECT_EQ(options.max_total_wal_size, uint64_t{256} << 20);
  EXPECT_EQ(options.max_write_buffer_number, 2);
  EXPECT_EQ(options.max_background_jobs, 4);
  EXPECT_EQ(options.recycle_log_file_num, 0u);
  EXPECT_EQ(options.wal_compression, ::rocksdb::kNoCompression);
  EXPECT_TRUE(options.enable_blob_files);
  EXPECT_EQ(options.min_blob_size, 2048u);
  EXPECT_THAT(options.table_factory->GetPrintableOptions(), HasSubstr("checksum: 4"));  // kXXH3
  EXPECT_TRUE(rocksdb::WriteSettings().sync);
  EXPECT_FALSE(rocksdb::WriteSettings().disableWAL);
}

TEST(RocksDbSettings, HoldNoMoreThanTheMemoryTheyAreGiven) {
  const size_t memory = size_t{48} << 20;
  const ::rocksdb::Options options = rocksdb::DatabaseSettings(nullptr, memory);
  const auto* table = options.table_factory->GetOptions<::rocksdb::BlockBasedTableOptions>();
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(options.write_buffer_size, size_t{8} << 20);
  EXPECT_EQ(table->block_cache->GetCapacity(), size_t{32} << 20);
  EXPECT_TRUE(table->cache_index_and_filter_blocks);
  EXPECT_EQ(options.max_write_buffer_number, 2);
}

}  // namespace
}  // namespace jifen::storage::kv
