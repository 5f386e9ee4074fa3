// storage/kv/rocksdb/rocksdb_store.h: the key-value store on disk, in RocksDB; the default of one
// machine.
//
//   Shape    in the data folder: "lock" (folder_lock.h), "created" (an empty file: the store was
//            made here once, so that a folder that lost its files is not taken for a new one) and
//            "rocksdb/" (layout: database.h).
//   Errors   Open, in this order; messages name the folder and what to do, for the operator:
//            FAILED_PRECONDITION  the folder is in use
//            UNAVAILABLE          it cannot be made, locked, read or written
//            DATA_LOSS            what is in it is damaged
//            FAILED_PRECONDITION  it is not a store of this kind, or of another format version
//   Range    what opening cannot notice: a log that lost its last records whole, or whose last
//            block looks as if a crash had torn it (no mode of RocksDB can). Nothing above this
//            notices it yet, either.
//   Threads  as store.h says. It starts the writer's thread and RocksDB's own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace rocksdb {
class Env;
}

namespace jifen::storage::kv::rocksdb {

// Gets one line for the operator about a fault while the store is open, with what clients must not
// see (driver text, paths). Called on any thread; it must not block for long and not call the
// store.
using FaultLog = std::function<void(const std::string& line)>;

// What RocksDB may hold in memory, beside its threads and open files.
inline constexpr size_t kMemoryBytes = size_t{96} << 20;

struct OpenOptions {
  std::filesystem::path folder = {};
  FaultLog fault_log = nullptr;
  size_t memory_bytes = kMemoryBytes;  // shared as settings.h says
  ::rocksdb::Env* env = nullptr;       // null: the operating system's; tests give one that fails
};

// Opens the store in the folder, and makes it if the folder is missing or new.
absl::StatusOr<std::unique_ptr<Store>> Open(const OpenOptions& options);

}  // namespace jifen::storage::kv::rocksdb
