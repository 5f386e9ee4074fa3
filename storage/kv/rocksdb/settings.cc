#include "storage/kv/rocksdb/settings.h"

#include <cstddef>
#include <cstdint>

#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"
#include "rocksdb/utilities/table_properties_collectors.h"

namespace jifen::storage::kv::rocksdb {
namespace {

constexpr uint64_t kLogBytesMax = uint64_t{256} << 20;  // recovery of so much takes about 3 s
constexpr int kWriteBuffersMax = 2;
constexpr int kBackgroundJobsMax = 4;
constexpr size_t kWriteBufferShare = 6;  // of the memory, each
constexpr int kFilterBitsPerKey = 10;
constexpr size_t kInfoLogBytesMax = size_t{16} << 20;
constexpr size_t kInfoLogFilesMax = 4;
constexpr uint64_t kBlobBytesMin = 2048;  // a score card has about 9,500 bytes, a record about 200
// A table file in which so many of so many entries that follow each other are erased is merged with those below it.
constexpr size_t kErasedWindow = 1024;
constexpr size_t kErasedInWindow = 512;

::rocksdb::BlockBasedTableOptions TableSettings(size_t cache_bytes) {
  ::rocksdb::BlockBasedTableOptions table;
  table.checksum = ::rocksdb::kXXH3;
  table.block_cache = ::rocksdb::NewLRUCache(cache_bytes);
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // RocksDB takes the number as a double; it is a setting, not a figure that is stored.
  table.filter_policy.reset(::rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  return table;
}

// Large values are written once, beside the table files, which hold where they are: merging table files then moves no
// card (docs/decisions/0012-blob-files.md).
void SetBlobFiles(::rocksdb::Options& options) {
  options.enable_blob_files = true;
  options.min_blob_size = kBlobBytesMin;
  options.blob_compression_type = ::rocksdb::kSnappyCompression;
  // What is erased together was written together: its files empty themselves.
  options.enable_blob_garbage_collection = false;
  // A blob file goes once merging has found that nothing refers to it any more, and the keys of erased cards alone are
  // too small to start that.
  options.table_properties_collector_factories.push_back(
      ::rocksdb::NewCompactOnDeletionCollectorFactory(kErasedWindow, kErasedInWindow));
}

}  // namespace

::rocksdb::Options DatabaseSettings(::rocksdb::Env* env, size_t memory_bytes) {
  ::rocksdb::Options options;
  if (env != nullptr) options.env = env;

  // The default, kPointInTimeRecovery, opens a log with a flipped bit and silently drops what
  // follows.
  options.wal_recovery_mode = ::rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.track_and_verify_wals_in_manifest = true;
  options.verify_sst_unique_id_in_manifest = true;
  options.paranoid_checks = true;
  options.paranoid_file_checks = true;
  options.force_consistency_checks = true;

  options.recycle_log_file_num = 0;
  options.wal_compression = ::rocksdb::kNoCompression;
  options.max_total_wal_size = kLogBytesMax;
  options.max_write_buffer_number = kWriteBuffersMax;
  options.write_buffer_size = memory_bytes / kWriteBufferShare;
  options.max_background_jobs = kBackgroundJobsMax;
  SetBlobFiles(options);

  options.allow_data_in_errors = false;
  options.max_log_file_size = kInfoLogBytesMax;
  options.keep_log_file_num = kInfoLogFilesMax;
  options.table_factory.reset(::rocksdb::NewBlockBasedTableFactory(
      TableSettings(memory_bytes - kWriteBuffersMax * options.write_buffer_size)));
  return options;
}

::rocksdb::WriteOptions WriteSettings() {
  ::rocksdb::WriteOptions options;
  options.sync = true;  // acknowledged is durable
  options.disableWAL = false;
  return options;
}

}  // namespace jifen::storage::kv::rocksdb
