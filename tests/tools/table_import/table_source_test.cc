#include "tools/table_import/table_source.h"

#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tools/table_import/encoding.h"

namespace jifen::tools::table_import {
namespace {

using model::FormatDate;

class TableSourceNext : public FolderTest {};

std::string Enterprises() {
  return absl::StrCat("统一社会信用代码,企业名称,行政区划代码,行业代码,成立日期,居民企业\r\n",
                      kCode, ",咸宁甲公司,421202,C3971,2015/3/1,是\r\n", kOtherCode,
                      ",咸宁乙公司,421281,I6513,,\r\n");
}

TEST_F(TableSourceNext, GivesRegisterEntriesWithProfilesFirst) {
  Write("年度报表.csv",
        absl::StrCat("统一社会信用代码,年度,销售收入(万元)\n", kCode, ",2025,5000\n"));
  Write("企业.csv", Enterprises());
  const Reading reading = ReadAll();
  EXPECT_TRUE(reading.faults.empty());
  ASSERT_EQ(reading.rows.size(), 3U);
  const v1::ImportRow& first = reading.rows[0].row;
  EXPECT_EQ(first.enterprise().name(), "咸宁甲公司");
  EXPECT_EQ(FormatDate(first.enterprise().founded()), "2015-03-01");
  EXPECT_EQ(first.record().enterprise_id(), kCode);
  EXPECT_TRUE(first.record().profile().resident());
  EXPECT_FALSE(first.record().profile().has_own_brand());
  EXPECT_EQ(first.record().record_id(), "profile");
  EXPECT_EQ(FormatDate(first.record().valid_from()), "2015-03-01");
  // No cell of the profile is filled: there is nothing to record.
  EXPECT_EQ(reading.rows[1].row.enterprise().enterprise_id(), kOtherCode);
  EXPECT_FALSE(reading.rows[1].row.has_record());
  const v1::Record& report = reading.rows[2].row.record();
  EXPECT_FALSE(reading.rows[2].row.has_enterprise());
  EXPECT_EQ(report.annual_report().sales_fen(), 5'000'000'000);
  EXPECT_FALSE(report.annual_report().has_revenue_fen());
  EXPECT_EQ(report.record_id(), "2025@咸宁市科学技术局");
  EXPECT_EQ(FormatDate(report.valid_from()), "2025-12-31");
  EXPECT_EQ(report.provenance().source_department(), "咸宁市科学技术局");
  EXPECT_EQ(report.provenance().source_reference(), "年度报表.csv:2");
  EXPECT_EQ(report.provenance().submitted_by(), "clerk");
}

TEST_F(TableSourceNext, GivesTheSameRowsInEveryEncoding) {
  const std::string utf8 = Enterprises();
  std::vector<std::string> rows[3];
  const std::string contents[] = {
      utf8, absl::StrCat("\xEF\xBB\xBF", utf8),
      // The same as GB18030, from another converter.
      "\xCD\xB3\xD2\xBB\xC9\xE7\xBB\xE1\xD0\xC5\xD3\xC3\xB4\xFA\xC2\xEB,"
      "\xC6\xF3\xD2\xB5\xC3\xFB\xB3\xC6,"
      "\xD0\xD0\xD5\xFE\xC7\xF8\xBB\xAE\xB4\xFA\xC2\xEB,"
      "\xD0\xD0\xD2\xB5\xB4\xFA\xC2\xEB,\xB3\xC9\xC1\xA2\xC8\xD5\xC6\xDA,"
      "\xBE\xD3\xC3\xF1\xC6\xF3\xD2\xB5\r\n"
      "914212020000000197,\xCF\xCC\xC4\xFE\xBC\xD7\xB9\xAB\xCB\xBE,421202,"
      "C3971,2015/3/1,\xCA\xC7\r\n"
      "91421202000000000A,\xCF\xCC\xC4\xFE\xD2\xD2\xB9\xAB\xCB\xBE,421281,"
      "I6513,,\r\n"};
  for (int i = 0; i < 3; ++i) {
    Write("企业.csv", contents[i]);
    for (const SourcedRow& row : ReadAll().rows) rows[i].push_back(row.row.DebugString());
  }
  ASSERT_EQ(rows[0].size(), 2U);
  EXPECT_EQ(rows[1], rows[0]);
  EXPECT_EQ(rows[2], rows[0]);
}

TEST_F(TableSourceNext, ReadsAmountsByTheUnitInTheHeading) {
  struct Row {
    const char* heading;
    const char* cell;
    int64_t fen;
  };
  const Row rows[] = {
      {"销售收入(元)", "12.34", 1234},         {"销售收入（元）", "12.34", 1234},
      {"销售收入(万元)", "0.01", 10'000},      {" 销售收入 （万元） ", "0.000001", 1},
      {"*销售收入（万元）", "1", 1'000'000},   {"销售收入(千元)", "1.00001", 100'001},
      {"销售收入(亿元)", "1", 10'000'000'000}, {"销售额(万元)", "2", 2'000'000},
      {"sales_yuan", "12.34", 1234},           {"Sales (yuan)", "12.34", 1234},
      {"Sales (wan yuan)", "0.01", 10'000},    {"sales_wan_yuan", "0.01", 10'000},
      {"SALES_WAN", "1", 1'000'000},           {"sales_thousand_yuan", "1", 100'000},
  };
  for (const Row& row : rows) {
    Write("annual_reports.csv",
          absl::StrCat("credit_code,year,", row.heading, "\n", kCode, ",2025,", row.cell, "\n"));
    const Reading reading = ReadAll();
    ASSERT_EQ(reading.rows.size(), 1U) << row.heading;
    EXPECT_EQ(reading.rows[0].row.record().annual_report().sales_fen(), row.fen) << row.heading;
  }
}

TEST_F(TableSourceNext, RefusesAnAmountWithoutItsUnit) {
  Write("annual_reports.csv", absl::StrCat("credit_code,year,销售收入\n", kCode, ",2025,1\n"));
  const Reading reading = ReadAll();
  EXPECT_TRUE(reading.rows.empty());
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_COLUMN_UNKNOWN);
  EXPECT_FALSE(reading.faults[0].warning);
  EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, "销售收入(万元)"));
}

TEST_F(TableSourceNext, RefusesOneFieldFromTwoColumns) {
  Write("annual_reports.csv",
        absl::StrCat("credit_code,year,销售收入(元),销售收入(万元)\n", kCode, ",2025,1,1\n"));
  const Reading reading = ReadAll();
  EXPECT_TRUE(reading.rows.empty());
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].column, "销售收入(万元)");
}

TEST_F(TableSourceNext, NamesMissingAndUnknownColumns) {
  Write("annual_reports.csv", absl::StrCat("credit_code,颜色,sales_yuan\n", kCode, ",红,1\n"));
  const Reading reading = ReadAll();
  EXPECT_TRUE(reading.rows.empty());
  ASSERT_EQ(reading.faults.size(), 2U);
  EXPECT_EQ(reading.faults[0].column, "颜色");
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_COLUMN_UNKNOWN);
  EXPECT_FALSE(reading.faults[0].warning);
  EXPECT_EQ(reading.faults[1].column, "年度");
  EXPECT_EQ(reading.faults[1].reason, v1::REASON_COLUMN_MISSING);
  EXPECT_FALSE(reading.faults[1].warning);
}

TEST_F(TableSourceNext, SaysWhatToDoAboutAColumnThatIsNotKnown) {
  struct Row {
    const char* heading;
    const char* said;
  };
  const Row rows[] = {
      {"职工总数人", "（可能是“职工总数”）"},
      {"职工总数人", " (perhaps staff); or"},
      {"年度销售收入(万元)", "（可能是“销售收入(万元)”）"},
      {"年度销售收入(万元)", " (perhaps sales with its unit); or"},
      {"年度销售收入", "（可能是“销售收入(单位)”）"},
      {"营业收入（百万元）",
       "金额单位只能是 元、千元、万元、亿元，没有“百万元”：请换算本列数值后再改列名"},
      {"营业收入（百万元）", "convert the amounts before you change the heading"},
      {"颜色", "docs/import.md 中的列名；或用 --mapping"},
      {"颜色",
       "a heading of docs/import.md; or say what it is with --mapping; or leave the "
       "column out with --ignore-unknown-columns"}};
  for (const Row& row : rows) {
    Write("年度报表.csv", absl::StrCat("信用代码,年度,", row.heading, "\n", kCode, ",2025,1\n"));
    const Reading reading = ReadAll();
    ASSERT_EQ(reading.faults.size(), 1U);
    EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, row.said))
        << reading.faults[0].expected;
  }
}

