#include "tools/table_import/mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tests/tools/table_import/zip_fixture.h"
#include "tools/table_import/heading_likeness.h"

namespace jifen::tools::table_import {
namespace {

using ::testing::HasSubstr;

constexpr char kHeadings[] = "统一社会信用代码,年度,来源部门,研发费,收入合计,备注\n";
constexpr char kRow[] = ",2025,咸宁市税务局,\"1,200.5\",8000,随便\n";
constexpr char kMapping[] = R"({"note": "by hand", "tables": [{
  "kind": "annual_report", "names": ["报表甲"],
  "columns": [
    {"heading": "研发费", "field": "研发费用", "unit": "万元"},
    {"heading": "收入合计", "field": "record.annual_report.revenue_fen", "unit": "yuan"},
    {"heading": "备注", "field": "ignore"}]}]})";

std::shared_ptr<const TableFormats> With(std::string_view mapping) {
  auto formats = WithMapping(*BuiltinFormats(), "mapping.json", mapping);
  EXPECT_TRUE(formats.ok()) << formats.status();
  return formats.ok() ? *formats : nullptr;
}

class Mapping : public FolderTest {};

TEST_F(Mapping, SaysWhatHeadingsAndNamesMean) {
  Write("报表甲.csv", absl::StrCat(kHeadings, kCode, kRow));
  const Reading reading = ReadAll({.formats = With(kMapping)});
  ASSERT_EQ(reading.faults.size(), 0U) << reading.faults.front().expected;
  ASSERT_EQ(reading.rows.size(), 1U);
  const v1::AnnualReport& report = reading.rows[0].row.record().annual_report();
  EXPECT_EQ(report.rd_expense_fen(), 1'200'500'000);
  EXPECT_EQ(report.revenue_fen(), 800'000);
  EXPECT_EQ(report.year(), 2025);
  // Faults still name the heading as the file has it.
  EXPECT_EQ(reading.rows[0].where.layout->columns[3].heading, "研发费");
}

TEST_F(Mapping, ComesBeforeWhatTheTablesSay) {
  Write("年度报表.csv",
        absl::StrCat("信用代码,年度,来源部门,销售收入(万元)\n", kCode, ",2025,甲,7\n"));
  constexpr char kOther[] = R"x({"tables": [{"kind": "年度报表",
      "columns": [{"heading": "销售收入(万元)", "field": "costs", "unit": "千元"}]}]})x";
  const Reading reading = ReadAll({.formats = With(kOther)});
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].row.record().annual_report().costs_fen(), 700'000);
  EXPECT_FALSE(reading.rows[0].row.record().annual_report().has_sales_fen());
}

TEST_F(Mapping, MakesAnotherImport) {
  Write("年度报表.csv", absl::StrCat("信用代码,年度,来源部门\n", kCode, ",2025,甲\n"));
  const std::string plain = ReadAll({}).import_id;
  EXPECT_NE(ReadAll({.formats = With(kMapping)}).import_id, plain);
}

TEST_F(Mapping, TellsTheLineAndColumnOfAFault) {
  struct Place {
    const char* name;
    const char* text;
    int line, column;
  };
  const Place places[] = {
      {"syntax", "{\"tables\": [\n  {,}]}", 2, 4},
      {"value", "{\"注\": [], \"tables\":\n []}", 1, 7},
      {"field",
       "{\"note\": \"} \\\" [\",\n \"tables\": [{\"kind\": \"award\"},\n  {\"kind\": \"award\", "
       "\"columns\": [\n"
       "    {\"heading\": \"甲\", \"field\": \"ignore\"},\n    {\"heading\": \"乙\", \"field\": "
       "\"丙\"}]}]}",
       5, 31},
      {"what is not there",
       "{\"tables\": [\n {\"kind\": \"award\",\n  \"columns\": [ {\"heading\": \"甲\"}]}]}", 3,
       16}};
  for (const Place& row : places) {
    const auto formats = WithMapping(*BuiltinFormats(), "folder.1/m.json", row.text);
    const auto detail = model::DetailOf(formats.status());
    ASSERT_TRUE(detail.has_value()) << row.name;
    EXPECT_EQ(detail->line(), static_cast<uint32_t>(row.line)) << row.name << formats.status();
    EXPECT_EQ(detail->column(), static_cast<uint32_t>(row.column)) << row.name << formats.status();
  }
}

