#include "proto/model/calendar.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "proto/model/error.h"

namespace jifen::model {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2200;
constexpr int kChinaOffsetSeconds = 8 * 3600;

absl::Status Wrong(std::string got) {
  return ToStatus({.reason = v1::REASON_DATE_INVALID,
                   .message = "",
                   .got = std::move(got),
                   .want = "a day of the calendar as YYYY-MM-DD, 1900 to 2200"});
}

bool ParsePart(std::string_view text, int& value) {
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return absl::SimpleAtoi(absl::string_view(text.data(), text.size()), &value);
}

}  // namespace

absl::Status CheckDate(const v1::Date& date) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  const bool normal =
      day.year() == date.year() && day.month() == date.month() && day.day() == date.day();
  if (!normal || date.year() < kYearMin || date.year() > kYearMax) return Wrong(FormatDate(date));
  return absl::OkStatus();
}

// Days from the civil calendar: eras of 400 years that begin in March.
int32_t ToDays(const v1::Date& date) {
  const int year = date.year() - (date.month() <= 2 ? 1 : 0);
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year =
      (153 * (date.month() + (date.month() > 2 ? -3 : 9)) + 2) / 5 + date.day() - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

v1::Date FromDays(int32_t days) {
  const absl::CivilDay day = absl::CivilDay(1970, 1, 1) + days;
  return MakeDate(static_cast<int>(day.year()), day.month(), day.day());
}

v1::Date MakeDate(int year, int month, int day) {
  v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

absl::StatusOr<v1::Date> ParseDate(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  const bool fits = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                    ParsePart(text.substr(0, 4), year) && ParsePart(text.substr(5, 2), month) &&
                    ParsePart(text.substr(8, 2), day);
  if (!fits) return Wrong(std::string(text));
  const v1::Date date = MakeDate(year, month, day);
  if (const absl::Status status = CheckDate(date); !status.ok()) return status;
  return date;
}

std::string FormatDate(const v1::Date& date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

v1::Date DayInChina(absl::Time instant) {
  const absl::CivilDay day = absl::ToCivilDay(instant, absl::FixedTimeZone(kChinaOffsetSeconds));
  return MakeDate(static_cast<int>(day.year()), day.month(), day.day());
}

}  // namespace jifen::model
