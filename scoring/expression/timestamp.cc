#include "scoring/expression/timestamp.h"

#include <array>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {
namespace {

using decimal::Int128;

constexpr int64_t kSecondsPerMinute = 60;
constexpr int64_t kSecondsPerHour = 3'600;
constexpr int64_t kLeastSecond = -62'135'596'800;     // 0001-01-01T00:00:00Z
constexpr int64_t kGreatestSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z
constexpr int kFractionDigits = 9;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Takes exactly `count` digits from the front; nullopt if there are fewer.
std::optional<int> TakeDigits(std::string_view* text, size_t count) {
  if (text->size() < count) return std::nullopt;
  int number = 0;
  for (const char c : text->substr(0, count)) {
    if (!IsDigit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text->remove_prefix(count);
  return number;
}

bool TakeCharacter(std::string_view* text, char wanted) {
  if (!text->starts_with(wanted)) return false;
  text->remove_prefix(1);
  return true;
}

// Two numbers of two digits with a colon between: hours and minutes.
std::optional<int> TakeMinutesOfDay(std::string_view* text) {
  const std::optional<int> hours = TakeDigits(text, 2);
  if (!hours.has_value() || !TakeCharacter(text, ':')) return std::nullopt;
  const std::optional<int> minutes = TakeDigits(text, 2);
  if (!minutes.has_value() || *hours > 23 || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

std::optional<int64_t> TakeDay(std::string_view* text) {
  const std::optional<int> year = TakeDigits(text, 4);
  if (!year.has_value() || !TakeCharacter(text, '-')) return std::nullopt;
  const std::optional<int> month = TakeDigits(text, 2);
  if (!month.has_value() || !TakeCharacter(text, '-')) return std::nullopt;
  const std::optional<int> day = TakeDigits(text, 2);
  if (!day.has_value() || !IsDay(*year, *month, *day)) return std::nullopt;
  return DaysFromCivil(*year, *month, *day);
}

// What follows the point, as nanoseconds; no digit at all, or more than nine, is malformed.
std::optional<int64_t> TakeFraction(std::string_view* text) {
  int64_t nanoseconds = 0;
  int digits = 0;
  for (; !text->empty() && IsDigit(text->front()); text->remove_prefix(1), ++digits) {
    if (digits == kFractionDigits) return std::nullopt;
    nanoseconds = nanoseconds * 10 + (text->front() - '0');
  }
  if (digits == 0) return std::nullopt;
  for (; digits < kFractionDigits; ++digits) nanoseconds *= 10;
  return nanoseconds;
}

// The zone that ends an instant, in minutes east.
std::optional<int> TakeOffset(std::string_view* text) {
  if (TakeCharacter(text, 'Z')) return 0;
  const bool west = text->starts_with('-');
  if (!TakeCharacter(text, west ? '-' : '+')) return std::nullopt;
  const std::optional<int> minutes = TakeMinutesOfDay(text);
  if (!minutes.has_value()) return std::nullopt;
  return west ? -*minutes : *minutes;
}

struct DurationUnit {
  std::string_view name;
  int64_t nanoseconds;
};
// Longer names before their beginnings.
constexpr std::array<DurationUnit, 8> kDurationUnits = {{
    {"ns", 1},
    {"us", 1'000},
    {"\u00b5s", 1'000},
    {"\u03bcs", 1'000},
    {"ms", 1'000'000},
    {"s", kNanosecondsPerSecond},
    {"m", 60 * kNanosecondsPerSecond},
    {"h", 3'600 * kNanosecondsPerSecond},
}};

// One number with its unit. What is finer than a nanosecond is cut.
std::optional<Int128> TakeDurationPart(std::string_view* text) {
  constexpr Int128 kBound = Int128{1} << 64;
  Int128 whole = 0;
  Int128 fraction = 0;
  Int128 scale = 1;
  bool digits = false;
  for (; !text->empty() && IsDigit(text->front()); text->remove_prefix(1), digits = true) {
    whole = whole * 10 + (text->front() - '0');
    if (whole > kBound) return std::nullopt;
  }
  if (TakeCharacter(text, '.')) {
    for (; !text->empty() && IsDigit(text->front()); text->remove_prefix(1), digits = true) {
      if (scale >= kBound) continue;
      fraction = fraction * 10 + (text->front() - '0');
      scale *= 10;
    }
  }
  if (!digits) return std::nullopt;
  for (const DurationUnit& unit : kDurationUnits) {
    if (!text->starts_with(unit.name)) continue;
    text->remove_prefix(unit.name.size());
    return whole * unit.nanoseconds + fraction * unit.nanoseconds / scale;
  }
  return std::nullopt;
}

// ".5" for half a second; empty for none.
std::string FormatFraction(int64_t nanoseconds) {
  if (nanoseconds == 0) return "";
  std::string digits = absl::StrFormat(".%09d", nanoseconds);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

}  // namespace

std::optional<Timestamp> Timestamp::FromNanoseconds(Int128 nanoseconds) {
  constexpr Int128 kLeast = Int128{kLeastSecond} * kNanosecondsPerSecond;
  constexpr Int128 kBound = (Int128{kGreatestSecond} + 1) * kNanosecondsPerSecond;
  if (nanoseconds < kLeast || nanoseconds >= kBound) return std::nullopt;
  Timestamp timestamp;
  timestamp.nanoseconds_ = nanoseconds;
  return timestamp;
}

std::optional<Timestamp> Timestamp::FromSeconds(int64_t seconds) {
  return FromNanoseconds(Int128{seconds} * kNanosecondsPerSecond);
}

int64_t Timestamp::nanosecond_of_second() const {
  const auto rest = static_cast<int64_t>(nanoseconds_ % kNanosecondsPerSecond);
  return rest < 0 ? rest + kNanosecondsPerSecond : rest;
}

int64_t Timestamp::seconds() const {
  return static_cast<int64_t>((nanoseconds_ - nanosecond_of_second()) / kNanosecondsPerSecond);
}

// Years begin in March here, so that the leap day is the last one; 146,097 days are 400 years.
int64_t DaysFromCivil(int64_t year, int month, int day) {
  const int64_t y = year - (month <= 2 ? 1 : 0);
  const int64_t era = FloorDivide(y, 400);
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

CivilTime CivilTimeOf(Timestamp timestamp, int zone_minutes) {
  const int64_t seconds = timestamp.seconds() + zone_minutes * kSecondsPerMinute;
  const int64_t days = FloorDivide(seconds, kSecondsPerDay);
  const int64_t second_of_day = seconds - days * kSecondsPerDay;
  const int64_t shifted = days + 719'468;
  const int64_t era = FloorDivide(shifted, 146'097);
  const int64_t day_of_era = shifted - era * 146'097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_from_march =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_from_march + 2) / 153;
  CivilTime civil{};
  civil.day = static_cast<int>(day_from_march - (153 * month_from_march + 2) / 5 + 1);
  civil.month =
      static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  civil.day_of_week = static_cast<int>((days % 7 + 11) % 7);  // 1970-01-01 was a Thursday
  civil.day_of_year = static_cast<int>(days - DaysFromCivil(civil.year, 1, 1));
  civil.hour = static_cast<int>(second_of_day / kSecondsPerHour);
  civil.minute = static_cast<int>(second_of_day % kSecondsPerHour / kSecondsPerMinute);
  civil.second = static_cast<int>(second_of_day % kSecondsPerMinute);
  return civil;
}

std::optional<Timestamp> ParseTimestamp(std::string_view text) {
  const std::optional<int64_t> days = TakeDay(&text);
  if (!days.has_value() || !TakeCharacter(&text, 'T')) return std::nullopt;
  const std::optional<int> minutes = TakeMinutesOfDay(&text);
  if (!minutes.has_value() || !TakeCharacter(&text, ':')) return std::nullopt;
  const std::optional<int> second = TakeDigits(&text, 2);
  if (!second.has_value() || *second > 59) return std::nullopt;
  int64_t nanosecond = 0;
  if (TakeCharacter(&text, '.')) {
    const std::optional<int64_t> fraction = TakeFraction(&text);
    if (!fraction.has_value()) return std::nullopt;
    nanosecond = *fraction;
  }
  const std::optional<int> offset = TakeOffset(&text);
  if (!offset.has_value() || !text.empty()) return std::nullopt;
  const int64_t seconds =
      *days * kSecondsPerDay + (*minutes - *offset) * kSecondsPerMinute + *second;
  return Timestamp::FromNanoseconds(Int128{seconds} * kNanosecondsPerSecond + nanosecond);
}

std::string FormatTimestamp(Timestamp timestamp) {
  const CivilTime civil = CivilTimeOf(timestamp, 0);
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02d%sZ", civil.year, civil.month, civil.day,
                         civil.hour, civil.minute, civil.second,
                         FormatFraction(timestamp.nanosecond_of_second()));
}

std::optional<int64_t> ParseDuration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  Int128 total = 0;
  while (!text.empty()) {
    const std::optional<Int128> part = TakeDurationPart(&text);
    if (!part.has_value()) return std::nullopt;
    total += *part;
    if (total > Int128{1} << 64) return std::nullopt;
  }
  if (negative) total = -total;
  if (total < std::numeric_limits<int64_t>::min() || total > std::numeric_limits<int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<int64_t>(total);
}

std::string FormatDuration(int64_t nanoseconds) {
  const int64_t fraction = nanoseconds % kNanosecondsPerSecond;
  const int64_t whole = nanoseconds / kNanosecondsPerSecond;
  return absl::StrCat(nanoseconds < 0 ? "-" : "", whole < 0 ? -whole : whole,
                      FormatFraction(fraction < 0 ? -fraction : fraction), "s");
}

std::optional<int> ParseZone(std::string_view text) {
  if (text == "UTC") return 0;
  const bool west = text.starts_with('-');
  if (west || text.starts_with('+')) text.remove_prefix(1);
  const std::optional<int> minutes = TakeMinutesOfDay(&text);
  if (!minutes.has_value() || !text.empty()) return std::nullopt;
  return west ? -*minutes : *minutes;
}

}  // namespace jifen::scoring::expression
