// Random bytes in the shape of tables: whatever they are, each row is given, at fault or blank, and
// nothing crashes. JIFEN_FUZZ_SEED and JIFEN_FUZZ_ROUNDS go on from a printed seed, or for longer.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tools/table_import/fault_report.h"

namespace jifen::tools::table_import {
namespace {

constexpr uint64_t kRounds = 400;

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

class CsvFuzz : public FolderTest {
 protected:
  size_t Below(size_t count) { return random_() % count; }

  std::string Content() {
    static const std::string kPieces[] = {
        ",",    ",",          ",",     "\n",       "\r\n", "\r",           "\"",
        "\"\"", "\xE5",       "\x80",  "\xFF",     "企业", "\xC6\xF3",     "年度",
        kCode,  "2025",       "-1",    "1e9",      "=1+1", "\x00",         " ",
        "\t",   "2025-02-30", "0.001", "信用代码", "￥",   "\xEF\xBB\xBF", "99999999999999999999",
        "是",   "2025/1/1"};
    static const std::string kHeadings[] = {"", "信用代码,年度,销售收入(万元),职工总数,来源部门\n",
                                            "credit_code,year,staff,source\r\n", "信用代码,年度\n"};
    std::string content = kHeadings[Below(std::size(kHeadings))];
    const size_t pieces = Below(120);
    for (size_t i = 0; i < pieces; ++i) content += kPieces[Below(std::size(kPieces))];
    return content;
  }

  std::mt19937_64 random_;
};

TEST_F(CsvFuzz, EveryRowIsGivenAtFaultOrBlank) {
  const uint64_t seed = FromEnvironment("JIFEN_FUZZ_SEED", std::random_device{}());
  const uint64_t rounds = FromEnvironment("JIFEN_FUZZ_ROUNDS", kRounds);
  std::cout << "seed " << seed << ", " << rounds << " rounds\n";
  random_.seed(seed);
  for (uint64_t round = 0; round < rounds; ++round) {
    const std::string content = Content();
    Write("annual_reports.csv", content);
    const Reading reading = ReadAll();
    FaultReport report;
    for (const RowFault& fault : reading.faults) report.Add(fault);
    int64_t before = 0;
    for (const SourcedRow& row : reading.rows) {
      EXPECT_GT(row.where.row, before);
      before = row.where.row;
      EXPECT_EQ(row.row.record().payload_case(), v1::Record::kAnnualReport);
      // A message with text that is no UTF-8 would not be one.
      EXPECT_TRUE(v1::ImportRow().ParseFromString(row.row.SerializeAsString()));
    }
    EXPECT_FALSE(report.Format().empty());
    ASSERT_FALSE(HasFailure()) << "seed " << seed << " round " << round;
  }
}

}  // namespace
}  // namespace jifen::tools::table_import