struct WrongMapping {
  const char* name;
  const char* text;
  const char* path;
  const char* got;
  const char* want;
};

TEST_F(Mapping, TellsWhereItIsWrong) {
  const WrongMapping wrong[] = {
      {"syntax", "{\"tables\": [\n  {,}]}", "m.json", "", "JSON"},
      {"no tables", "{}", "m.json: tables", "", "list"},
      {"key", R"({"tables": [], "tabels": []})", "m.json.tabels", "tabels", "docs/import.md"},
      {"kind", R"({"tables": [{"kind": "reports"}]})", "m.json: tables[0].kind", "reports",
       "annual_report"},
      {"name taken", R"({"tables": [{"kind": "award", "names": ["企业"]}]})",
       "m.json: tables[0].names[0]", "企业", "企业"},
      {"no heading", R"({"tables": [{"kind": "award", "columns": [{"field": "名称"}]}]})",
       "m.json: tables[0].columns[0].heading", "", "heading"},
      {"empty field",
       R"({"tables": [{"kind": "award", "columns": [{"heading": "获奖名称", "field": ""}]}]})",
       "m.json: tables[0].columns[0].field", "", "perhaps"},
      {"field",
       R"({"tables": [{"kind": "annual_report", "columns": [{"heading": "甲", "field": "ignore"},
           {"heading": "研发", "field": "研发开支"}]}]})",
       "m.json: tables[0].columns[1].field", "研发开支", "ignore"},
      {"unit missing",
       R"({"tables": [{"kind": "annual_report", "columns": [{"heading": "研发", "field": "研发费用"}]}]})",
       "m.json: tables[0].columns[0].unit", "", "万元"},
      {"unit of a number",
       R"({"tables": [{"kind": "annual_report", "columns": [
           {"heading": "人数", "field": "职工总数", "unit": "万元"}]}]})",
       "m.json: tables[0].columns[0].unit", "万元", "amounts"},
      {"twice",
       R"({"tables": [{"kind": "award", "columns": [{"heading": "甲", "field": "ignore"},
           {"heading": " 甲*", "field": "奖励名称"}]}]})",
       "m.json: tables[0].columns[1].heading", " 甲*", "once"},
  };
  for (const WrongMapping& row : wrong) {
    const auto formats = WithMapping(*BuiltinFormats(), "m.json", row.text);
    ASSERT_FALSE(formats.ok()) << row.name;
    const auto detail = model::DetailOf(formats.status());
    ASSERT_TRUE(detail.has_value()) << row.name;
    EXPECT_EQ(detail->reason(), v1::REASON_COLUMN_UNKNOWN) << row.name;
    EXPECT_EQ(detail->path(), row.path) << row.name;
    EXPECT_EQ(detail->got(), row.got) << row.name;
    EXPECT_THAT(detail->want(), HasSubstr(row.want)) << row.name;
  }
}

TEST_F(Mapping, IsDraftedFromATableAndObeyedOnceItIsFilledIn) {
  Write("年度报表.csv", absl::StrCat(kHeadings, kCode, kRow));
  const auto glances = Glance(folder_, {}, 3);
  ASSERT_TRUE(glances.ok()) << glances.status();
  ASSERT_FALSE(glances->front().readable);
  std::string draft = DraftMapping(*glances, /*chinese=*/true);
  const auto refused = WithMapping(*BuiltinFormats(), "m.json", draft);
  EXPECT_FALSE(refused.ok());
  EXPECT_THAT(draft, HasSubstr("可能是：研发费用"));
  const auto fill = [&](const std::string& heading, const std::string& with) {
    const std::string empty =
        absl::StrCat("\"heading\": \"", heading, "\",\n          \"field\": \"\"");
    const size_t at = draft.find(empty);
    ASSERT_NE(at, std::string::npos) << draft;
    draft.replace(at, empty.size(), absl::StrCat("\"heading\": \"", heading, "\", ", with));
  };
  fill("研发费", R"("field": "研发费用", "unit": "万元")");
  fill("收入合计", R"("field": "营业收入", "unit": "元")");
  fill("备注", R"("field": "ignore")");
  const Reading reading = ReadAll({.formats = With(draft)});
  EXPECT_EQ(reading.faults.size(), 0U);
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].row.record().annual_report().rd_expense_fen(), 1'200'500'000);
}

