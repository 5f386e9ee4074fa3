#include "tools/table_import/archive.h"

#include <zip.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kOleMark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view kZipMark = "PK";

absl::Status Malformed(std::string want) {
  return model::ToStatus({.reason = v1::REASON_ARCHIVE_MALFORMED, .want = std::move(want)});
}

absl::Status TooLarge(std::string want) {
  return model::ToStatus({.reason = v1::REASON_ARCHIVE_TOO_LARGE, .want = std::move(want)});
}

absl::Status Damaged(std::string_view what) {
  return Malformed(
      BothLanguages("完整的文件，请重新生成",
                    absl::StrCat("an undamaged file; make it again: ", std::string(what))));
}

absl::Status CheckMark(std::string_view begin) {
  if (begin.starts_with(kOleMark)) {
    return Malformed(
        "另存为不带密码的 .xlsx（不是旧的 .xls） / saved as .xlsx without a password, not as the "
        "old .xls");
  }
  if (!begin.starts_with(kZipMark)) {
    return Malformed(".xlsx 工作簿或 .zip 压缩包 / a workbook .xlsx or an archive .zip");
  }
  return absl::OkStatus();
}

std::string ErrorText(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

std::string NameText(const char* raw) {
  std::string name = raw == nullptr ? "" : raw;
  std::optional<std::string> utf8 = Decoder(Encoding::kUtf8).Decode(name);
  if (!utf8.has_value()) utf8 = Decoder(Encoding::kGb18030).Decode(name);
  name = utf8.has_value() ? *utf8 : Decoder(Encoding::kUtf8).DecodeLossy(name);
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, '?');
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

// False for a folder.
bool SplitPath(ArchiveEntry& entry) {
  size_t begin = 0;
  while (true) {
    const size_t end = std::min(entry.path.find('/', begin), entry.path.size());
    entry.name = entry.path.substr(begin, end - begin);
    if (end == entry.path.size()) return !entry.name.empty();
    if (!entry.name.empty() && entry.name != ".") ++entry.folders;
    begin = end + 1;
  }
}

}  // namespace

void Archive::Close::operator()(zip* archive) const { zip_discard(archive); }

class Archive::EntryStream : public ByteStream {
 public:
  EntryStream(std::shared_ptr<Archive> archive, ArchiveEntry entry, zip_file_t* file)
      : archive_(std::move(archive)), entry_(std::move(entry)), file_(file) {}
  ~EntryStream() override { zip_fclose(file_); }
  EntryStream(const EntryStream&) = delete;
  EntryStream& operator=(const EntryStream&) = delete;

  absl::StatusOr<size_t> Read(char* to, size_t size) override {
    const zip_int64_t count = zip_fread(file_, to, size);
    if (count < 0) {
      return Damaged(absl::StrCat(entry_.path, ": ", zip_file_strerror(file_)));
    }
    bytes_ += count;
    const absl::Status status = archive_->Count(entry_, bytes_);
    if (!status.ok()) return status;
    return static_cast<size_t>(count);
  }

 private:
  std::shared_ptr<Archive> archive_;
  ArchiveEntry entry_;
  zip_file_t* file_;
  int64_t bytes_ = 0;
};

absl::StatusOr<std::shared_ptr<Archive>> Archive::Open(const std::filesystem::path& path) {
  absl::StatusOr<std::unique_ptr<ByteStream>> file = OpenFile(path);
  if (!file.ok()) return file.status();
  std::string begin(kOleMark.size(), '\0');
  const absl::StatusOr<size_t> count = (*file)->Read(begin.data(), begin.size());
  if (!count.ok()) return count.status();
  begin.resize(*count);
  if (absl::Status status = CheckMark(begin); !status.ok()) return status;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_file_create(path.c_str(), 0, -1, &error);
  if (source == nullptr) return Damaged(ErrorText(error));
  return Make(source, "");
}

