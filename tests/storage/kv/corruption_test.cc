// K11: damage on the disk is found, never served. A folder with known content is damaged in many
// places, one at a
// time; then it is either refused, or each answer is right or DATA_LOSS.
//
// One hole is known and stated in storage/kv/rocksdb/rocksdb_store.h: RocksDB takes a log that ends
// too early for one that a crash has torn. So a flip in the length of a record in the last block of
// the log may lose acknowledged commits from there on. The test allows it only there, and only if
// what is left is exactly an earlier revision.
//
//   JIFEN_CORRUPTION_FLIPS  how many bits are flipped, 60 unless set
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tests/storage/kv/reading.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

namespace fs = std::filesystem;

constexpr Revision kRevisions = 200;  // half of them in a table file, half in the log
constexpr size_t kLogBlockBytes = 32 * 1024;
constexpr size_t kLogHeaderBytes = 7;  // checksum 4, length 2, type 1
constexpr size_t kLogLengthAt = 4;

std::string ReadFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteFile(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

std::string KeyOf(Revision revision) { return "key/" + std::to_string(1000 + revision); }

// The value of a revision: from a few bytes to more than a block of the log now and then, which goes to a blob file.
std::string ValueOfRevision(Revision revision) {
  std::mt19937_64 random(revision);
  std::string value(revision % 50 == 10 ? 40'000 : 20 + random() % 500, '\0');
  for (char& byte : value) byte = static_cast<char>(random());
  return value;
}

// The rows of a revision: one put in each, which also erases the put of ten revisions ago.
std::vector<Row> RowsAt(Revision newest) {
  std::vector<Row> rows;
  for (Revision r = 1; r <= newest; ++r) {
    if (r % 10 == 1 && r + 10 <= newest) continue;
    rows.push_back({KeyOf(r), ValueOfRevision(r), r});
  }
  return rows;
}

void CommitTo(const fs::path& folder, Revision last) {
  auto store = rocksdb::Open({.folder = folder});
  ASSERT_TRUE(store.ok()) << store.status();
  for (Revision r = MustSnapshot(**store)->revision() + 1; r <= last; ++r) {
    std::vector<Write> writes = {Put(KeyOf(r), ValueOfRevision(r))};
    if (r > 10 && r % 10 == 1) writes.push_back(Erase(KeyOf(r - 10)));
    ASSERT_EQ(MustCommit(**store, writes), r);
  }
}

// Where the records of the last block of the log begin.
std::vector<size_t> RecordsInLastBlock(const std::string& log) {
  std::vector<size_t> records;
  for (size_t at = 0; at + kLogHeaderBytes <= log.size();) {
    const size_t left = kLogBlockBytes - at % kLogBlockBytes;
    if (left < kLogHeaderBytes) {  // padding
      at += left;
      continue;
    }
    if (at / kLogBlockBytes == (log.size() - 1) / kLogBlockBytes) records.push_back(at);
    at += kLogHeaderBytes + static_cast<unsigned char>(log[at + kLogLengthAt]) +
          256 * size_t{static_cast<unsigned char>(log[at + kLogLengthAt + 1])};
  }
  return records;
}

bool IsLengthInLastBlock(const std::string& log, size_t offset) {
  for (const size_t record : RecordsInLastBlock(log)) {
    if (offset == record + kLogLengthAt || offset == record + kLogLengthAt + 1) return true;
  }
  return false;
}

enum class Outcome { kRefused, kDataLoss, kRight, kCutOff, kWrong };

// Opens the folder and reads all of it, by scan and key by key.
Outcome Examine(const fs::path& folder) {
  auto store = rocksdb::Open({.folder = folder});
  if (!store.ok()) return Outcome::kRefused;
  auto snapshot = (*store)->NewSnapshot();
  if (!snapshot.ok()) return Outcome::kRefused;
  const Revision newest = (*snapshot)->revision();
  if (newest > kRevisions) return Outcome::kWrong;
  const std::vector<Row> want = RowsAt(newest);
  bool fault = false;
  for (const Row& row : want) {
    const auto entry = (*snapshot)->Find(row.key);
    if (!entry.ok()) {
      fault = true;
    } else if (!entry->has_value() || (*entry)->value != row.value ||
               (*entry)->version != row.version) {
      return Outcome::kWrong;
    }
  }
  const auto rows = ReadRange(**snapshot);
  if (rows.ok() && *rows != want) return Outcome::kWrong;
  if (fault || !rows.ok()) return Outcome::kDataLoss;
  return newest == kRevisions ? Outcome::kRight : Outcome::kCutOff;
}

class Corruption : public testing::Test {
 protected:
  void SetUp() override {
    CommitTo(original(), kRevisions / 2);
    CommitTo(original(), kRevisions);  // opening has put the first half into a table file
    for (const auto& file : fs::directory_iterator(original() / "rocksdb")) {
      const std::string name = file.path().filename().string();
      if (file.file_size() > 0 &&
          (name.ends_with(".sst") || name.ends_with(".blob") || name.ends_with(".log") ||
           name.starts_with("MANIFEST") || name == "CURRENT")) {
        files_.push_back(name);
      }
    }
    // The log first.
    std::sort(files_.begin(), files_.end(), [](const std::string& a, const std::string& b) {
      return std::pair(!a.ends_with(".log"), a) < std::pair(!b.ends_with(".log"), b);
    });
    ASSERT_EQ(files_.size(), 5u) << testing::PrintToString(files_);
    ASSERT_EQ(ExamineWith(files_[0], Content(files_[0])), Outcome::kRight);
  }

  fs::path original() const { return folder_.path() / "original"; }

  // What becomes of a copy of the folder in which one file has other content.
  Outcome ExamineWith(const std::string& name, const std::string& content) {
    const fs::path copy = folder_.path() / "copy";
    fs::remove_all(copy);
    fs::copy(original(), copy, fs::copy_options::recursive);
    WriteFile(copy / "rocksdb" / name, content);
    return Examine(copy);
  }

  std::string Content(const std::string& name) { return ReadFile(original() / "rocksdb" / name); }

  const TempFolder folder_;
  std::vector<std::string> files_;
};

TEST_F(Corruption, K11VerifiedFlippedBitsAreNeverServed) {
  const char* flips_text = std::getenv("JIFEN_CORRUPTION_FLIPS");
  const int flips = flips_text == nullptr ? 60 : std::atoi(flips_text);
  const unsigned seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  int outcomes[5] = {};
  for (int i = 0; i < flips; ++i) {
    const std::string& name = files_[static_cast<size_t>(i) % files_.size()];
    std::string content = Content(name);
    const size_t offset = random() % content.size();
    const bool may_be_cut = name.ends_with(".log") && IsLengthInLastBlock(content, offset);
    content[offset] = static_cast<char>(content[offset] ^ (1 << (random() % 8)));
    const Outcome outcome = ExamineWith(name, content);
    ++outcomes[static_cast<int>(outcome)];
    EXPECT_NE(outcome, Outcome::kWrong) << name << " at " << offset;
    EXPECT_TRUE(outcome != Outcome::kCutOff || may_be_cut) << name << " at " << offset;
  }
  std::cout << flips << " flips: " << outcomes[0] << " refused, " << outcomes[1] << " data loss, "
            << outcomes[2] << " without effect, " << outcomes[3] << " cut off\n";
  EXPECT_GT(outcomes[0] + outcomes[1], flips / 2);
}

// What the header of rocksdb_store.h says opening cannot notice: it may be lost, but never wrong or
// torn.
TEST_F(Corruption, LogThatLooksTornByACrashIsAnEarlierRevision) {
  const std::string& name = files_[0];
  ASSERT_TRUE(name.ends_with(".log"));
  const std::string log = Content(name);
  const std::vector<size_t> records = RecordsInLastBlock(log);
  ASSERT_GT(records.size(), 20u);
  for (size_t i = 1; i < records.size(); i += 4) {
    EXPECT_EQ(ExamineWith(name, log.substr(0, records[i])), Outcome::kCutOff);
    std::string longer = log;
    longer[records[i] + kLogLengthAt + 1] ^= '\x40';  // 16 KiB more
    const Outcome outcome = ExamineWith(name, longer);
    EXPECT_TRUE(outcome == Outcome::kCutOff || outcome == Outcome::kRefused) << records[i];
  }
}

TEST_F(Corruption, K11VerifiedTruncationsAreNeverServed) {
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    const std::string& name = files_[static_cast<size_t>(i) % files_.size()];
    const std::string content = Content(name);
    const size_t bytes = random() % content.size();
    const Outcome outcome = ExamineWith(name, content.substr(0, bytes));
    EXPECT_NE(outcome, Outcome::kWrong) << name << " cut to " << bytes;
    // The known hole: nothing tells a log that was cut off from one that a crash has torn.
    if (!name.ends_with(".log")) {
      EXPECT_NE(outcome, Outcome::kCutOff) << name << " to " << bytes;
    }
  }
}

// Every part of a blob: header and footer of the file, and length, checksums, key and value of each record.
TEST_F(Corruption, K11VerifiedFlippedBitsOfBlobFilesAreNeverServed) {
  const std::string name = *std::find_if(files_.begin(), files_.end(), [](const std::string& file) {
    return file.ends_with(".blob");
  });
  const std::string content = Content(name);
  int without_effect = 0;
  for (size_t offset = 0; offset < content.size(); offset += offset < 80 ? 1 : 4001) {
    std::string damaged = content;
    damaged[offset] ^= static_cast<char>(1 << (offset % 8));
    const Outcome outcome = ExamineWith(name, damaged);
    EXPECT_TRUE(outcome == Outcome::kRefused || outcome == Outcome::kDataLoss ||
                outcome == Outcome::kRight)
        << "at " << offset;
    without_effect += outcome == Outcome::kRight ? 1 : 0;
  }
  std::cout << content.size() << " bytes, " << without_effect << " without effect\n";
}

TEST_F(Corruption, K11VerifiedMissingFilesAreNoticed) {
  for (const std::string& name : files_) {
    if (name.ends_with(".log")) continue;  // the known hole
    const fs::path copy = folder_.path() / "copy";
    fs::remove_all(copy);
    fs::copy(original(), copy, fs::copy_options::recursive);
    fs::remove(copy / "rocksdb" / name);
    EXPECT_EQ(rocksdb::Open({.folder = copy}).status().code(), absl::StatusCode::kDataLoss) << name;
  }
}

}  // namespace
}  // namespace jifen::storage::kv
