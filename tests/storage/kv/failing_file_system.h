// tests/storage/kv/failing_file_system.h: the file system of the machine, with faults on command.
//
//   Threads  all may be called by any thread.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "rocksdb/env.h"
#include "rocksdb/file_system.h"

namespace jifen::storage::kv {

enum class Fault {
  kNone,
  kDiskFull,   // writing and making files fails, and no space is free
  kSyncFails,  // of the log, once; what was written before it may or may not be on the disk
};

class FailingFileSystem final : public ::rocksdb::FileSystemWrapper {
 public:
  FailingFileSystem() : FileSystemWrapper(::rocksdb::FileSystem::Default()) {}

  void Set(Fault fault) { fault_ = fault; }
  Fault fault() const { return fault_; }
  int log_syncs() const { return log_syncs_; }

  // The fault of a write or of a sync of the log, if it is its time.
  ::rocksdb::IOStatus OnWrite() const;
  ::rocksdb::IOStatus OnLogSync();

  const char* Name() const override { return "FailingFileSystem"; }
  ::rocksdb::IOStatus NewWritableFile(const std::string& name,
                                      const ::rocksdb::FileOptions& options,
                                      std::unique_ptr<::rocksdb::FSWritableFile>* result,
                                      ::rocksdb::IODebugContext* debug) override;
  ::rocksdb::IOStatus GetFreeSpace(const std::string& path, const ::rocksdb::IOOptions& options,
                                   uint64_t* bytes, ::rocksdb::IODebugContext* debug) override;

 private:
  std::atomic<Fault> fault_ = Fault::kNone;
  std::atomic<int> log_syncs_ = 0;
};

}  // namespace jifen::storage::kv
