#include "tools/table_import/number_format.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "proto/model/error.h"

namespace jifen::tools::table_import {
namespace {

using Kind = NumberFormat::Kind;

constexpr size_t kDigitsMax = 15;  // that Excel keeps
constexpr int kExponentMax = 400;  // beyond that of any double

absl::Status Wrong(v1::Reason reason, std::string_view got, std::string want) {
  return model::ToStatus({.reason = reason, .got = std::string(got), .want = std::move(want)});
}

// value = 0.DIGITS * 10^point, without zeros at either end of the digits.
struct Digits {
  bool negative = false;
  std::string digits;
  int point = 0;
};

bool TakeDigits(std::string_view& text, std::string& digits) {
  const size_t before = digits.size();
  while (!text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text.front()))) {
    digits += text.front();
    text.remove_prefix(1);
  }
  return digits.size() > before;
}

std::optional<int> TakeExponent(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  int exponent = 0;
  const bool signed_twice = text.size() > 1 &&
                            !absl::ascii_isdigit(static_cast<unsigned char>(text[1])) &&
                            !absl::ascii_isdigit(static_cast<unsigned char>(text[0]));
  if (signed_twice || !absl::SimpleAtoi(absl::string_view(text.data(), text.size()), &exponent)) {
    return std::nullopt;
  }
  if (exponent > kExponentMax || exponent < -kExponentMax) return std::nullopt;
  return exponent;
}

void Normalise(Digits& number) {
  const size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.point -= static_cast<int>(zeros);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
}

std::optional<Digits> Split(std::string_view text) {
  Digits number;
  if (text.starts_with('-')) {
    number.negative = true;
    text.remove_prefix(1);
  }
  bool any = TakeDigits(text, number.digits);
  number.point = static_cast<int>(number.digits.size());
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    any = TakeDigits(text, number.digits) || any;
  }
  const std::optional<int> exponent = TakeExponent(text);
  if (!any || number.digits.size() > 100 || !exponent.has_value()) return std::nullopt;
  number.point += *exponent;
  Normalise(number);
  return number;
}

// To kDigitsMax digits, half away from zero, as Excel shows them.
void Round(Digits& number) {
  if (number.digits.size() <= kDigitsMax) return;
  const bool up = number.digits[kDigitsMax] >= '5';
  number.digits.resize(kDigitsMax);
  size_t at = kDigitsMax;
  while (up && at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
  if (up && at > 0) ++number.digits[at - 1];
  if (up && at == 0) {
    number.digits.insert(0, 1, '1');
    ++number.point;
  }
  Normalise(number);
}

std::string Plain(const Digits& number) {
  if (number.digits.empty()) return "0";
  const auto size = static_cast<int>(number.digits.size());
  std::string text = number.negative ? "-" : "";
  if (number.point <= 0) {
    return absl::StrCat(text, "0.", std::string(static_cast<size_t>(-number.point), '0'),
                        number.digits);
  }
  const auto point = static_cast<size_t>(number.point);
  if (number.point >= size) {
    return absl::StrCat(text, number.digits, std::string(point - number.digits.size(), '0'));
  }
  return absl::StrCat(text, number.digits.substr(0, point), ".", number.digits.substr(point));
}

absl::StatusOr<std::string> ShowDate(std::string_view text, const Digits& number, bool date1904) {
  constexpr int64_t kLeapBug = 60;         // 1900-02-29, which never was
  constexpr int64_t kSerialMax = 2958465;  // 9999-12-31
  const absl::Status wrong =
      Wrong(v1::REASON_DATE_INVALID, text, "日期，如 2025-06-30 / a day such as 2025-06-30");
  if (number.negative || number.point > 7) return wrong;
  int64_t serial = 0;
  const std::string whole = Plain(number).substr(0, static_cast<size_t>(std::max(number.point, 1)));
  if (!absl::SimpleAtoi(whole, &serial) || serial > kSerialMax) return wrong;
  absl::CivilDay day(1904, 1, 1);
  if (date1904) {
    day += serial;
  } else {
    if (serial == kLeapBug || serial < 1) return wrong;
    day = absl::CivilDay(1899, 12, serial < kLeapBug ? 31 : 30) + serial;
  }
  return absl::FormatCivilTime(day);
}

std::string ShowPadded(std::string text, int digits) {
  const auto wanted = static_cast<size_t>(digits);
  if (text.find_first_of("-.") != std::string::npos || text.size() >= wanted) return text;
  return text.insert(0, wanted - text.size(), '0');
}

// The first section without colours, conditions and locales, what stands in quotes or behind a \ apart.
struct Section {
  std::string code;
  std::string words;
  bool elapsed = false;        // [h], [mm], [ss]
  bool written_point = false;  // a point that is no decimal point
};

Section FirstSection(std::string_view code) {
  Section section;
  for (size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      const size_t end = std::min(code.find('"', i + 1), code.size());
      section.words += code.substr(i + 1, end - i - 1);
      i = end;
    } else if (c == '[') {
      const size_t end = std::min(code.find(']', i), code.size());
      const std::string inner =
          absl::AsciiStrToLower(absl::string_view(code.data() + i + 1, end > i ? end - i - 1 : 0));
      section.elapsed = section.elapsed ||
                        (!inner.empty() && inner.find_first_not_of("hms") == std::string::npos);
      i = end;
    } else if ((c == '\\' || c == '!' || c == '_' || c == '*') && i + 1 < code.size()) {
      if (c == '\\' || c == '!') section.words += code[i + 1];
      section.written_point = section.written_point || (c != '_' && c != '*' && code[i + 1] == '.');
      ++i;
    } else {
      section.code += static_cast<char>(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return section;
}

bool HasUnit(std::string_view words) {
  for (std::string_view unit : {"百", "千", "万", "萬", "亿", "億", "k", "K", "M"}) {
    if (words.find(unit) != std::string_view::npos) return true;
  }
  return false;
}

// A comma behind the last digit: thousands are left out.
bool LeavesOutThousands(const std::string& code) {
  const size_t last = code.find_last_of("0#?");
  return last != std::string::npos && code.find(',', last) != std::string::npos;
}

}  // namespace

NumberFormat FormatOfId(int id) {
  constexpr int kDates[] = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58};
  constexpr int kTimes[] = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56};
  constexpr int kPercents[] = {9, 10};
  const auto is_one_of = [id](const auto& list) {
    return std::find(std::begin(list), std::end(list), id) != std::end(list);
  };
  if (is_one_of(kDates)) return {.kind = Kind::kDate};
  if (is_one_of(kTimes)) return {.kind = Kind::kTime};
  if (is_one_of(kPercents)) return {.kind = Kind::kPercent};
  return {};
}

