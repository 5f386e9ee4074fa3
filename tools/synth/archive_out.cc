#include "tools/synth/archive_out.h"

#include <zip.h>

#include <system_error>

#include "absl/strings/str_cat.h"

namespace jifen::tools::synth {
namespace {

// 1 January 2026, 00:00, as zip files write days and times.
constexpr zip_uint16_t kDosDate = ((2026 - 1980) << 9) | (1 << 5) | 1;

absl::Status CannotWrite(const std::filesystem::path& path, std::string_view why) {
  return absl::UnavailableError(
      absl::StrCat(path.filename().string(), ": cannot be written: ", std::string(why)));
}

class Packing {
 public:
  explicit Packing(const std::filesystem::path& path) : path_(path) {
    int error = 0;
    archive_ = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  }
  ~Packing() {
    if (archive_ != nullptr) zip_discard(archive_);
  }
  Packing(const Packing&) = delete;
  Packing& operator=(const Packing&) = delete;

  zip_t* archive() const { return archive_; }

  absl::Status Add(const std::string& name, zip_source_t* source) {
    if (source == nullptr) return CannotWrite(path_, zip_strerror(archive_));
    const zip_int64_t index = zip_file_add(archive_, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return CannotWrite(path_, zip_strerror(archive_));
    }
    const auto entry = static_cast<zip_uint64_t>(index);
    if (zip_file_set_dostime(archive_, entry, 0, kDosDate, 0) == 0) return absl::OkStatus();
    return CannotWrite(path_, zip_strerror(archive_));
  }

  absl::Status Close() {
    if (zip_close(archive_) != 0) return CannotWrite(path_, zip_strerror(archive_));
    archive_ = nullptr;
    return absl::OkStatus();
  }

 private:
  const std::filesystem::path path_;
  zip_t* archive_ = nullptr;
};

}  // namespace

absl::Status PackFolder(const std::filesystem::path& folder, const std::filesystem::path& path) {
  Packing packing(path);
  if (packing.archive() == nullptr) return CannotWrite(path, "cannot be made");
  std::map<std::string, std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) files[entry.path().filename().string()] = entry.path();
  }
  if (error) return CannotWrite(path, error.message());
  for (const auto& [name, file] : files) {
    zip_source_t* source = zip_source_file(packing.archive(), file.c_str(), 0, 0);
    if (absl::Status status = packing.Add(name, source); !status.ok()) return status;
  }
  return packing.Close();
}

absl::Status PackTexts(const std::map<std::string, std::string>& texts,
                       const std::filesystem::path& path) {
  Packing packing(path);
  if (packing.archive() == nullptr) return CannotWrite(path, "cannot be made");
  for (const auto& [name, text] : texts) {
    zip_source_t* source = zip_source_buffer(packing.archive(), text.data(), text.size(), 0);
    if (absl::Status status = packing.Add(name, source); !status.ok()) return status;
  }
  return packing.Close();
}

}  // namespace jifen::tools::synth
