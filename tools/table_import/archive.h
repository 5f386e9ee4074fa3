// tools/table_import/archive.h: a zip file read entry by entry; nothing of it is ever written to a disk.
//
//   Shape    names are UTF-8: those that are none are taken for GB18030, as Chinese tools write them without
//            saying so. What a name would mean as a path (../x, /etc/x) is nothing but a name here.
//   Range    kArchiveEntriesMax entries. All entries that are read give at most kArchiveBytesMax bytes together,
//            however often they are read; one entry at most kArchiveRatioMax times its packed size plus
//            kArchiveFreeBytes. What counts is what comes out, not what the archive says.
//   Errors   Open, in this order: UNAVAILABLE if the file cannot be read, ARCHIVE_MALFORMED,
//            ARCHIVE_TOO_LARGE. OpenEntry and Read: ARCHIVE_MALFORMED (encrypted, an unknown method, damaged,
//            a wrong checksum), ARCHIVE_TOO_LARGE.
//   Threads  one at a time for an archive and all its streams. A stream keeps its archive alive.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/error.pb.h"
#include "tools/table_import/byte_stream.h"

struct zip;
struct zip_source;

namespace jifen::tools::table_import {

inline constexpr int64_t kArchiveEntriesMax = 10'000;
inline constexpr int64_t kArchiveBytesMax = int64_t{8} << 30;
inline constexpr int64_t kArchiveRatioMax = 200;
inline constexpr int64_t kArchiveFreeBytes = int64_t{64} << 20;
// Of an archive or workbook within an archive, which is held in memory.
inline constexpr int64_t kInnerArchiveBytesMax = int64_t{64} << 20;

struct ArchiveEntry {
  std::string name;  // without the folders before it; never empty
  std::string path;  // as the archive has it, in UTF-8, without control characters
  int folders = 0;   // before the name
  uint64_t index = 0;
  int64_t bytes_packed = 0;
};

class Archive : public std::enable_shared_from_this<Archive> {
 public:
  static absl::StatusOr<std::shared_ptr<Archive>> Open(const std::filesystem::path& path);

  // Of bytes in memory.
  static absl::StatusOr<std::shared_ptr<Archive>> OpenInner(std::string bytes);

  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  // Folders are not among them.
  const std::vector<ArchiveEntry>& entries() const { return entries_; }

  // The entry at the path, letters of either case alike, or null.
  const ArchiveEntry* Find(std::string_view path) const;

  absl::StatusOr<std::unique_ptr<ByteStream>> OpenEntry(const ArchiveEntry& entry);

 private:
  class EntryStream;
  struct Close {
    void operator()(zip* archive) const;
  };

  Archive() = default;

  static absl::StatusOr<std::shared_ptr<Archive>> Make(zip_source* source, std::string bytes);
  absl::Status List();
  // Notes that bytes up to `bytes` came out of an entry; ARCHIVE_TOO_LARGE beyond a limit.
  absl::Status Count(const ArchiveEntry& entry, int64_t bytes);

  std::string bytes_;  // of an inner archive; outlives archive_
  std::unique_ptr<zip, Close> archive_;
  std::vector<ArchiveEntry> entries_;
  std::vector<int64_t> bytes_out_;  // of each index, the most that came out
  int64_t bytes_out_total_ = 0;
};

}  // namespace jifen::tools::table_import
