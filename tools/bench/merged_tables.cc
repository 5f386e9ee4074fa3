#include "tools/bench/merged_tables.h"

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "storage/kv/rocksdb/settings.h"

namespace jifen::bench {
namespace {

constexpr size_t kMemoryBytes = size_t{384} << 20;
constexpr uint32_t kMergingThreads = 2;

absl::Status FromRocks(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("RocksDB: ", status.ToString()));
}

}  // namespace

absl::Status MergeTables(const std::filesystem::path& folder) {
  const rocksdb::Options options = storage::kv::rocksdb::DatabaseSettings(nullptr, kMemoryBytes);
  rocksdb::DB* opened = nullptr;
  absl::Status status =
      FromRocks(rocksdb::DB::Open(options, (folder / "rocksdb").string(), &opened));
  if (!status.ok()) return status;
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::CompactRangeOptions all;
  all.max_subcompactions = kMergingThreads;
  all.change_level = true;
  all.target_level = options.num_levels - 1;
  status = FromRocks(db->CompactRange(all, nullptr, nullptr));
  if (!status.ok()) return status;
  return FromRocks(db->Close());
}

}  // namespace jifen::bench
