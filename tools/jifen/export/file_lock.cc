#include "tools/jifen/export/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace jifen::tools::cli {
namespace {

// Whoever held the lock may have removed its file since this one opened it.
bool IsStillAt(int file, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  return fstat(file, &opened) == 0 && stat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

}  // namespace

absl::StatusOr<bool> FileLock::Take(const Context& context, const std::filesystem::path& path) {
  while (true) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    const bool locked = file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0;
    const bool held_elsewhere = file >= 0 && !locked && errno == EWOULDBLOCK;
    if (locked && IsStillAt(file, path)) {
      path_ = path;
      file_ = file;
      return true;
    }
    if (file >= 0) close(file);
    if (held_elsewhere) return false;
    if (!locked) {
      return absl::UnavailableError(context.Words(Phrase::kFileUnwritable, {path.string()}));
    }
  }
}

FileLock::~FileLock() {
  if (file_ < 0) return;
  // While it is held: once it is free the file may be that of another.
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  close(file_);
}

}  // namespace jifen::tools::cli
