// storage/kv/rocksdb/database.h: a RocksDB database with the layout of this store.
//
//   Shape    key in RocksDB     value: an envelope (storage/kv/envelope.h) under the key in
//            RocksDB, of 00 "format"        the format version in decimal, "1"; written once, with
//            version 0 00 "newest"        nothing; its version is the newest revision; written with
//            every group 01 key             the value of the key
//   Errors   Open as rocksdb_store.h; Write as Backend::Apply. Details go to the fault log.
//   Threads  Write by one thread at a time; the rest by any.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rocksdb/db.h"
#include "storage/kv/backend.h"
#include "storage/kv/rocksdb/folder_lock.h"
#include "storage/kv/rocksdb/rocksdb_store.h"

namespace jifen::storage::kv::rocksdb {

// The table of on-disk numbers. They never change.
inline constexpr char kOwnPrefix = 0;    // keys of the store itself
inline constexpr char kEntryPrefix = 1;  // keys of its callers
inline constexpr std::string_view kFormatVersion = "1";

// The key in RocksDB of an entry.
std::string EntryKey(std::string_view key);

class Database {
 public:
  static absl::StatusOr<std::shared_ptr<Database>> Open(const OpenOptions& options);

  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  absl::Status Write(const std::deque<RevisedWrite>& writes, Revision newest);

  Revision newest() const { return newest_; }
  ::rocksdb::DB& db() const { return *db_; }

  // What a caller may hear of a fault in reading: DATA_LOSS or UNAVAILABLE.
  absl::Status ReadFault(const ::rocksdb::Status& status) const;
  absl::Status ReadFault(const absl::Status& status) const;

 private:
  Database(std::unique_ptr<FolderLock> lock, FaultLog fault_log)
      : lock_(std::move(lock)), fault_log_(std::move(fault_log)) {}

  // The content of one of the store's own keys; NOT_FOUND if there is none.
  struct OwnValue {
    std::string value;
    Revision version = 0;
  };
  absl::StatusOr<OwnValue> GetOwn(std::string_view name) const;

  absl::Status CheckFormat(
      bool created);  // `created`: the mark says that the store was made before
  absl::Status WriteFormat();
  absl::Status ReadNewest();
  // RocksDB looks for its table files when it opens, but not for its blob files.
  absl::Status CheckBlobFiles() const;
  void LogFault(std::string_view action, std::string_view detail) const;

  const std::unique_ptr<FolderLock> lock_;  // released last
  const FaultLog fault_log_;
  std::unique_ptr<::rocksdb::DB> db_;
  Revision newest_ = 0;
};

}  // namespace jifen::storage::kv::rocksdb
