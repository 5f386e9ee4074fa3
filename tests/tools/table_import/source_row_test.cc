#include "tools/table_import/source_row.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/tools/table_import/folder_fixture.h"

namespace jifen::tools::table_import {
namespace {

class SourceRowLocate : public FolderTest {
 protected:
  RowFault At(const std::string& path, const std::string& want = "at most 5") {
    const Reading reading = ReadAll();
    EXPECT_EQ(reading.rows.size(), 1U);
    v1::ErrorDetail detail;
    detail.set_reason(v1::REASON_PART_EXCEEDS_WHOLE);
    detail.set_path(path);
    detail.set_got("9");
    detail.set_want(want);
    return Locate(reading.rows.at(0).where, detail);
  }
};

TEST_F(SourceRowLocate, FindsTheCellThatGaveTheField) {
  Write("年报.csv", absl::StrCat("科技人员数,信用代码,职工总数,会计年度,研发投入（万元）\n9,",
                                 kCode, ",5,2025,1.5\n"));
  struct Row {
    const char* path;
    const char* column;
    const char* value;
  };
  const Row rows[] = {
      {"record.annual_report.sci_tech_staff", "科技人员数", "9"},
      {"rows[3].record.annual_report.staff", "职工总数", "5"},
      {"record.annual_report.rd_expense_fen", "研发投入（万元）", "1.5"},
      {"record.enterprise_id", "信用代码", kCode},
      // Not in the file: what their default is made of.
      {"record.valid_from", "会计年度", "2025"},
      {"record.valid_from.year", "会计年度", "2025"},
      {"record.record_id", "会计年度", "2025"},
  };
  for (const Row& row : rows) {
    const RowFault fault = At(row.path);
    EXPECT_EQ(fault.file, "年报.csv") << row.path;
    EXPECT_EQ(fault.row, 2) << row.path;
    EXPECT_EQ(fault.column, row.column) << row.path;
    EXPECT_EQ(fault.value, row.value) << row.path;
    EXPECT_EQ(fault.reason, v1::REASON_PART_EXCEEDS_WHOLE);
    const bool money = std::string(row.path).ends_with("_fen");
    EXPECT_EQ(fault.expected,
              money ? "不超过 0.000005 万元 / at most 0.000005 wan yuan" : "不超过 5 / at most 5");
  }
}

TEST_F(SourceRowLocate, SaysThePathThatNoColumnGave) {
  Write("年报.csv", absl::StrCat("信用代码,会计年度\n", kCode, ",2025\n"));
  const RowFault fault = At("record.provenance.basis");
  EXPECT_EQ(fault.column, "");
  EXPECT_EQ(fault.value, "9");
  EXPECT_EQ(fault.expected, "研发口径：不超过 5 / record.provenance.basis: at most 5");
}

TEST_F(SourceRowLocate, SpeaksOfTheColumnsAndTheirUnits) {
  Write("年报.csv", absl::StrCat("信用代码,会计年度,销售额（万元）,营业收入(元),职工总数\n", kCode,
                                 ",2025,1.5,7,5\n"));
  struct Row {
    const char* path;
    const char* want;
    const char* expected;
  };
  const Row rows[] = {
      {"record.annual_report.sales_fen", "an amount in fen, not negative",
       "不小于 0 万元的金额 / an amount of 0 wan yuan or more"},
      {"record.annual_report.revenue_fen", "an amount in fen, not negative",
       "不小于 0 元的金额 / an amount of 0 yuan or more"},
      {"record.annual_report.sales_fen", "at most revenue_fen, 123456700",
       "不超过营业收入(元)（123.4567 万元） / at most 营业收入(元), 123.4567 wan yuan"},
      {"record.annual_report.rd_staff", "at most staff, 5",
       "研发人员：不超过职工总数（5） / record.annual_report.rd_staff: at most 职工总数, 5"},
      {"record.annual_report.staff", "0 to 100", "0 至 100 / 0 to 100"},
      {"record.annual_report.staff", "one of LEVEL_NATIONAL, LEVEL_COUNTY",
       "其中之一：国家级、县级 / one of national, county"},
  };
  for (const Row& row : rows) EXPECT_EQ(At(row.path, row.want).expected, row.expected);
}

TEST_F(SourceRowLocate, SaysTheRangeOfPercentagesInPercent) {
  Write("贷款.csv", absl::StrCat("信用代码,合同编号,金融机构,年利率(%),放款日期\n", kCode,
                                 ",L1,甲银行,3.45,2025-01-01\n"));
  EXPECT_EQ(At("record.loan.rate_basis_points", "0 to 10000").expected, "0 至 100 % / 0 to 100 %");
}

TEST_F(SourceRowLocate, FindsTheRegisterEntryBehindTheRecord) {
  Write("企业.csv", absl::StrCat("信用代码,名称,区划代码,行业代码,成立日期,自主品牌\n", kCode,
                                 ",甲,421202,C3971,2015-01-01,是\n"));
  EXPECT_EQ(At("enterprise.area_code").column, "区划代码");
  EXPECT_EQ(At("record.enterprise_id").column, "信用代码");
  EXPECT_EQ(At("record.valid_from").column, "成立日期");
  EXPECT_EQ(At("enterprise.founded.day").column, "成立日期");
}

}  // namespace
}  // namespace jifen::tools::table_import