// The mapping that is drafted of what is in the folder.
nlohmann::json DraftOf(const std::filesystem::path& folder, bool chinese) {
  const auto glances = Glance(folder, {}, 3);
  EXPECT_TRUE(glances.ok()) << glances.status();
  return nlohmann::json::parse(DraftMapping(*glances, chinese));
}

TEST_F(Mapping, IsDraftedWithTheKindThatATableWithoutAKnownNameIsLike) {
  Write("税务导出.csv", absl::StrCat("关于报送年报的通知\n", kHeadings, kCode, kRow));
  for (const bool chinese : {true, false}) {
    const nlohmann::json draft = DraftOf(folder_, chinese);
    ASSERT_EQ(draft["tables"].size(), 1U);
    const nlohmann::json& table = draft["tables"][0];
    EXPECT_EQ(table["kind"], "annual_report");
    EXPECT_EQ(table["names"], nlohmann::json({"税务导出"}));
    ASSERT_EQ(table["columns"].size(), 6U);
    EXPECT_EQ(table["columns"][1]["field"], chinese ? "年度" : "year");
    EXPECT_EQ(table["columns"][3]["heading"], "研发费");
    EXPECT_EQ(table["columns"][3]["field"], "");
    EXPECT_EQ(table["columns"][3]["note"], chinese ? "可能是：研发费用" : "perhaps: rd_expense");
    EXPECT_FALSE(table["columns"][5].contains("note"));
  }
}

TEST_F(Mapping, IsDraftedWithoutAKindForATableThatIsLikeNone) {
  Write("通讯录.csv", "姓名,电话\n甲,1\n");
  const nlohmann::json draft = DraftOf(folder_, true);
  ASSERT_EQ(draft["tables"].size(), 1U);
  EXPECT_EQ(draft["tables"][0]["kind"], "");
  EXPECT_EQ(draft["tables"][0]["columns"][0]["heading"], "姓名");
  const auto refused = WithMapping(*BuiltinFormats(), "m.json", draft.dump());
  EXPECT_EQ(model::DetailOf(refused.status())->path(), "m.json: tables[0].kind");
}

TEST_F(Mapping, IsDraftedWithTheNameOfTheWorkbookWhereItsSheetHasNone) {
  WorkbookXml book{
      .sheets = {{.name = "Sheet1",
                  .rows = Row(1, absl::StrCat(Text("A1", "统一社会信用代码"), Text("B1", "年度"),
                                              Text("C1", "职工总数")))}}};
  WriteZip(folder_ / "咸宁导出.xlsx", PartsOf(book));
  EXPECT_EQ(DraftOf(folder_, true)["tables"][0]["names"], nlohmann::json({"咸宁导出"}));
  book.sheets[0].name = "在职";
  WriteZip(folder_ / "咸宁导出.xlsx", PartsOf(book));
  EXPECT_EQ(DraftOf(folder_, true)["tables"][0]["names"], nlohmann::json({"在职"}));
}

TEST(MostLike, FindsShortenedAndMisspeltHeadings) {
  const Table& reports = BuiltinFormats()->tables()[1];
  ASSERT_EQ(reports.kind, v1::RECORD_KIND_ANNUAL_REPORT);
  EXPECT_EQ(MostLike(reports, "研发费")->zh.front(), "研发费用");
  EXPECT_EQ(MostLike(reports, "科技人员数量")->zh.front(), "科技人员数");
  EXPECT_EQ(MostLike(reports, "备注"), nullptr);
}

}  // namespace
}  // namespace jifen::tools::table_import
