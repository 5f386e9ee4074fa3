// services/request/asked_days.h: the day and the year that a score is asked for.
//
//   Errors   DATE_INVALID and OUT_OF_RANGE (valid_at: no day, or after today), then OUT_OF_RANGE (year).
//   Threads  a free function without state.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/date.pb.h"

namespace jifen::services::request {

// As requests hold them.
struct AskedDays {
  const v1::Date* valid_at = nullptr;  // null: today
  int year = 0;                        // 0: the year before valid_at
};

// The day to score at. A card about a day or a year to come would be the newest of its enterprise, and
// hide those that are true.
absl::StatusOr<v1::Date> ReadValidAt(const AskedDays& asked, const v1::Date& today);

}  // namespace jifen::services::request
