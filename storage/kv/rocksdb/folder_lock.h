// storage/kv/rocksdb/folder_lock.h: holds a data folder for one store, against other processes and
// this one.
//
//   Errors   Acquire: FAILED_PRECONDITION in use, with the process that holds it; UNAVAILABLE if
//            the folder cannot be made or locked. They name the folder: for the operator, not for
//            clients.
//   Threads  immutable after Acquire.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace jifen::storage::kv::rocksdb {

class FolderLock {
 public:
  // Makes the folder where it is missing, durably, and locks it by the file "lock" in it.
  static absl::StatusOr<std::unique_ptr<FolderLock>> Acquire(const std::filesystem::path& folder);

  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();  // the file stays: who removed it could remove the lock of another

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  const int descriptor_;
};

// Writes an empty file, durably: it and its name survive a loss of power.
absl::Status MakeMark(const std::filesystem::path& file);

}  // namespace jifen::storage::kv::rocksdb
