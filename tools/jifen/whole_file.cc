#include "tools/jifen/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace jifen::tools::cli {
namespace {

struct Close {
  void operator()(std::FILE* file) const {
    const int closed = std::fclose(file);
    (void)closed;  // what mattered was told by fflush and fsync
  }
};

absl::Status Unwritable(const Context& context, const std::filesystem::path& path) {
  return absl::UnavailableError(context.Words(Phrase::kFileUnwritable, {path.string()}));
}

bool WriteAndSync(const std::filesystem::path& path, std::string_view content) {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "wb"));
  if (file == nullptr) return false;
  return std::fwrite(content.data(), 1, content.size(), file.get()) == content.size() &&
         std::fflush(file.get()) == 0 && fsync(fileno(file.get())) == 0;
}

// A name is on the disk once its folder is. Some file systems know no such order: EINVAL.
bool SyncFolderOf(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::absolute(path, error).parent_path();
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = fsync(file) == 0 || errno == EINVAL;
  close(file);
  return synced;
}

}  // namespace

absl::Status CheckFilePlace(const Context& context, const std::filesystem::path& path,
                            bool overwrite) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return Unwritable(context, path);
  if (!overwrite && std::filesystem::exists(path, error)) {
    return absl::AlreadyExistsError(context.Words(Phrase::kFileThere, {path.string()}));
  }
  const std::filesystem::path folder = std::filesystem::absolute(path, error).parent_path();
  if (error || !std::filesystem::is_directory(folder, error)) return Unwritable(context, path);
  return absl::OkStatus();
}

absl::Status WriteWhole(const Context& context, const std::filesystem::path& path,
                        std::string_view content) {
  std::filesystem::path fresh = path;
  fresh += ".new";
  if (WriteAndSync(fresh, content)) return MoveFile(context, fresh, path);
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  return Unwritable(context, path);
}

absl::Status MoveFile(const Context& context, const std::filesystem::path& from,
                      const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::rename(from, to, error);
  return error || !SyncFolderOf(to) ? Unwritable(context, to) : absl::OkStatus();
}

absl::Status RemoveFile(const Context& context, const std::filesystem::path& path) {
  std::error_code error;
  const bool removed = std::filesystem::remove(path, error);
  return error || (removed && !SyncFolderOf(path)) ? Unwritable(context, path) : absl::OkStatus();
}

}  // namespace jifen::tools::cli
