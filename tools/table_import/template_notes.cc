#include "tools/table_import/template_notes.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace jifen::tools::table_import {
namespace {

// Where the example of the column's type would mislead.
struct Example {
  std::string_view path;
  std::string_view zh;
  std::string_view en;
};

constexpr Example kExamples[] = {
    {"record.enterprise_id", "914212020000000197", "914212020000000197"},
    {"enterprise.enterprise_id", "914212020000000197", "914212020000000197"},
    {"enterprise.name", "咸宁某某科技有限公司", "Example Technology Ltd"},
    {"enterprise.area_code", "421202", "421202"},
    {"enterprise.industry_code", "C3971", "C3971"},
    {"record.provenance.source_department", "咸宁市科学技术局", "Xianning Science Bureau"},
};

constexpr std::string_view kNotesZh[] = {
    "每张工作表是一类数据，表名不要改；不需要的表留空即可。",
    "第一行是表头，不要改动或上移；从第二行起每行填一条完整的记录。",
    "带 * 的列必填。留空表示没有数据，不等于 0，也不等于“否”。",
    "金额的单位写在表头，填数字即可，可以带千分位。",
    "日期写成 2025-06-30。",
    "不要合并单元格，不要写公式；从别处复制时请选择“粘贴数值”。",
    "统一社会信用代码、专利号、合同号按文本填写，避免被显示成 2.01711E+12。",
    "把鼠标放在表头上可以看到该列的填写说明。",
};

constexpr std::string_view kNotesEn[] = {
    "Each sheet is one kind of data. Keep its name; leave the sheets that you do not need empty.",
    "Row 1 holds the headings: do not change or move it. From row 2 on, each row is one whole "
    "record.",
    "Columns with * must be filled in. An empty cell means no data: neither 0 nor \"no\".",
    "Amounts are in the unit of their heading; thousands separators are fine.",
    "Write days as 2025-06-30.",
    "No merged cells and no formulas; when copying from elsewhere, paste values.",
    "Credit codes, patent and contract numbers are text, or they end as 2.01711E+12.",
    "Rest the pointer on a heading to read what goes into its column.",
};

std::string_view Pick(bool chinese, std::string_view zh, std::string_view en) {
  return chinese ? zh : en;
}

std::string ListNote(const Column& column, bool chinese) {
  return absl::StrCat(std::string(Pick(chinese, "可选：", "one of: ")),
                      absl::StrJoin(ValuesOf(column, chinese), chinese ? "、" : ", "));
}

}  // namespace

std::string FormNote(const Column& column, const MoneyUnit& unit, bool chinese) {
  switch (column.type) {
    case CellType::kIgnored:
      return std::string(Pick(chinese, "仅供核对，导入时不读取", "for the eye; it is not read"));
    case CellType::kText:
      return std::string(Pick(chinese, "文字", "text"));
    case CellType::kPatentNumber:
      return std::string(
          Pick(chinese, "文字；专利填申请号", "text; of a patent its application number"));
    case CellType::kInteger:
      return std::string(Pick(chinese, "整数", "a whole number"));
    case CellType::kYear:
      return std::string(Pick(chinese, "四位年份", "a year of four digits"));
    case CellType::kMoney:
      return chinese ? absl::StrCat(unit.zh, "，最多", unit.fen_digits, "位小数")
                     : absl::StrCat(unit.zh, " (", unit.name, "), at most ", unit.fen_digits,
                                    " decimal places");
    case CellType::kHundredths:
      return std::string(
          Pick(chinese, "数字，最多两位小数", "a number, at most two decimal places"));
    case CellType::kDate:
      return std::string(Pick(chinese, "日期", "a day"));
    case CellType::kYesNo:
    case CellType::kEnum:
      return ListNote(column, chinese);
  }
  return "";
}

std::string ExampleCell(const Column& column, bool chinese) {
  for (const Example& example : kExamples) {
    if (example.path == column.path) return std::string(chinese ? example.zh : example.en);
  }
  switch (column.type) {
    case CellType::kIgnored:
      return std::string(Pick(chinese, "咸宁某某科技有限公司", "Example Technology Ltd"));
    case CellType::kText:
      return "";
    case CellType::kPatentNumber:
      return "ZL201710601862.3";
    case CellType::kInteger:
      return "2";
    case CellType::kYear:
      return "2025";
    case CellType::kMoney:
      return "1,234.56";
    case CellType::kHundredths:
      return "3.85";
    case CellType::kDate:
      return "2025-06-30";
    case CellType::kYesNo:
    case CellType::kEnum:
      return ValuesOf(column, chinese).front();
  }
  return "";
}

std::vector<std::string> ValuesOf(const Column& column, bool chinese) {
  if (column.type == CellType::kYesNo) {
    return chinese ? std::vector<std::string>{"是", "否"} : std::vector<std::string>{"yes", "no"};
  }
  std::vector<std::string> values;
  if (column.type != CellType::kEnum) return values;
  const google::protobuf::EnumDescriptor& type = *column.fields.back()->enum_type();
  for (const auto& [number, names] : column.names->zh) {
    values.push_back(chinese ? names.front() : EnglishName(*type.FindValueByNumber(number)));
  }
  return values;
}

std::vector<std::string> GeneralNotes(bool chinese) {
  std::vector<std::string> notes;
  for (size_t i = 0; i < std::size(kNotesZh); ++i) {
    notes.emplace_back(chinese ? kNotesZh[i] : kNotesEn[i]);
  }
  return notes;
}

}  // namespace jifen::tools::table_import