TEST_F(TableSourceNext, NamesTheSignThatAFileIsSeparatedBy) {
  const std::pair<const char*, const char*> rows[] = {{"\t", "separated by tabs"},
                                                      {";", "separated by semicolons"},
                                                      {"；", "此文件以全角分号"},
                                                      {"，", "此文件以全角逗号"}};
  for (const auto& [sign, said] : rows) {
    Write("年度报表.csv", absl::StrCat("信用代码", sign, "年度\n", kCode, sign, "2025\n"));
    const Reading reading = ReadAll();
    EXPECT_TRUE(reading.rows.empty());
    ASSERT_EQ(reading.faults.size(), 1U) << said;
    EXPECT_EQ(reading.faults[0].reason, v1::REASON_CSV_MALFORMED);
    EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, said)) << reading.faults[0].expected;
  }
}

// Taken as it is, it would empty the columns that it lacks.
TEST_F(TableSourceNext, RefusesARowThatWasCutOff) {
  Write("年度报表.csv", absl::StrCat("信用代码,年度,职工总数,\n", kCode, ",2025\n", kCode,
                                     ",2024,\n", kCode, ",2023,7,\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].row, 2);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_CSV_MALFORMED);
  EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, "as many cells as headings: 3"));
  EXPECT_EQ(reading.rows.size(), 2U);
}

