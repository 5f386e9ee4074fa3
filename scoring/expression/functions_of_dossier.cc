// Functions that ask the dossier.
#include <algorithm>

#include "scoring/expression/function_call.h"

namespace jifen::scoring::expression {

Value Annual(Call& call, const Value* arguments) {
  const int64_t year = arguments[0].AsInt();
  const Value report = call.dossier().AnnualReport(year);
  if (!report.IsPresent()) {
    return call.Missing({.kind = CauseKind::kAnnualReport, .number = year});
  }
  call.evidence().Add(report.origin());
  return report;
}

Value IsValid(Call& call, const Value* arguments) {
  return Value::Bool(call.dossier().IsValid(arguments[0].origin()));
}

Value IsValidIn(Call& call, const Value* arguments) {
  return Value::Bool(call.dossier().IsValidWithin(arguments[0].origin(), arguments[1].AsDay(),
                                                  arguments[2].AsDay()));
}

// valid_at - years < day <= valid_at, the 29th of February of a common year standing between the
// 28th and the first of March.
Value WithinYears(Call& call, const Value* arguments) {
  constexpr int64_t kYearsMax = 10'000;
  const Day day = arguments[0].AsDay();
  const int64_t years = std::clamp(arguments[1].AsInt(), -kYearsMax, kYearsMax);
  const int64_t end = day.packed() + years * Day(1, 0, 0).packed();
  const int64_t valid_at = call.dossier().valid_at().packed();
  return Value::Bool(valid_at < end && day.packed() <= valid_at);
}

}  // namespace jifen::scoring::expression