absl::StatusOr<std::shared_ptr<Archive>> Archive::OpenInner(std::string bytes) {
  if (absl::Status status = CheckMark(bytes); !status.ok()) return status;
  zip_error_t error;
  zip_error_init(&error);
  // The bytes stay where they are when the string is moved: it is longer than any that does not.
  bytes.reserve(std::max(bytes.size(), size_t{64}));
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return Damaged(ErrorText(error));
  return Make(source, std::move(bytes));
}

absl::StatusOr<std::shared_ptr<Archive>> Archive::Make(zip_source* source, std::string bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (opened == nullptr) {
    zip_source_free(source);
    return Damaged(ErrorText(error));
  }
  std::shared_ptr<Archive> archive(new Archive());
  archive->bytes_ = std::move(bytes);
  archive->archive_.reset(opened);
  if (absl::Status status = archive->List(); !status.ok()) return status;
  return archive;
}

absl::Status Archive::List() {
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  if (count > kArchiveEntriesMax) {
    return TooLarge(absl::StrCat("不超过 ", kArchiveEntriesMax, " 个文件 / at most ",
                                 kArchiveEntriesMax, " files in it"));
  }
  bytes_out_.assign(static_cast<size_t>(std::max<zip_int64_t>(count, 0)), 0);
  for (uint64_t index = 0; index < bytes_out_.size(); ++index) {
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat_index(archive_.get(), index, 0, &facts) != 0) {
      return Damaged(zip_strerror(archive_.get()));
    }
    ArchiveEntry entry{.name = {},
                       .path = NameText(zip_get_name(archive_.get(), index, ZIP_FL_ENC_RAW)),
                       .index = index,
                       .bytes_packed = static_cast<int64_t>(facts.comp_size)};
    if (SplitPath(entry)) entries_.push_back(std::move(entry));
  }
  return absl::OkStatus();
}

const ArchiveEntry* Archive::Find(std::string_view path) const {
  const std::string wanted(path);
  for (const ArchiveEntry& entry : entries_) {
    if (absl::EqualsIgnoreCase(entry.path, wanted)) return &entry;
  }
  return nullptr;
}

absl::Status Archive::Count(const ArchiveEntry& entry, int64_t bytes) {
  if (bytes > kArchiveFreeBytes &&
      (bytes - kArchiveFreeBytes) / kArchiveRatioMax > entry.bytes_packed) {
    return TooLarge(BothLanguages(
        absl::StrCat("解压后不超过 ", kArchiveRatioMax, " 倍：", entry.path),
        absl::StrCat("at most ", kArchiveRatioMax, " times its packed size: ", entry.path)));
  }
  int64_t& most = bytes_out_[entry.index];
  if (bytes > most) {
    bytes_out_total_ += bytes - most;
    most = bytes;
  }
  if (bytes_out_total_ <= kArchiveBytesMax) return absl::OkStatus();
  return TooLarge(absl::StrCat("解压后共不超过 ", kArchiveBytesMax, " 字节 / at most ",
                               kArchiveBytesMax, " bytes unpacked"));
}

absl::StatusOr<std::unique_ptr<ByteStream>> Archive::OpenEntry(const ArchiveEntry& entry) {
  zip_stat_t facts;
  zip_stat_init(&facts);
  const bool known = zip_stat_index(archive_.get(), entry.index, 0, &facts) == 0;
  if (known && (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      facts.encryption_method != ZIP_EM_NONE) {
    return Malformed(BothLanguages(absl::StrCat("不加密的文件：", entry.path),
                                   absl::StrCat("a file without a password: ", entry.path)));
  }
  zip_file_t* file = zip_fopen_index(archive_.get(), entry.index, 0);
  if (file == nullptr) {
    return Damaged(absl::StrCat(entry.path, ": ", zip_strerror(archive_.get())));
  }
  return std::make_unique<EntryStream>(shared_from_this(), entry, file);
}

}  // namespace jifen::tools::table_import