TEST_F(TableSourceNext, ReadsCodesInSmallLetters) {
  Write("企业.csv",
        "信用代码,名称,区划代码,行业代码,成立日期,自主品牌\n"
        "91421202000000000a,甲,421202,c3971,2015-01-01,是\n");
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].row.enterprise().enterprise_id(), kOtherCode);
  EXPECT_EQ(reading.rows[0].row.record().enterprise_id(), kOtherCode);
  EXPECT_EQ(reading.rows[0].row.enterprise().industry_code(), "C3971");
}

TEST_F(TableSourceNext, SaysWhatToWriteIntoACellForANumber) {
  Write("年度报表.csv",
        absl::StrCat("信用代码,年度,销售收入(万元)\n", kCode, ",2025,-\n", kCode, ",2024,500元\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.faults.size(), 2U);
  EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, "确实没有才填 0"));
  EXPECT_TRUE(absl::StrContains(reading.faults[1].expected, "此列以万元为单位"));
}

TEST_F(TableSourceNext, IgnoresUnknownColumnsOnlyWhenAsked) {
  Write("annual_reports.csv", absl::StrCat("credit_code,颜色,year,,staff\n", kCode, ",红,2025,,1\n",
                                           kCode, ",红,2024,x,1\n"));
  EXPECT_TRUE(ReadAll().rows.empty());
  const Reading reading = ReadAll({.source_department = "局", .ignore_unknown_columns = true});
  EXPECT_EQ(reading.rows.size(), 2U);
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_TRUE(reading.faults[0].warning);
  EXPECT_EQ(reading.faults[0].column, "颜色");
  EXPECT_NE(ReadAll().import_id, reading.import_id);
}

TEST_F(TableSourceNext, RefusesACellUnderNoHeading) {
  Write("annual_reports.csv",
        absl::StrCat("credit_code,year,,staff\n", kCode, ",2025,,1\n", kCode, ",2024,x,1\n"));
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.rows.size(), 1U);
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_COLUMN_UNKNOWN);
  EXPECT_EQ(reading.faults[0].row, 3);
  EXPECT_EQ(reading.faults[0].value, "x");
}

TEST_F(TableSourceNext, SaysWhereTheHeadingsAreIfTitlesStandAboveThem) {
  Write("年度报表.csv", absl::StrCat("咸宁市科技型企业年度报表,,\n填报单位：科技局,,单位：万元\n",
                                     "信用代码,年度,职工总数\n", kCode, ",2025,10\n"));
  const Reading reading = ReadAll();
  EXPECT_TRUE(reading.rows.empty());
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_HEADER_NOT_FIRST);
  EXPECT_EQ(reading.faults[0].row, 3);
  EXPECT_FALSE(reading.faults[0].warning);
  EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, "row 3"));
}

TEST_F(TableSourceNext, RefusesAFileThatChangesItsEncoding) {
  std::string content = "信用代码,企业名称,区划代码,行业代码\n";
  for (int i = 0; i < 10; ++i) absl::StrAppend(&content, "code", i, ",咸宁公司,421202,C3971\n");
  // 企业名称 in GB18030.
  absl::StrAppend(&content, "code10,\xC6\xF3\xD2\xB5\xC3\xFB\xB3\xC6,421202,C3971\n");
  Write("企业.csv", content);
  const Reading reading = ReadAll();
  EXPECT_TRUE(reading.rows.empty());
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_ENCODING_MIXED);
  EXPECT_EQ(reading.faults[0].row, 12);
}

