#include "tools/table_import/cell.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kYuanSigns[] = {"¥", "\xEF\xBF\xA5"};
constexpr size_t kGroupDigits = 3;

absl::Status Wrong(v1::Reason reason, std::string_view got, std::string want) {
  return model::ToStatus({.reason = reason, .got = std::string(got), .want = std::move(want)});
}

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool RemovePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

void RemoveYuanSign(std::string_view& text) {
  for (std::string_view sign : kYuanSigns) RemovePrefix(text, sign);
}

// The digits of a whole part without its separators; nullopt if they do not stand in threes.
std::optional<std::string> Ungroup(std::string_view whole) {
  if (whole.find(',') == std::string_view::npos) return std::string(whole);
  std::string digits;
  size_t group = 0;
  bool first = true;
  for (char c : whole) {
    if (c != ',') {
      digits += c;
      ++group;
      continue;
    }
    const bool fits = first ? group >= 1 && group <= kGroupDigits : group == kGroupDigits;
    if (!fits) return std::nullopt;
    first = false;
    group = 0;
  }
  if (group != kGroupDigits) return std::nullopt;
  return digits;
}

struct Number {
  bool negative = false;
  std::string whole;
  std::string fraction;  // without trailing zeros
};

std::optional<Number> SplitNumber(std::string_view text) {
  Number number;
  RemoveYuanSign(text);
  number.negative = RemovePrefix(text, "-") || RemovePrefix(text, "\xE2\x88\x92");
  if (!number.negative) RemovePrefix(text, "+");
  RemoveYuanSign(text);
  const size_t point = std::min(text.find('.'), text.size());
  const std::optional<std::string> whole = Ungroup(text.substr(0, point));
  std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  const bool complete = point == text.size() || !fraction.empty();
  if (!whole.has_value() || whole->empty() || !complete) return std::nullopt;
  if (!AllDigits(*whole) || !AllDigits(fraction)) return std::nullopt;
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  number.whole = *whole;
  number.fraction = std::string(fraction);
  return number;
}

// The value of ASCII digits, with a point among them or not, as nearly all numbers are written: what the general way
// would give. None for anything else.
std::optional<int64_t> PlainNumber(std::string_view text, int digits) {
  constexpr size_t kDigitsMax = 18;  // of any int64_t
  if (text.size() + static_cast<size_t>(digits) > kDigitsMax) return std::nullopt;
  const size_t point = std::min(text.find('.'), text.size());
  const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  const bool complete = point > 0 && (point == text.size() || !fraction.empty());
  if (!complete || fraction.size() > static_cast<size_t>(digits)) return std::nullopt;
  if (!AllDigits(text.substr(0, point)) || !AllDigits(fraction)) return std::nullopt;
  int64_t value = 0;
  for (char c : text) {
    if (c != '.') value = 10 * value + (c - '0');
  }
  for (size_t i = fraction.size(); i < static_cast<size_t>(digits); ++i) value *= 10;
  return value;
}

std::string PlacesWanted(std::string_view narrow, int digits) {
  std::string zh = digits == 0 ? "整数" : absl::StrCat("数字，小数不超过", digits, "位");
  std::string en = digits == 0 ? "a whole number"
                               : absl::StrCat("a number with at most ", digits, " decimal places");
  if (narrow.find('%') != std::string_view::npos) {
    zh += "，不带百分号";
    en += ", without a percent sign";
  } else if (narrow.find(',') != std::string_view::npos) {
    zh += "，千分位逗号每三位一个";
    en += ", with a comma before every three digits, or none";
  }
  return BothLanguages(zh, en);
}

absl::StatusOr<int32_t> Narrowed(std::string_view text, const absl::StatusOr<int64_t>& value) {
  if (!value.ok()) return value.status();
  if (*value < std::numeric_limits<int32_t>::min() ||
      *value > std::numeric_limits<int32_t>::max()) {
    return Wrong(v1::REASON_OUT_OF_RANGE, text, "绝对值较小的数 / a smaller number");
  }
  return static_cast<int32_t>(*value);
}

// Year, month and day as they are written.
struct DayParts {
  std::string_view parts[3];
};

