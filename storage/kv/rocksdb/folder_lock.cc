#include "storage/kv/rocksdb/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace jifen::storage::kv::rocksdb {
namespace {

absl::Status Fault(const std::string& action, const std::filesystem::path& path, int error) {
  return absl::UnavailableError(
      absl::StrCat("cannot ", action, " ", path.string(), ": ", std::strerror(error)));
}

absl::Status SyncFolder(const std::filesystem::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return Fault("open the folder", folder, errno);
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return error == 0 ? absl::OkStatus() : Fault("sync the folder", folder, error);
}

// A new folder is durable only when the folder that holds its name is synced.
absl::Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return absl::OkStatus();
  const std::filesystem::path parent = folder.has_parent_path() ? folder.parent_path() : ".";
  if (folder.has_parent_path() && parent != folder) {
    if (absl::Status status = MakeFolder(parent); !status.ok()) return status;
  }
  std::filesystem::create_directory(folder, error);
  if (error) return Fault("make the folder", folder, error.value());
  return SyncFolder(parent);
}

std::string ReadHolder(int descriptor) {
  char text[32];
  const ssize_t length = pread(descriptor, text, sizeof(text), 0);
  if (length <= 0) return "another process";
  const std::string holder(text, static_cast<size_t>(length));
  return absl::StrCat("process ", holder.substr(0, holder.find('\n')));
}

// Only for the message of the next opener, so a fault here is not one of the lock.
void WriteHolder(int descriptor) {
  const std::string holder = absl::StrCat(getpid(), "\n");
  if (ftruncate(descriptor, 0) != 0) return;
  if (pwrite(descriptor, holder.data(), holder.size(), 0) < 0) return;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FolderLock>> FolderLock::Acquire(
    const std::filesystem::path& folder) {
  const std::filesystem::path normal = (folder / "").lexically_normal().parent_path();
  if (absl::Status status = MakeFolder(normal); !status.ok()) return status;
  const std::filesystem::path file = normal / "lock";
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return Fault("open", file, errno);
  // flock, not fcntl: it also keeps out a second store in this process.
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    const std::string holder = ReadHolder(descriptor);
    close(descriptor);
    if (error != EWOULDBLOCK) return Fault("lock", file, error);
    return absl::FailedPreconditionError(absl::StrCat("the data folder ", normal.string(),
                                                      " is in use by ", holder,
                                                      "; stop it first, or name another folder"));
  }
  WriteHolder(descriptor);
  return std::unique_ptr<FolderLock>(new FolderLock(descriptor));
}

FolderLock::~FolderLock() { close(descriptor_); }

absl::Status MakeMark(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return Fault("make", file, errno);
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  if (error != 0) return Fault("sync", file, error);
  return SyncFolder(file.parent_path());
}

}  // namespace jifen::storage::kv::rocksdb