TEST_F(TableSourceNext, KeepsTheReportsOfTwoDepartmentsAndTwoMeaningsApart) {
  Write("年度报表.csv",
        absl::StrCat("信用代码,年度,来源部门,口径,研发费用(万元)\n", kCode,
                     ",2024,税务局,加计扣除口径,1\n", kCode, ",2024年,统计局,统计口径,2\n", kCode,
                     ",2024,统计局,,\n", kCode, ",2024,,,\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 4U);
  EXPECT_EQ(reading.rows[0].row.record().record_id(), "2024@税务局@tax_deduction");
  EXPECT_EQ(reading.rows[1].row.record().record_id(), "2024@统计局@statistics");
  EXPECT_EQ(reading.rows[1].row.record().provenance().basis(), v1::RD_BASIS_STATISTICS);
  EXPECT_EQ(reading.rows[2].row.record().record_id(), "2024@统计局");
  EXPECT_EQ(reading.rows[3].row.record().record_id(), "2024@咸宁市科学技术局");
}

TEST_F(TableSourceNext, ReadsFullWidthCodesAndLeavesNamesAsTheyAre) {
  Write("企业.csv",
        "信用代码,企业名称,区划代码,行业代码\n９１４２１２０２０００００００１９７,甲（武汉）公司,"
        "４２１２０２,Ｃ３９７１\n");
  Write("技术合同.csv", absl::StrCat("信用代码,合同登记号,合同类型,签订日期\n", kCode,
                                     ",鄂（2024）7,技术开发,2025年3月1日\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 2U);
  EXPECT_EQ(reading.rows[0].row.enterprise().enterprise_id(), kCode);
  EXPECT_EQ(reading.rows[0].row.enterprise().industry_code(), "C3971");
  EXPECT_EQ(reading.rows[0].row.enterprise().name(), "甲（武汉）公司");
  EXPECT_EQ(reading.rows[1].row.record().technology_contract().number(), "鄂（2024）7");
}

TEST_F(TableSourceNext, ReadsMarksOfExperts) {
  Write("专家评分.csv",
        absl::StrCat("信用代码,方案编号,指标编号,评分,评审组,评审日期\n", kCode,
                     ",high-tech-2016,technology_advancement,6.5,甲组,2025.3.1\n", kCode,
                     ",high-tech-2016,technology_advancement,65%,乙组,2025.3.1\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 1U);
  const v1::Record& record = reading.rows[0].row.record();
  EXPECT_EQ(record.record_id(), "high-tech-2016|technology_advancement|甲组");
  EXPECT_EQ(record.expert_mark().points_hundredths(), 650);
  EXPECT_EQ(FormatDate(record.valid_from()), "2025-03-01");
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_CELL_INVALID);
}

TEST_F(TableSourceNext, WantsASourceFromTheColumnOrTheOption) {
  Write("annual_reports.csv", absl::StrCat("credit_code,year\n", kCode, ",2025\n"));
  ASSERT_EQ(ReadAll({}).faults.size(), 1U);
  EXPECT_EQ(ReadAll({}).faults[0].reason, v1::REASON_COLUMN_MISSING);
  Write("annual_reports.csv", absl::StrCat("credit_code,year,来源部门\n", kCode,
                                           ",2025,咸宁市税务局\n", kCode, ",2024,\n"));
  const Reading reading = ReadAll({});
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].row.record().provenance().source_department(), "咸宁市税务局");
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(reading.faults[0].row, 3);
  EXPECT_EQ(ReadAll().rows[1].row.record().provenance().source_department(), "咸宁市科学技术局");
}

TEST_F(TableSourceNext, NumbersRowsAsASpreadsheetDoes) {
  Write("技术合同.csv",
        absl::StrCat("统一社会信用代码,合同登记号,合同类型,签订日期,合同名称\r\n", kCode,
                     ",1,技术开发,2025-01-02,\"甲乙\r\n二期\"\r\n\r\n,,,,\r\n", kCode,
                     ",2,技术开发,2025-13-02,丙\r\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].where.row, 2);
  EXPECT_EQ(reading.rows[0].row.record().technology_contract().title(), "甲乙 二期");
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].row, 5);
  EXPECT_EQ(reading.faults[0].column, "签订日期");
  EXPECT_EQ(reading.faults[0].value, "2025-13-02");
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_DATE_INVALID);
}

TEST_F(TableSourceNext, LeavesDuplicatesToTheServerThatKnowsWhichRowsItTook) {
  Write("年度报表-1.csv", absl::StrCat("信用代码,年度\n", kCode, ",2025\n", kOtherCode, ",2025\n"));
  Write("年度报表-2.csv", absl::StrCat("信用代码,年度\n", kCode, ",2025\n", kCode, ",2024\n"));
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.rows.size(), 4U);
  EXPECT_TRUE(reading.faults.empty());
}

TEST_F(TableSourceNext, KeepsOfARowInFlightOnlyWhatAReportShows) {
  Write("技术合同.csv",
        absl::StrCat("统一社会信用代码,合同登记号,合同类型,签订日期,合同名称,备注\n", kCode,
                     ",1,技术开发,2025-01-02,", std::string(1000, 'x'), ",",
                     std::string(100'000, 'y'), "\n"));
  const Reading reading = ReadAll({.source_department = "局", .ignore_unknown_columns = true});
  ASSERT_EQ(reading.rows.size(), 1U);
  const std::vector<std::string>& cells = reading.rows[0].where.cells;
  EXPECT_EQ(reading.rows[0].row.record().technology_contract().title().size(), 1000U);
  ASSERT_EQ(cells.size(), 6U);
  EXPECT_EQ(cells[4], std::string(kValueBytesMax - 3, 'x') + "...");
  EXPECT_EQ(cells[5], "");  // a column that is not read
}

TEST_F(TableSourceNext, CutsTheValueOfAFaultAtACharacter) {
  std::string words;
  for (int i = 0; i < 200; ++i) words += "约";
  Write("年度报表.csv", absl::StrCat("信用代码,年度\n", kCode, ",", words, "\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].value, words.substr(0, 195) + "...");
}

TEST_F(TableSourceNext, KnowsAPatentByItsDigits) {
  Write("知识产权.csv", absl::StrCat("信用代码,知识产权类别,申请号,申请日,授权公告日\n", kCode,
                                     ",发明专利,ZL201710601862.3,2017-07-21,2019-05-01\n", kCode,
                                     ",发明专利,2017106018623,2017-07-21,\n", kCode,
                                     ",软件著作权,2017SR106018,,\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 2U);
  const v1::Record& record = reading.rows[0].row.record();
  EXPECT_EQ(record.record_id(), "2017106018623");
  EXPECT_EQ(reading.rows[1].row.record().record_id(), "2017106018623");
  EXPECT_EQ(record.intellectual_property().number(), "ZL201710601862.3");
  EXPECT_EQ(FormatDate(record.valid_from()), "2019-05-01");
  // Neither granted nor filed: nobody knows from when on the right holds.
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(reading.faults[0].column, "授权公告日");
}

TEST_F(TableSourceNext, ReportsOneBrokenRowOfMany) {
  std::string content = "信用代码,企业名称,区划代码,行业代码\n";
  for (int i = 0; i < 20; ++i) absl::StrAppend(&content, "code", i, ",甲,421202,C3971\n");
  Write("企业.csv",
        absl::StrCat(content, "code20,甲\xE5,421202,C3971\n", "code21,a\"b,421202,C3971\n",
                     "code22,乙,421202,C3971,多余\n", "code23,乙\x01丙,421202,C3971\n", "code24,",
                     std::string(kCellBytesMax + 1, 'x'), ",421202,C3971\n", "code25,",
                     std::string(kCellBytesMax, 'x'), ",421202,C3971\n"));
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.rows.size(), 21U);
  ASSERT_EQ(reading.faults.size(), 5U);
  const v1::Reason reasons[] = {v1::REASON_TEXT_INVALID, v1::REASON_CSV_MALFORMED,
                                v1::REASON_CSV_MALFORMED, v1::REASON_TEXT_INVALID,
                                v1::REASON_TOO_LARGE};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(reading.faults[i].reason, reasons[i]) << i;
    EXPECT_EQ(reading.faults[i].row, static_cast<int64_t>(22 + i));
  }
  EXPECT_EQ(reading.faults[0].value, "甲\xEF\xBF\xBD");
}

TEST_F(TableSourceNext, SkipsARowBeyondTwoMebibytes) {
  Write("年度报表.csv",
        absl::StrCat("信用代码,年度,备注\n", kCode, ",2025,", std::string(kRowBytesMax, 'x'), "\n",
                     kOtherCode, ",2025,y\n"));
  const Reading reading = ReadAll({.source_department = "局", .ignore_unknown_columns = true});
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].where.row, 3);
  ASSERT_EQ(reading.faults.size(), 2U);
  EXPECT_TRUE(reading.faults[0].warning);
  EXPECT_EQ(reading.faults[1].reason, v1::REASON_TOO_LARGE);
  EXPECT_EQ(reading.faults[1].row, 2);
  EXPECT_LE(reading.faults[1].value.size(), 200U);
}

TEST_F(TableSourceNext, RefusesFilesThatAreNoTables) {
  Write("企业.csv", Enterprises());
  Write("年度报表.csv", std::string_view("\xFF\xFE\x01\x4F", 4));
  Write("贷款.csv", "");
  Write("通讯录.csv", "随便\n");
  Write("~$企业.csv", "x");
  Write("readme.txt", "x");
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.rows.size(), 2U);
  ASSERT_EQ(reading.faults.size(), 3U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_ENCODING_UNKNOWN);
  EXPECT_EQ(reading.faults[1].reason, v1::REASON_CSV_MALFORMED);
  EXPECT_EQ(reading.faults[2].file, "通讯录.csv");
  EXPECT_TRUE(reading.faults[2].warning);
  EXPECT_TRUE(reading.faults[2].unread);
}

TEST_F(TableSourceNext, PassesOverAFileOfNotesWithAHintAlone) {
  Write("企业.csv", Enterprises());
  Write("填表说明.csv", "请于月底前报送\n");
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.rows.size(), 2U);
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].file, "填表说明.csv");
  EXPECT_TRUE(IsOfNotes(reading.faults[0]));
  EXPECT_EQ(reading.faults[0].expected, "");
}

