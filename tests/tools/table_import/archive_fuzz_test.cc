// Archives and workbooks with bytes changed: whatever they are, they are read or at fault, and nothing crashes.
// JIFEN_FUZZ_SEED and JIFEN_FUZZ_ROUNDS go on from a printed seed, or for longer.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tests/tools/table_import/zip_fixture.h"

namespace jifen::tools::table_import {
namespace {

constexpr uint64_t kRounds = 60;

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

class ArchiveFuzz : public FolderTest {
 protected:
  size_t Below(size_t count) { return random_() % count; }

  void Begin() {
    const uint64_t seed = FromEnvironment("JIFEN_FUZZ_SEED", std::random_device{}());
    rounds_ = FromEnvironment("JIFEN_FUZZ_ROUNDS", kRounds);
    std::cout << "seed " << seed << ", " << rounds_ << " rounds\n";
    random_.seed(seed);
  }

  static WorkbookXml Book() {
    return {.sheets = {{.name = "年度报表",
                        .rows = absl::StrCat(
                            Row(1, absl::StrCat(Text("A1", "信用代码"), Text("B1", "年度"),
                                                Text("C1", "销售收入(万元)"))),
                            Row(2, absl::StrCat(Text("A2", kCode), Number("B2", "2024"),
                                                Number("C2", "1.5", 1))),
                            Row(3, absl::StrCat("<c r=\"A3\" t=\"s\"><v>0</v></c>",
                                                Number("B3", "2023"),
                                                "<c r=\"C3\"><f>1+1</f><v>2</v></c>"))),
                        .after = "<mergeCells><mergeCell ref=\"A5:B7\"/></mergeCells>"}},
            .strings = absl::StrCat("<si><t>", kCode, "</t></si>"),
            .formats = "<numFmt numFmtId=\"170\" formatCode=\"yyyy-mm\"/>",
            .styles = "<xf numFmtId=\"170\"/>"};
  }

  void Change(std::string& bytes) {
    static const std::string kPieces[] = {
        "<",   ">",    "/",    "\"",   "&",  "<!DOCTYPE a>", "<![CDATA[",         "<row>", "</row>",
        "<c>", "<f/>", "1E99", "\xFF", "-1", "XFD1048576",   std::string(1, '\0')};
    const size_t changes = 1 + Below(4);
    for (size_t i = 0; i < changes && !bytes.empty(); ++i) {
      const size_t at = Below(bytes.size());
      switch (Below(4)) {
        case 0:
          bytes[at] = static_cast<char>(Below(256));
          break;
        case 1:
          bytes.erase(at, 1 + Below(12));
          break;
        case 2:
          bytes.insert(at, kPieces[Below(std::size(kPieces))]);
          break;
        default:
          bytes.insert(at, bytes.substr(Below(bytes.size()), Below(40)));
      }
    }
  }

  void ExpectReadable(const std::string& name) {
    const absl::StatusOr<TableSource> opened = TableSource::Open(folder_ / name, {});
    // No table is left in it, or none by a table's name.
    if (opened.status().code() == absl::StatusCode::kNotFound) return;
    const auto detail = model::DetailOf(opened.status());
    if (detail.has_value() && detail->reason() == v1::REASON_COLUMN_UNKNOWN) return;
    for (const SourcedRow& row : ReadAll(folder_ / name, {.source_department = "局"}).rows) {
      EXPECT_TRUE(v1::ImportRow().ParseFromString(row.row.SerializeAsString()));
    }
  }

  uint64_t rounds_ = 0;
  std::mt19937_64 random_;
};

TEST_F(ArchiveFuzz, AnyBytesOfAnArchiveAreReadOrAtFault) {
  Begin();
  WriteZip(folder_ / "good.xlsx", PartsOf(Book()));
  const std::string good = BytesOf(folder_ / "good.xlsx");
  for (uint64_t round = 0; round < rounds_; ++round) {
    std::string bytes = good;
    Change(bytes);
    Write("a.xlsx", bytes);
    Write("a.zip", bytes);
    ExpectReadable("a.xlsx");
    ExpectReadable("a.zip");
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
}

TEST_F(ArchiveFuzz, AnyPartOfAWorkbookIsReadOrAtFault) {
  Begin();
  for (uint64_t round = 0; round < rounds_; ++round) {
    Entries parts = PartsOf(Book());
    Change(parts[Below(parts.size())].second);
    WriteZip(folder_ / "a.xlsx", parts);
    ExpectReadable("a.xlsx");
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
}

}  // namespace
}  // namespace jifen::tools::table_import
