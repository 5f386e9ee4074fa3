// tools/jifen/export/file_lock.h: a lock that one process holds as long as it lives, by a file of its own.
//
//   Shape    the file is there while the lock is held; one that a killed process left holds nothing.
//   Errors   Take: UNAVAILABLE if the file cannot be made or locked.
//   Threads  one at a time.
#pragma once

#include <filesystem>

#include "absl/status/statusor.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  // Whether it holds the lock now; false if somebody else does. Does not wait.
  absl::StatusOr<bool> Take(const Context& context, const std::filesystem::path& path);

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

}  // namespace jifen::tools::cli
