#include "tools/table_import/byte_stream.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace jifen::tools::table_import {
namespace {

constexpr size_t kBlockBytes = 64 << 10;

class FileStream : public ByteStream {
 public:
  FileStream(std::ifstream file, std::string name)
      : file_(std::move(file)), name_(std::move(name)) {}

  absl::StatusOr<size_t> Read(char* to, size_t size) override {
    file_.read(to, static_cast<std::streamsize>(size));
    if (file_.bad()) return absl::UnavailableError(absl::StrCat(name_, ": cannot be read on"));
    return static_cast<size_t>(file_.gcount());
  }

 private:
  std::ifstream file_;
  std::string name_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteStream>> OpenFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string name = path.filename().string();
  if (!file) return absl::UnavailableError(absl::StrCat(name, ": cannot be opened for reading"));
  return std::make_unique<FileStream>(std::move(file), std::move(name));
}

absl::StatusOr<std::string> ReadAllBytes(ByteStream& stream, size_t bytes_max) {
  std::string bytes;
  std::string block(kBlockBytes, '\0');
  while (true) {
    const absl::StatusOr<size_t> count = stream.Read(block.data(), block.size());
    if (!count.ok()) return count.status();
    if (*count == 0) return bytes;
    if (bytes.size() + *count > bytes_max) {
      return absl::ResourceExhaustedError(absl::StrCat("more than ", bytes_max, " bytes"));
    }
    bytes.append(block, 0, *count);
  }
}

}  // namespace jifen::tools::table_import
