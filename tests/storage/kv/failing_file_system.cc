#include "tests/storage/kv/failing_file_system.h"

#include <string_view>
#include <utility>

namespace jifen::storage::kv {
namespace {

using ::rocksdb::IODebugContext;
using ::rocksdb::IOOptions;
using ::rocksdb::IOStatus;
using ::rocksdb::Slice;

class FailingFile final : public ::rocksdb::FSWritableFileOwnerWrapper {
 public:
  FailingFile(std::unique_ptr<::rocksdb::FSWritableFile> file, bool is_log,
              FailingFileSystem* file_system)
      : FSWritableFileOwnerWrapper(std::move(file)), is_log_(is_log), file_system_(file_system) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    if (IOStatus status = file_system_->OnWrite(); !status.ok()) return status;
    return FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  IOStatus Append(const Slice& data, const IOOptions& options,
                  const ::rocksdb::DataVerificationInfo& verification,
                  IODebugContext* debug) override {
    if (IOStatus status = file_system_->OnWrite(); !status.ok()) return status;
    return FSWritableFileOwnerWrapper::Append(data, options, verification, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    if (is_log_) {
      if (IOStatus status = file_system_->OnLogSync(); !status.ok()) return status;
    }
    return FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    if (is_log_) {
      if (IOStatus status = file_system_->OnLogSync(); !status.ok()) return status;
    }
    return FSWritableFileOwnerWrapper::Fsync(options, debug);
  }

 private:
  const bool is_log_;
  FailingFileSystem* const file_system_;
};

}  // namespace

IOStatus FailingFileSystem::OnWrite() const {
  if (fault_ == Fault::kDiskFull) return IOStatus::NoSpace("injected: no space left on device");
  return IOStatus::OK();
}

IOStatus FailingFileSystem::OnLogSync() {
  ++log_syncs_;
  Fault expected = Fault::kSyncFails;
  if (fault_.compare_exchange_strong(expected, Fault::kNone)) {
    return IOStatus::IOError("injected: sync of /secret/path failed");
  }
  return OnWrite();
}

IOStatus FailingFileSystem::NewWritableFile(const std::string& name,
                                            const ::rocksdb::FileOptions& options,
                                            std::unique_ptr<::rocksdb::FSWritableFile>* result,
                                            IODebugContext* debug) {
  if (IOStatus status = OnWrite(); !status.ok()) return status;
  std::unique_ptr<::rocksdb::FSWritableFile> file;
  IOStatus status = target()->NewWritableFile(name, options, &file, debug);
  if (!status.ok()) return status;
  const bool is_log = name.size() > 4 && name.substr(name.size() - 4) == ".log";
  *result = std::make_unique<FailingFile>(std::move(file), is_log, this);
  return status;
}

IOStatus FailingFileSystem::GetFreeSpace(const std::string& path, const IOOptions& options,
                                         uint64_t* bytes, IODebugContext* debug) {
  if (fault_ == Fault::kDiskFull) {
    *bytes = 0;
    return IOStatus::OK();
  }
  return target()->GetFreeSpace(path, options, bytes, debug);
}

}  // namespace jifen::storage::kv