std::string_view TakeDigits(std::string_view& text, size_t digits_max) {
  size_t count = 0;
  while (count < text.size() && count < digits_max && text[count] >= '0' && text[count] <= '9') {
    ++count;
  }
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

// 20250301
std::optional<DayParts> TakeDigitsOnly(std::string_view& text) {
  constexpr size_t kDigits = 8;
  std::string_view rest = text;
  const std::string_view day = TakeDigits(rest, kDigits + 1);
  if (day.size() != kDigits) return std::nullopt;
  text = rest;
  return DayParts{{day.substr(0, 4), day.substr(4, 2), day.substr(6, 2)}};
}

// Year, month and day with one mark between them, or 年 月 日 behind them.
std::optional<DayParts> TakeDay(std::string_view& text) {
  constexpr std::string_view kMarks[][3] = {
      {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
  if (const std::optional<DayParts> plain = TakeDigitsOnly(text); plain.has_value()) return plain;
  for (const auto& marks : kMarks) {
    std::string_view rest = text;
    DayParts day;
    bool fits = true;
    for (size_t i = 0; i < 3 && fits; ++i) {
      day.parts[i] = TakeDigits(rest, i == 0 ? 4 : 2);
      fits = (i == 0 ? day.parts[i].size() == 4 : !day.parts[i].empty()) &&
             RemovePrefix(rest, marks[i]);
    }
    if (!fits) continue;
    text = rest;
    return day;
  }
  return std::nullopt;
}

// Nothing, or a time behind a space or T, as databases write it: the day is the same.
bool IsTimeOfDay(std::string_view text) {
  if (text.empty()) return true;
  if (!RemovePrefix(text, " ") && !RemovePrefix(text, "T")) return false;
  const int limits[] = {23, 59, 59};
  for (size_t i = 0; i < 3; ++i) {
    const std::string_view digits = TakeDigits(text, 2);
    int value = 0;
    if (digits.empty() ||
        !absl::SimpleAtoi(absl::string_view(digits.data(), digits.size()), &value) ||
        value > limits[i]) {
      return false;
    }
    if (text.empty()) return i > 0;
    if (i < 2 && !RemovePrefix(text, ":")) return false;
  }
  return RemovePrefix(text, ".") && !text.empty() && AllDigits(text);
}

// 3/1/2025 is one day in one country and another elsewhere.
std::string DayWanted(std::string_view narrow) {
  std::string_view rest = narrow;
  const std::string_view first = TakeDigits(rest, narrow.size());
  const bool year_later = !first.empty() && first.size() <= 2 && !rest.empty() &&
                          std::string_view("-/.").find(rest.front()) != std::string_view::npos;
  if (year_later) {
    return BothLanguages(
        "看得懂的日期：先四位年份，再月、日，如 2025-03-01",
        "a day that can be read: the year first, with four digits, then month and day, such as "
        "2025-03-01");
  }
  return BothLanguages("看得懂的日期，如 2025-06-30、2025/6/30 或 2025年6月30日",
                       "a day that can be read, such as 2025-06-30");
}

// Of a day that is written well and does not exist.
std::string DayOfCalendarWanted(int year, int month) {
  if (month < 1 || month > 12) {
    return BothLanguages("日历上有的日期：月份为 1 至 12",
                         "a day that exists: months go from 1 to 12");
  }
  int last = 31;
  while (last > 28 && !model::CheckDate(model::MakeDate(year, month, last)).ok()) --last;
  if (!model::CheckDate(model::MakeDate(year, month, last)).ok()) {
    return BothLanguages("1900 至 2200 年的日期", "a day of the years 1900 to 2200");
  }
  return BothLanguages(
      absl::StrCat("日历上有的日期：", year, " 年 ", month, " 月为 1 至 ", last, " 日"),
      absl::StrCat("a day that exists: ", year, "-", month < 10 ? "0" : "", month, " has ", last,
                   " days"));
}

}  // namespace

absl::StatusOr<int64_t> ParseScaled(std::string_view text, int digits) {
  if (const std::optional<int64_t> plain = PlainNumber(text, digits)) return *plain;
  const std::string narrow = Narrow(text);
  const std::optional<Number> number = SplitNumber(narrow);
  if (!number.has_value() || number->fraction.size() > static_cast<size_t>(digits)) {
    return Wrong(v1::REASON_CELL_INVALID, text, PlacesWanted(narrow, digits));
  }
  const size_t zeros = static_cast<size_t>(digits) - number->fraction.size();
  const std::string scaled = absl::StrCat(number->negative ? "-" : "", number->whole,
                                          number->fraction, std::string(zeros, '0'));
  int64_t value = 0;
  if (!absl::SimpleAtoi(scaled, &value)) {
    return Wrong(v1::REASON_OUT_OF_RANGE, text, "绝对值较小的数 / a smaller number");
  }
  return value;
}

absl::StatusOr<int32_t> ParseInteger(std::string_view text) {
  return Narrowed(text, ParseScaled(text, 0));
}

absl::StatusOr<int32_t> ParseYear(std::string_view text) {
  constexpr std::string_view kYearWords[] = {"年度", "年"};
  constexpr int32_t kYearMin = 1990;  // of AnnualReport.year
  constexpr int32_t kYearMax = 2100;
  std::string_view number = text;
  for (std::string_view word : kYearWords) {
    if (!number.ends_with(word)) continue;
    number.remove_suffix(word.size());
    break;
  }
  absl::StatusOr<int32_t> year = Narrowed(text, ParseScaled(Trim(number), 0));
  if (year.ok() && (*year < kYearMin || *year > kYearMax)) {
    return Wrong(v1::REASON_OUT_OF_RANGE, text, "1990 至 2100 年 / a year from 1990 to 2100");
  }
  return year;
}

absl::StatusOr<int32_t> ParseHundredths(std::string_view text) {
  return Narrowed(text, ParseScaled(text, 2));
}

absl::StatusOr<int32_t> ParsePercent(std::string_view text) {
  std::string number = Narrow(text);
  if (!number.empty() && number.back() == '%') number.pop_back();
  return Narrowed(text, ParseScaled(Trim(number), 2));
}

absl::StatusOr<v1::Date> ParseDateCell(std::string_view text) {
  const std::string narrow = Narrow(text);
  std::string_view rest = narrow;
  const std::optional<DayParts> parts = TakeDay(rest);
  if (!parts.has_value() || !IsTimeOfDay(rest)) {
    return Wrong(v1::REASON_DATE_INVALID, text, DayWanted(narrow));
  }
  int values[3] = {};
  for (size_t i = 0; i < 3; ++i) {
    const std::string_view part = parts->parts[i];
    if (!absl::SimpleAtoi(absl::string_view(part.data(), part.size()), &values[i])) {
      return Wrong(v1::REASON_DATE_INVALID, text, DayWanted(narrow));
    }
  }
  const v1::Date date = model::MakeDate(values[0], values[1], values[2]);
  if (model::CheckDate(date).ok()) return date;
  return Wrong(v1::REASON_DATE_INVALID, text, DayOfCalendarWanted(values[0], values[1]));
}

absl::StatusOr<bool> ParseYesNo(std::string_view text) {
  constexpr std::string_view kYes[] = {"是", "有", "√", "✓", "✔", "☑", "1", "yes", "y", "true"};
  constexpr std::string_view kNo[] = {"否", "无", "×", "✗", "✘", "☒", "0", "no", "n", "false"};
  const std::string form = absl::AsciiStrToLower(Narrow(text));
  if (std::count(std::begin(kYes), std::end(kYes), form) > 0) return true;
  if (std::count(std::begin(kNo), std::end(kNo), form) > 0) return false;
  return Wrong(v1::REASON_CELL_INVALID, text,
               "是 或 否；未知请留空 / yes or no; empty if not known");
}

absl::StatusOr<int> ParseEnumCell(std::string_view text, const EnumNames& names) {
  const std::optional<int> number = names.Find(text);
  if (number.has_value()) return *number;
  return Wrong(v1::REASON_UNKNOWN_ENUM, text,
               BothLanguages(absl::StrCat("其中之一：", names.Listing()),
                             absl::StrCat("one of: ", names.Listing())));
}

}  // namespace jifen::tools::table_import