TEST_F(TableSourceNext, TakesARecordIdAndPeriodFromTheirColumns) {
  Write("资质.csv",
        absl::StrCat("信用代码,记录编号,资质类型,发证日期,有效期起,证书有效期至,核验状态\n", kCode,
                     ",zz-7,高新技术企业,2023-11-14,2023-12-01,2026-11-30,已核验\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 1U);
  const v1::Record& record = reading.rows[0].row.record();
  EXPECT_EQ(record.record_id(), "zz-7");
  EXPECT_EQ(FormatDate(record.valid_from()), "2023-12-01");
  EXPECT_EQ(FormatDate(record.valid_to()), "2026-11-30");
  EXPECT_EQ(record.provenance().verification(), v1::VERIFICATION_STATE_VERIFIED);
}

TEST_F(TableSourceNext, ShortensLongKeysWithoutLosingTheDifference) {
  std::string name;
  for (int i = 0; i < 60; ++i) name += "研";
  Write("智能工厂.csv", absl::StrCat("信用代码,智能工厂等级,工厂名称,认定日期\n", kCode, ",基础级,",
                                     name, "甲,2024-01-01\n", kCode, ",基础级,", name,
                                     "乙,2024-01-01\n", kCode, ",基础级,a|b%,2024-01-01\n"));
  const Reading reading = ReadAll();
  ASSERT_EQ(reading.rows.size(), 3U);
  for (const SourcedRow& row : reading.rows) EXPECT_LE(row.row.record().record_id().size(), 120U);
  EXPECT_NE(reading.rows[0].row.record().record_id(), reading.rows[1].row.record().record_id());
  EXPECT_EQ(reading.rows[2].row.record().record_id(), "basic|a%7Cb%25");
}

TEST_F(TableSourceNext, NamesTheImportByItsContent) {
  Write("企业.csv", Enterprises());
  const std::string id = ReadAll().import_id;
  EXPECT_EQ(id.size(), 64U);
  EXPECT_EQ(ReadAll().import_id, id);
  EXPECT_NE(ReadAll({.source_department = "别的部门"}).import_id, id);
  Write("说明.csv", "x");
  EXPECT_EQ(ReadAll().import_id, id);
  Write("企业.csv", Enterprises() + "\n");
  EXPECT_NE(ReadAll().import_id, id);
}

TEST_F(TableSourceNext, IsNotFoundWithoutTables) {
  EXPECT_EQ(TableSource::Open(folder_, {}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(TableSource::Open(folder_ / "none", {}).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace jifen::tools::table_import
