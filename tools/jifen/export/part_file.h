// tools/jifen/export/part_file.h: an export while it is written, which another run of the command can go on with.
//
//   Shape    FILE.part holds whole lines; FILE.part.json says of which generation, revision and headings they are. To go on,
//            the lines are read again: their count, sums and digests are those that the whole must have in the end.
//            FILE.part.lock is held by who writes them, until the file is finished.
//   Errors   UNAVAILABLE if a file cannot be read or written.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/model/sha256.h"
#include "tools/jifen/context.h"
#include "tools/jifen/export/file_lock.h"

namespace jifen::tools::cli {

// What the lines of a part file are of.
struct PartIdentity {
  std::string generation_id;
  uint64_t revision = 0;
  std::string language;  // zh or en
  std::string heading;   // the line of headings

  bool operator==(const PartIdentity& other) const = default;
};

// What another run left behind.
struct PartLeft {
  PartIdentity identity;
  absl::Time begun_at;
};

// What was written, as the server counts it too.
struct PartSums {
  uint64_t lines = 0;
  uint64_t scored = 0;
  std::string total_sum = "0";
  std::string last_enterprise_id;
};

struct PartLine {
  std::string text;
  std::string enterprise_id;
  std::string total;        // empty: none
  std::string card_sha256;  // 32 bytes; empty: there is no card
};

class PartFile {
 public:
  // `path` is that of the finished file.
  PartFile(const Context& context, std::filesystem::path path);

  // Before anything else: ALREADY_EXISTS if another export writes the same file. Held as long as this object lives.
  absl::Status Lock();

  // What another run left behind; nullopt if there is nothing. ALREADY_EXISTS if nobody can tell what it is of: it may be
  // somebody's work.
  absl::StatusOr<std::optional<PartLeft>> Left() const;

  // Begins anew, in place of what was left behind.
  absl::Status Begin(const PartIdentity& identity);
  // Goes on after the last whole line of what was left behind. What follows it is cut off.
  absl::Status GoOn(const PartIdentity& identity);

  absl::Status Append(const PartLine& line);
  // So that no line is lost that was counted.
  absl::Status Flush();

  const PartSums& sums() const { return sums_; }
  int64_t bytes() const { return bytes_; }
  // Over the digests of the cards, and over the file, in hexadecimal digits. Each may be asked once, at the end.
  std::string CardsDigest() { return model::HexOf(cards_.Finish()); }
  std::string FileDigest() { return model::HexOf(content_.Finish()); }

  // Brings it to the disk and gives it and its manifest their names.
  absl::Status Finish(const std::string& manifest);
  // Removes it: it is not what it should be.
  void Drop();

 private:
  struct Close {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };

  absl::Status Write(const std::string& text);
  std::optional<PartLeft> ReadState() const;
  absl::Status Unknown() const;
  absl::Status ReadAgain(const PartIdentity& identity);
  absl::Status AddUp();
  void Count(const PartLine& line);
  absl::Status Unwritable() const;

  const Context& context_;
  std::filesystem::path path_, part_, state_;
  FileLock lock_;
  std::unique_ptr<std::FILE, Close> file_;
  PartSums sums_;
  model::Sha256 cards_;
  model::Sha256 content_;
  int64_t bytes_ = 0;
};

}  // namespace jifen::tools::cli
