// Reading takes as much memory for a long file as for a short one. JIFEN_IMPORT_BYTES sets its size.
#include <gtest/gtest.h>
#include <malloc.h>
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/allocator_interface.h>
#endif

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tests/tools/table_import/zip_fixture.h"

namespace jifen::tools::table_import {
namespace {

constexpr uint64_t kBytes = 4 << 20;
constexpr int64_t kGrowthMax = 1 << 20;

int64_t LiveBytes() {
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
  return static_cast<int64_t>(__sanitizer_get_current_allocated_bytes());
#else
  return static_cast<int64_t>(mallinfo2().uordblks);
#endif
}

// The most that the process ever had, in MiB.
int64_t PeakMebibytes() {
  std::ifstream file("/proc/self/status");
  std::string word;
  int64_t kibibytes = 0;
  while (file >> word) {
    if (word == "VmHWM:") file >> kibibytes;
  }
  return kibibytes / 1024;
}

class LongFiles : public FolderTest {
 protected:
  static uint64_t Bytes() {
    const char* value = std::getenv("JIFEN_IMPORT_BYTES");
    return value == nullptr ? kBytes : std::strtoull(value, nullptr, 10);
  }

  // Rows of one size until the file has so many bytes.
  static int64_t WriteLong(const std::filesystem::path& path, uint64_t bytes) {
    std::ofstream file(path, std::ios::binary);
    file << "统一社会信用代码,年度,来源部门,销售收入(万元),职工总数\r\n";
    int64_t rows = 0;
    for (uint64_t written = 0; written < bytes; ++rows) {
      const std::string row =
          absl::StrCat(kCode, ",", 1990 + rows % 100, ",咸宁市统计局第", 10'000'000 + rows,
                       "号,123456.789,", rows % 1000, "\r\n");
      written += row.size();
      file << row;
    }
    return rows;
  }

  // Reads all; the growth of live memory from the hundredth row on.
  static int64_t Growth(const std::filesystem::path& path, int64_t rows) {
    absl::StatusOr<TableSource> tables = TableSource::Open(path, {});
    EXPECT_TRUE(tables.ok()) << tables.status();
    SourcedRow row;
    RowFault fault;
    int64_t begin = 0;
    int64_t most = 0;
    int64_t seen = 0;
    while (true) {
      const absl::StatusOr<Step> step = tables->Next(row, fault);
      EXPECT_TRUE(step.ok() && *step != Step::kFault);
      if (!step.ok() || *step != Step::kRow) break;
      if (++seen == 100) begin = LiveBytes();
      if (seen % 1000 == 0) most = std::max(most, LiveBytes() - begin);
    }
    EXPECT_EQ(seen, rows);
    return most;
  }
};

TEST_F(LongFiles, AreReadInBoundedMemory) {
  const uint64_t bytes = Bytes();
  const int64_t rows = WriteLong(folder_ / "年度报表.csv", bytes);
  const int64_t growth = Growth(folder_ / "年度报表.csv", rows);
  std::cout << bytes << " bytes, " << rows << " rows: live memory grew by " << growth
            << " bytes, peak of the process " << PeakMebibytes() << " MiB\n";
  EXPECT_LT(growth, kGrowthMax);
}

TEST_F(LongFiles, AreReadOutOfAnArchiveInBoundedMemory) {
  const uint64_t bytes = Bytes() / 4;
  const int64_t rows = WriteLong(folder_ / "年度报表.csv", bytes);
  WriteZip(folder_ / "a.zip", {{"年度报表.csv", BytesOf(folder_ / "年度报表.csv")}});
  const int64_t growth = Growth(folder_ / "a.zip", rows);
  std::cout << bytes << " bytes packed, " << rows << " rows: live memory grew by " << growth
            << " bytes\n";
  EXPECT_LT(growth, kGrowthMax);
}

}  // namespace
}  // namespace jifen::tools::table_import
