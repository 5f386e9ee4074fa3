// proto/model/calendar.h: civil days of jifen.v1.Date.
//
//   Shape    a day as a count of days from 1970-01-01, or as text YYYY-MM-DD.
//   Range    1900-01-01..2200-12-31.
//   Errors   CheckDate, ParseDate: DATE_INVALID, without a path.
//   Threads  free functions without state; the clock is the caller's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/date.pb.h"

namespace jifen::model {

absl::Status CheckDate(const v1::Date& date);

// Days from 1970-01-01; the date must pass CheckDate.
int32_t ToDays(const v1::Date& date);
v1::Date FromDays(int32_t days);

v1::Date MakeDate(int year, int month, int day);
absl::StatusOr<v1::Date> ParseDate(std::string_view text);
std::string FormatDate(const v1::Date& date);

// The civil day of an instant in China Standard Time, UTC+8.
v1::Date DayInChina(absl::Time instant);

}  // namespace jifen::model
