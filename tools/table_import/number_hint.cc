#include "tools/table_import/number_hint.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// In small letters and narrow.
constexpr std::string_view kNothings[] = {"-",   "--",   "—",    "——",   "–",    "/",
                                          "\\",  "无",   "暂无", "没有", "未知", "na",
                                          "n/a", "null", "none", "nil",  "不详", "."};
constexpr std::string_view kUnits[] = {"元",  "千元", "万元", "亿元", "万", "亿", "千",  "人",
                                       "名",  "个",   "项",   "件",   "家", "次", "rmb", "yuan",
                                       "wan", "分",   "cny",  "位",   "套", "月", "天",  "台"};

template <size_t count>
bool IsOneOf(const std::string_view (&list)[count], std::string_view text) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

bool IsOfNumbers(CellType type) {
  return type == CellType::kInteger || type == CellType::kYear || type == CellType::kMoney ||
         type == CellType::kHundredths;
}

// Empty if the text is not a number with something behind it.
std::string BehindNumber(std::string_view text) {
  const size_t end = text.find_first_not_of("0123456789.,-+¥ ");
  const bool number =
      end != std::string_view::npos && end > 0 && text.find_first_of("0123456789") < end;
  return number ? Trim(text.substr(end)) : "";
}

std::string NumberAlone(const FileColumn& column) {
  if (column.unit == nullptr)
    return BothLanguages("只写数字，不带单位", "the number alone, without its unit");
  return BothLanguages(absl::StrCat("只写数字，不带单位；此列以", column.unit->zh, "为单位"),
                       absl::StrCat("the number alone; this column is in ",
                                    absl::StrReplaceAll(column.unit->name, {{"_", " "}})));
}

}  // namespace

std::string NumberHint(std::string_view text, const FileColumn& column) {
  const std::string form = absl::AsciiStrToLower(Narrow(text));
  const CellType type = column.column->type;
  if (IsOneOf(kNothings, form) && (IsOfNumbers(type) || type == CellType::kDate)) {
    if (type == CellType::kDate || type == CellType::kYear) {
      return BothLanguages("未知请留空", "an empty cell if it is not known");
    }
    return BothLanguages("未知请留空；确实没有才填 0",
                         "an empty cell if it is not known; 0 only if there is none");
  }
  if (!IsOfNumbers(type) || type == CellType::kYear) return "";
  return IsOneOf(kUnits, BehindNumber(form)) ? NumberAlone(column) : "";
}

}  // namespace jifen::tools::table_import
