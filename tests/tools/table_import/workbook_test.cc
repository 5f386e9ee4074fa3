// Workbooks as tables: what their cells say, and what they must not do.
#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include "absl/strings/match.h"
#include "proto/model/calendar.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tests/tools/table_import/zip_fixture.h"

namespace jifen::tools::table_import {
namespace {

using model::FormatDate;

class Workbooks : public FolderTest {
 protected:
  Reading Read(const WorkbookXml& book, const std::string& name = "a.xlsx") {
    WriteZip(folder_ / name, PartsOf(book));
    return ReadAll(folder_ / name, {.source_department = "咸宁市科学技术局"});
  }

  // The sheet of annual reports with headings in row 1.
  static WorkbookXml Reports(const std::string& rows, const std::string& after = "") {
    return {
        .sheets = {{.name = "年度报表",
                    .rows = absl::StrCat(
                        Row(1, absl::StrCat(Text("A1", "统一社会信用代码"), Text("B1", "年度"),
                                            Text("C1", "销售收入(万元)"), Text("D1", "职工总数"))),
                        rows),
                    .after = after}}};
  }

  static std::string Report(int row, const std::string& cells, int year = 2024) {
    return Row(row, absl::StrCat(Text(absl::StrCat("A", row), kCode),
                                 Number(absl::StrCat("B", row), absl::StrCat(year)), cells));
  }
};

TEST_F(Workbooks, AreReadAsExcelWritesThem) {
  const std::string path = (folder_ / "报送.xlsx").string();
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy\"年\"m\"月\"d\"日\"");
  lxw_worksheet* contracts = workbook_add_worksheet(book, "技术合同");
  const char* headings[] = {"统一社会信用代码", "合同登记号", "合同类型", "签订日期",
                            "合同成交额(元)"};
  for (lxw_col_t i = 0; i < 5; ++i) worksheet_write_string(contracts, 0, i, headings[i], nullptr);
  worksheet_write_string(contracts, 2, 0, kCode, nullptr);
  worksheet_write_string(contracts, 2, 1, "2024-7", nullptr);
  worksheet_write_string(contracts, 2, 2, "技术开发", nullptr);
  worksheet_write_number(contracts, 2, 3, 45717, date);
  worksheet_write_number(contracts, 2, 4, 1.1 * 3, nullptr);  // 3.3000000000000003
  lxw_worksheet* enterprises = workbook_add_worksheet(book, "企业");
  const char* columns[] = {"信用代码", "企业名称", "区划代码", "行业代码", "居民企业", "成立日期"};
  for (lxw_col_t i = 0; i < 6; ++i) worksheet_write_string(enterprises, 0, i, columns[i], nullptr);
  worksheet_write_string(enterprises, 1, 0, kCode, nullptr);
  worksheet_write_string(enterprises, 1, 1, "甲&乙公司", nullptr);
  worksheet_write_number(enterprises, 1, 2, 421202, nullptr);
  worksheet_write_string(enterprises, 1, 3, "C3971", nullptr);
  worksheet_write_boolean(enterprises, 1, 4, 1, nullptr);
  worksheet_write_string(enterprises, 1, 5, "2015年3月1日", nullptr);
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  const Reading reading = ReadAll(path, {.source_department = "科技局"});
  for (const RowFault& fault : reading.faults) {
    ADD_FAILURE() << fault.file << ":" << fault.row << " " << fault.column << " " << fault.value
                  << " " << fault.expected;
  }
  ASSERT_EQ(reading.rows.size(), 2U);
  const v1::ImportRow& first = reading.rows[0].row;
  EXPECT_EQ(first.enterprise().name(), "甲&乙公司");
  EXPECT_EQ(first.enterprise().area_code(), "421202");
  EXPECT_TRUE(first.record().profile().resident());
  const v1::Record& contract = reading.rows[1].row.record();
  EXPECT_EQ(FormatDate(contract.technology_contract().signed_()), "2025-03-01");
  EXPECT_EQ(contract.technology_contract().amount_fen(), 330);
  EXPECT_EQ(contract.provenance().source_reference(), "报送.xlsx/技术合同:3");
}

TEST_F(Workbooks, GiveCellsAsTheyAreShown) {
  struct Case {
    const char* name;
    std::string cell;  // C2: sales in 万元
    int64_t fen;
  };
  const Case cases[] = {
      {"artefact", Number("C2", "1.1000000000000001"), 1'100'000},
      {"exponent", Number("C2", "1.2345000000000001E2"), 123'450'000},
      {"rounds up", Number("C2", "4.9999999999999996E-2"), 50'000},
      {"padded", Number("C2", "12", 2), 12'000'000},
      {"text", Text("C2", "１，２３４．５"), 1'234'500'000},
      {"shared", "<c r=\"C2\" t=\"s\"><v>1</v></c>", 2'000'000},
      {"rich", "<c r=\"C2\" t=\"s\"><v>2</v></c>", 125'000'000},
      {"string of a formula's kind", "<c r=\"C2\" t=\"str\"><v>7</v></c>", 7'000'000},
      {"escaped", Text("C2", "9_x000D_"), 9'000'000},
  };
  for (const Case& one : cases) {
    WorkbookXml book = Reports(Report(2, one.cell));
    book.strings =
        "<si><t>x</t></si><si><t xml:space=\"preserve\"> 2 </t></si>"
        "<si><r><t>12</t></r><rPh><t>99</t></rPh><r><rPr><b/></rPr><t>5</t></r></si>";
    book.formats = "<numFmt numFmtId=\"170\" formatCode=\"0000\"/>";
    book.styles = "<xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>";
    const Reading reading = Read(book);
    ASSERT_EQ(reading.rows.size(), 1U) << one.name;
    EXPECT_EQ(reading.rows[0].row.record().annual_report().sales_fen(), one.fen) << one.name;
  }
}

TEST_F(Workbooks, RefuseAFormulaAndLoadTheOtherRows) {
  const Reading reading = Read(Reports(absl::StrCat(
      Report(2, "<c r=\"C2\"><f>B2*2</f><v>4048</v></c>"), Report(3, Number("C3", "5"), 2023),
      // Nobody reads it: a column without a heading of its own would be another matter.
      Report(4, Number("C4", "6"), 2022))));
  EXPECT_EQ(reading.rows.size(), 2U);
  ASSERT_EQ(reading.faults.size(), 1U);
  const RowFault& fault = reading.faults[0];
  EXPECT_EQ(fault.reason, v1::REASON_WORKBOOK_FORMULA);
  EXPECT_EQ(fault.file, "a.xlsx/年度报表");
  EXPECT_EQ(fault.row, 2);
  EXPECT_EQ(fault.column, "销售收入(万元)");
  EXPECT_EQ(fault.value, "=B2*2");
  EXPECT_TRUE(absl::StartsWith(fault.expected, "C2: "));
}

TEST_F(Workbooks, RefuseASheetWithAFormulaInItsHeadings) {
  WorkbookXml book = Reports(Report(2, ""));
  book.sheets[0].rows = absl::StrCat(
      Row(1, absl::StrCat(Text("A1", "信用代码"), "<c r=\"B1\" t=\"str\"><f>1</f><v>年度</v></c>")),
      Report(2, ""));
  const Reading reading = Read(book);
  EXPECT_TRUE(reading.rows.empty());
  ASSERT_FALSE(reading.faults.empty());
  EXPECT_EQ(reading.faults.back().reason, v1::REASON_WORKBOOK_FORMULA);
}

TEST_F(Workbooks, RefuseTheRowsOfAMergedRangeAndNameIt) {
  const Reading reading =
      Read(Reports(absl::StrCat(Report(2, Number("C2", "5")), Report(3, "", 2023),
                                Report(4, Number("C4", "7"), 2022)),
                   "<mergeCells count=\"1\"><mergeCell ref=\"C2:C3\"/></mergeCells>"));
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].where.row, 4);
  ASSERT_EQ(reading.faults.size(), 2U);
  for (const RowFault& fault : reading.faults) {
    EXPECT_EQ(fault.reason, v1::REASON_WORKBOOK_MERGED_CELLS);
    EXPECT_EQ(fault.column, "销售收入(万元)");
    EXPECT_TRUE(absl::StartsWith(fault.expected, "C2:C3: "));
  }
  EXPECT_EQ(reading.faults[1].row, 3);
}

TEST_F(Workbooks, RefuseErrorsTimesAndNumbersThatAreShownOtherwise) {
  struct Case {
    const char* name;
    std::string cell;
    v1::Reason reason;
  };
  const Case cases[] = {
      {"error", "<c r=\"C2\" t=\"e\"><v>#N/A</v></c>", v1::REASON_CELL_INVALID},
      {"time", Number("C2", "0.5", 1), v1::REASON_CELL_INVALID},
      {"percent in an amount", Number("C2", "0.03", 2), v1::REASON_CELL_INVALID},
      {"shown in 万", Number("C2", "50000", 3), v1::REASON_CELL_INVALID},
      {"thousands left out", Number("C2", "50000", 4), v1::REASON_CELL_INVALID},
      {"sixteen digits", Number("C2", "1234567890123456"), v1::REASON_CELL_INVALID},
      {"no such text", "<c r=\"C2\" t=\"s\"><v>9</v></c>", v1::REASON_CELL_INVALID},
      {"no number", Number("C2", "zwölf"), v1::REASON_CELL_INVALID},
      {"broken text", Text("C2", "\xFF"), v1::REASON_TEXT_INVALID},
      {"long text", Text("C2", std::string(5000, '1')), v1::REASON_TOO_LARGE},
      {"under no heading", Number("F2", "1"), v1::REASON_COLUMN_UNKNOWN},
  };
  for (const Case& one : cases) {
    WorkbookXml book = Reports(Report(2, one.cell));
    book.formats =
        "<numFmt numFmtId=\"170\" formatCode=\"0.0&quot;万&quot;\"/>"
        "<numFmt numFmtId=\"171\" formatCode=\"#,##0,\"/>";
    book.styles =
        "<xf numFmtId=\"20\"/><xf numFmtId=\"10\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>";
    const Reading reading = Read(book);
    EXPECT_TRUE(reading.rows.empty()) << one.name;
    ASSERT_EQ(reading.faults.size(), 1U) << one.name;
    EXPECT_EQ(reading.faults[0].reason, one.reason) << one.name;
    EXPECT_EQ(reading.faults[0].row, 2) << one.name;
  }
}

TEST_F(Workbooks, FindTheirTableBySheetOrByTheNameOfTheFile) {
  WorkbookXml book = Reports(Report(2, ""));
  book.sheets[0].name = "Sheet1";
  book.sheets.push_back({.name = "Sheet2"});
  book.sheets.push_back({.name = "贷款", .rows = Row(1, Text("A1", "x")), .state = "hidden"});
  book.sheets.push_back({.name = "字典", .rows = Row(1, Text("A1", "x")), .state = "veryHidden"});
  const Reading reading = Read(book, "年报（咸安区）.xlsx");
  EXPECT_EQ(reading.rows.size(), 1U);
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_TRUE(reading.faults[0].warning);
  EXPECT_EQ(reading.faults[0].file, "年报（咸安区）.xlsx/贷款");
  EXPECT_EQ(reading.faults[0].expected, "未隐藏的工作表 / a sheet that is not hidden");
  EXPECT_TRUE(IsOfWholeTable(reading.faults[0]));
  EXPECT_FALSE(IsOfNotes(reading.faults[0]));
  EXPECT_EQ(TableSource::Open(folder_, {}).status(), absl::OkStatus());
  EXPECT_EQ(Read(book, "年报.xlsx").import_id.size(), 64U);
}

TEST_F(Workbooks, PassOverASheetOfNotesWithAHintAlone) {
  WorkbookXml book = Reports(Report(2, ""));
  book.sheets.insert(book.sheets.begin(),
                     {.name = "填表说明", .rows = Row(1, Text("A1", "请于月底前报送"))});
  book.sheets.push_back({.name = "通讯录", .rows = Row(1, Text("A1", "姓名"))});
  const Reading reading = Read(book);
  EXPECT_EQ(reading.rows.size(), 1U);
  ASSERT_EQ(reading.faults.size(), 2U);
  for (const RowFault& fault : reading.faults) {
    EXPECT_TRUE(fault.warning);
    EXPECT_EQ(fault.unread, fault.file == "a.xlsx/通讯录") << fault.file;
    EXPECT_EQ(IsOfNotes(fault), fault.expected.empty()) << fault.file;
  }
  book.sheets = {book.sheets.front()};
  book.sheets[0].name = "Sheet1";  // and a whole workbook of them
  WriteZip(folder_ / "填表说明.xlsx", PartsOf(book));
  WriteZip(folder_ / "a.xlsx", PartsOf(Reports(Report(2, ""))));
  const Reading both = ReadAll();
  ASSERT_EQ(both.faults.size(), 1U);
  EXPECT_EQ(both.faults[0].file, "填表说明.xlsx/Sheet1");
  EXPECT_TRUE(IsOfNotes(both.faults[0]));
}

TEST_F(Workbooks, WithATablesNameTakeTheOneSheetThatIsLikeItAndTheOthersForNotes) {
  WorkbookXml book = Reports(Report(2, ""));
  book.sheets[0].name = "数据";
  book.sheets.push_back({.name = "联系人", .rows = Row(1, Text("A1", "姓名"))});
  const Reading reading = Read(book, "年度报表.xlsx");
  EXPECT_EQ(reading.rows.size(), 1U);
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].file, "年度报表.xlsx/联系人");
  EXPECT_FALSE(reading.faults[0].unread);
  book.sheets.push_back(book.sheets[0]);
  book.sheets.back().name = "数据2";  // which of the two is not for us to say
  WriteZip(folder_ / "年度报表.xlsx", PartsOf(book));
  const absl::Status refused = TableSource::Open(folder_ / "年度报表.xlsx", {}).status();
  EXPECT_TRUE(absl::StrContains(std::string(refused.message()), "数据2")) << refused;
}

