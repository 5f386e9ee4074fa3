#include "tools/table_import/fault_report.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/tools/table_import/folder_fixture.h"

namespace jifen::tools::table_import {
namespace {

class FaultReportWrite : public FolderTest {};

RowFault Fault(int file_order, int64_t row, std::string value) {
  return {.file = absl::StrCat("f", file_order, ".csv"),
          .row = row,
          .column = "年度",
          .value = std::move(value),
          .reason = v1::REASON_CELL_INVALID,
          .expected = "整数",
          .file_order = file_order};
}

TEST(FaultReportFormat, HasTheseBytes) {
  FaultReport report;
  report.Add(Fault(1, 3, "x,\"y\"\nz"));
  report.Add(
      {.file = "a.csv", .column = "颜色", .reason = v1::REASON_COLUMN_UNKNOWN, .warning = true});
  report.Add(Fault(1, 2, "5年"));
  EXPECT_EQ(report.faults(), 2);
  EXPECT_EQ(report.warnings(), 1);
  EXPECT_EQ(report.Format(),
            "\xEF\xBB\xBF文件,行,列,值,原因,应为\r\n"
            "a.csv,,颜色,,提示 / note: 列名无法识别 / a heading is not known "
            "(COLUMN_UNKNOWN),\r\n"
            "f1.csv,2,年度,5年,单元格无法识别 / the cell cannot be read (CELL_INVALID),整数\r\n"
            "f1.csv,3,年度,\"x,\"\"y\"\"\nz\",单元格无法识别 / the cell cannot be read "
            "(CELL_INVALID),整数\r\n");
}

TEST(FaultReportFormat, TellsATableThatIsNotReadFromAHeading) {
  FaultReport report;
  report.Add({.file = "a.xlsx/贷款",
              .reason = v1::REASON_COLUMN_UNKNOWN,
              .expected = "未隐藏的工作表",
              .warning = true,
              .unread = true});
  report.Add({.file = "填表说明.csv", .reason = v1::REASON_COLUMN_UNKNOWN, .warning = true});
  EXPECT_EQ(report.Format(),
            "\xEF\xBB\xBF文件,行,列,值,原因,应为\r\n"
            "a.xlsx/贷款,,,,提示 / note: 此文件或工作表未读取 / this file or sheet is not read "
            "(COLUMN_UNKNOWN),未隐藏的工作表\r\n"
            "填表说明.csv,,,,提示 / note: 此表为说明，无需导入 / notes; there is nothing to load "
            "(COLUMN_UNKNOWN),\r\n");
}

TEST(FaultReportFormat, LetsNoCellBeAFormula) {
  for (const char* value :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"}) {
    FaultReport report;
    report.Add(Fault(0, 2, value));
    EXPECT_TRUE(absl::StrContains(report.Format(), absl::StrCat("'", value))) << value;
  }
}

TEST(FaultReportFormat, CountsWhatItDoesNotList) {
  FaultReport report;
  for (int64_t row = 0; row < kReportRowsMax + 7; ++row) report.Add(Fault(0, row + 2, "x"));
  EXPECT_EQ(report.faults(), kReportRowsMax + 7);
  EXPECT_TRUE(absl::EndsWith(report.Format(), ",,,,另有 7 条未列出 / 7 more not listed,\r\n"));
}

TEST_F(FaultReportWrite, ReplacesTheFileWhole) {
  Write("report.csv", FaultReport().Format() + "old");
  FaultReport report;
  report.Add(Fault(0, 2, "x"));
  ASSERT_TRUE(report.Write(folder_ / "report.csv").ok());
  std::ifstream file(folder_ / "report.csv", std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  EXPECT_EQ(content.str(), report.Format());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "report.csv.new"));
  EXPECT_EQ(report.Write(folder_ / "none" / "report.csv").code(), absl::StatusCode::kUnavailable);
}

// Such as the table that is imported.
TEST_F(FaultReportWrite, LeavesAFileThatIsNoReport) {
  Write("table.csv", "信用代码,年度\n");
  EXPECT_EQ(CheckReportPlace(folder_ / "table.csv").code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(FaultReport().Write(folder_ / "table.csv").code(), absl::StatusCode::kUnavailable);
  std::ifstream file(folder_ / "table.csv", std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  EXPECT_EQ(content.str(), "信用代码,年度\n");
  Write("empty.csv", "");
  EXPECT_TRUE(CheckReportPlace(folder_ / "empty.csv").ok());
}

TEST(ReasonText, IsInBothLanguagesForWhatARowCanGet) {
  for (const v1::Reason reason :
       {v1::REASON_FIELD_REQUIRED, v1::REASON_TEXT_INVALID, v1::REASON_OUT_OF_RANGE,
        v1::REASON_NEGATIVE_AMOUNT, v1::REASON_PART_EXCEEDS_WHOLE, v1::REASON_UNKNOWN_ENUM,
        v1::REASON_DATE_INVALID, v1::REASON_PERIOD_REVERSED, v1::REASON_CREDIT_CODE_INVALID,
        v1::REASON_PATENT_NUMBER_INVALID, v1::REASON_CODE_INVALID, v1::REASON_TOO_LARGE,
        v1::REASON_ENTERPRISE_UNKNOWN, v1::REASON_DUPLICATE_RECORD, v1::REASON_CELL_INVALID,
        v1::REASON_COLUMN_MISSING, v1::REASON_COLUMN_UNKNOWN, v1::REASON_ENCODING_UNKNOWN,
        v1::REASON_CSV_MALFORMED}) {
    EXPECT_TRUE(absl::StrContains(ReasonText({.reason = reason}), " / "))
        << v1::Reason_Name(reason);
  }
  EXPECT_EQ(ReasonText({.reason = v1::REASON_STORE_FULL}), "STORE_FULL");
}

}  // namespace
}  // namespace jifen::tools::table_import
