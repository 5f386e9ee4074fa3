#include "services/request/asked_days.h"

#include <algorithm>
#include <string>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "scoring/evaluate/evaluator.h"

namespace jifen::services::request {

using scoring::evaluate::kYearMax;
using scoring::evaluate::kYearMin;

absl::StatusOr<v1::Date> ReadValidAt(const AskedDays& asked, const v1::Date& today) {
  const v1::Date valid_at = asked.valid_at == nullptr ? today : *asked.valid_at;
  if (const absl::Status status = model::CheckDate(valid_at); !status.ok()) {
    return model::WithPathPrefix(status, "valid_at");
  }
  if (model::ToDays(valid_at) > model::ToDays(today)) {
    return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                            .path = "valid_at",
                            .got = model::FormatDate(valid_at),
                            .want = "a day up to today, " + model::FormatDate(today)});
  }
  const int last = std::min(kYearMax, valid_at.year() - 1);
  if (asked.year == 0 || (asked.year >= kYearMin && asked.year <= last)) return valid_at;
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .path = "year",
                          .got = std::to_string(asked.year),
                          .want = "0 (the year before valid_at) or 1990.." + std::to_string(last)});
}

}  // namespace jifen::services::request