TEST_F(Workbooks, ReadSheetsWithBlanksAroundTheirNames) {
  for (const char* name :
       {" 年度报表", "年度报表 ", "\xE3\x80\x80年度报表\xC2\xA0", " annual reports "}) {
    WorkbookXml book = Reports(Report(2, ""));
    book.sheets[0].name = name;
    const Reading reading = Read(book);
    EXPECT_EQ(reading.rows.size(), 1U) << name;
    EXPECT_TRUE(reading.faults.empty()) << name;
  }
}

TEST_F(Workbooks, NumberTheirRowsAsTheSheetDoesAndReadSparseOnes) {
  const Reading reading = Read(Reports(absl::StrCat(Report(5, Number("D5", "12")), "<row r=\"9\"/>",
                                                    // Without names of cells, as some tools write.
                                                    "<row><c t=\"inlineStr\"><is><t>", kCode,
                                                    "</t></is></c><c><v>2023</v></c></row>")));
  EXPECT_TRUE(reading.faults.empty());
  ASSERT_EQ(reading.rows.size(), 2U);
  EXPECT_EQ(reading.rows[0].where.row, 5);
  EXPECT_EQ(reading.rows[0].row.record().annual_report().staff(), 12);
  EXPECT_EQ(reading.rows[1].where.row, 10);
}

TEST_F(Workbooks, ReadDatesOf1904) {
  WorkbookXml book{
      .sheets = {{.name = "资质",
                  .rows = absl::StrCat(
                      Row(1, absl::StrCat(Text("A1", "信用代码"), Text("B1", "资质类型"),
                                          Text("C1", "发证日期"))),
                      Row(2, absl::StrCat(Text("A2", kCode), Text("B2", "高新技术企业"),
                                          Number("C2", "44255.75", 1))))}},
      .styles = "<xf numFmtId=\"31\"/>",
      .date1904 = true};
  const Reading reading = Read(book);
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(FormatDate(reading.rows[0].row.record().qualification().granted()), "2025-03-01");
}

}  // namespace
}  // namespace jifen::tools::table_import