NumberFormat FormatOfCode(std::string_view code) {
  const Section section = FirstSection(code);
  const std::string& shown = section.code;
  if (shown == "general" || shown == "@") return {};
  const auto has = [&](std::string_view letters) {
    return shown.find_first_of(letters) != std::string::npos;
  };
  const bool digits = has("0#?");
  if (!digits && has("yd")) return {.kind = Kind::kDate};
  if (section.elapsed || has("hs")) return {.kind = Kind::kTime};
  if (!digits && has("m")) return {.kind = Kind::kDate};
  if (has("%")) return {.kind = Kind::kPercent};
  if (LeavesOutThousands(shown) || section.written_point || HasUnit(section.words) ||
      HasUnit(shown.substr(std::min(shown.find_last_of("0#?") + 1, shown.size())))) {
    return {.kind = Kind::kScaled};
  }
  if (shown.size() > 1 && shown.find_first_not_of('0') == std::string::npos) {
    return {.kind = Kind::kPadded, .digits = static_cast<int>(std::min(shown.size(), size_t{32}))};
  }
  return {};
}

absl::StatusOr<std::string> ShowNumber(std::string_view text, const NumberFormat& format,
                                       bool date1904) {
  std::optional<Digits> number = Split(text);
  if (!number.has_value()) return Wrong(v1::REASON_CELL_INVALID, text, "数字 / a number");
  Round(*number);
  if (format.kind == Kind::kDate) return ShowDate(text, *number, date1904);
  if (format.kind == Kind::kTime) {
    return Wrong(v1::REASON_CELL_INVALID, text, "不是时刻的值 / a value that is no time of day");
  }
  if (format.kind == Kind::kScaled) {
    return Wrong(
        v1::REASON_CELL_INVALID, text,
        "单元格格式改为常规：显示的数与实际的数不同 / the number format General: the number shown "
        "is not the one in the cell");
  }
  if (format.kind == Kind::kPercent) number->point += 2;
  const bool whole = number->point >= static_cast<int>(number->digits.size());
  if (number->point > static_cast<int>(kDigitsMax) ||
      number->point < -static_cast<int>(kDigitsMax) * 2) {
    return Wrong(
        v1::REASON_CELL_INVALID, text,
        whole
            ? "不超过15位的数字；编号先设为文本格式再输入 / at most 15 digits; format a column of "
              "numbers of documents as text before typing"
            : "位数较少的数字 / a number with fewer places");
  }
  const std::string plain = Plain(*number);
  if (format.kind == Kind::kPercent) return absl::StrCat(plain, "%");
  return format.kind == Kind::kPadded ? ShowPadded(plain, format.digits) : plain;
}

}  // namespace jifen::tools::table_import
