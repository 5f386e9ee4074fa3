#include "tools/table_import/number_hint.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tools/table_import/cell.h"
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

constexpr size_t kScientificMax = 64;  // bytes

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

// A number as spreadsheets shorten it, in small letters.
struct Scientific {
  std::string sign, whole, fraction;
  int exponent = 0;
};

std::optional<Scientific> ParseScientific(const std::string& text) {
  constexpr size_t kExponentDigitsMax = 4;
  const size_t mark = text.find('e');
  if (text.size() > kScientificMax || mark == std::string::npos) return std::nullopt;
  const auto is_digits = [](std::string_view part) {
    return part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const auto without_sign = [](std::string_view part) {
    return part.substr(part.starts_with('-') || part.starts_with('+') ? 1 : 0);
  };
  const std::string_view exponent = std::string_view(text).substr(mark + 1);
  const std::string_view power = without_sign(exponent);
  const std::string_view digits = without_sign(std::string_view(text).substr(0, mark));
  const size_t point = std::min(digits.find('.'), digits.size());
  const std::string_view fraction = digits.substr(std::min(point + 1, digits.size()));
  const bool powered = !power.empty() && power.size() <= kExponentDigitsMax && is_digits(power);
  if (!powered || point == 0 || !is_digits(digits.substr(0, point)) || !is_digits(fraction)) {
    return std::nullopt;
  }
  const int places = std::stoi(std::string(power));
  return Scientific{.sign = text.starts_with('-') ? "-" : "",
                    .whole = std::string(digits.substr(0, point)),
                    .fraction = std::string(fraction),
                    .exponent = exponent.starts_with('-') ? -places : places};
}

// The same number without an exponent; empty if it would be long.
std::string Spelt(const Scientific& number) {
  if (number.exponent > kExponentMax || number.exponent < -kExponentMax) return "";
  std::string whole = number.whole;
  std::string fraction = number.fraction;
  for (int i = number.exponent; i > 0; --i) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  for (int i = number.exponent; i < 0; ++i) {
    fraction.insert(0, 1, whole.empty() ? '0' : whole.back());
    if (!whole.empty()) whole.pop_back();
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  while (fraction.ends_with('0')) fraction.pop_back();
  if (whole.empty() && fraction.empty()) return "0";
  const std::string digits = whole.empty() ? "0" : whole;
  return absl::StrCat(number.sign, digits, fraction.empty() ? "" : ".", fraction);
}

// Whether the column takes the number; counts are not negative.
bool Takes(const FileColumn& column, const std::string& number) {
  switch (column.column->type) {
    case CellType::kInteger:
      return !number.starts_with('-') && ParseInteger(number).ok();
    case CellType::kYear:
      return ParseYear(number).ok();
    case CellType::kMoney:
      return ParseScaled(number, column.unit->fen_digits).ok();
    case CellType::kHundredths:
      return column.column->percent ? ParsePercent(number).ok() : ParseHundredths(number).ok();
    default:
      return false;
  }
}

std::string WithoutExponent(const Scientific& number, const FileColumn& column) {
  std::string spelt = Spelt(number);
  if (!spelt.empty() && !Takes(column, spelt)) spelt.clear();
  return BothLanguages(
      absl::StrCat("不用科学计数法的数字：把该列设为数值格式（不用指数和千分位），再另存",
                   spelt.empty() ? "" : absl::StrCat("；若未丢失数位，应为 ", spelt)),
      absl::StrCat("no scientific notation: format the column as numbers, without exponent and "
                   "thousands separators, and save it again",
                   spelt.empty() ? "" : absl::StrCat("; ", spelt, " if no digit was lost")));
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
  if (!IsOfNumbers(type)) return "";
  if (const std::optional<Scientific> number = ParseScientific(form))
    return WithoutExponent(*number, column);
  if (type == CellType::kYear) return "";
  return IsOneOf(kUnits, BehindNumber(form)) ? NumberAlone(column) : "";
}

}  // namespace jifen::tools::table_import
