// Functions that ask the dossier.
#include <algorithm>

#include "scoring/expression/function_call.h"

namespace jifen::scoring::expression {

namespace {

// Of several reports of a year each field that is read becomes evidence for itself.
Value OrMissing(Call& call, const Value& report, int64_t year, v1::RdBasis basis) {
  if (report.IsPresent()) {
    call.evidence().Add(report.origin());
    return report;
  }
  return call.Missing(
      {.kind = CauseKind::kAnnualReport, .basis = static_cast<uint8_t>(basis), .number = year});
}

// The record whose period is asked for: of several annual reports the best.
RecordIndex RecordOf(Call& call, const Value& message) {
  const RecordIndex record = call.dossier().BestOf(message.origin());
  if (IsJoined(message.origin())) call.evidence().Add(record);
  return record;
}

}  // namespace

Value Annual(Call& call, const Value* arguments) {
  const int64_t year = arguments[0].AsInt();
  return OrMissing(call, call.dossier().AnnualReport(year), year, v1::RD_BASIS_UNSPECIFIED);
}

Value AnnualOfBasis(Call& call, const Value* arguments) {
  const int64_t year = arguments[0].AsInt();
  const auto basis = static_cast<v1::RdBasis>(arguments[1].AsEnum());
  return OrMissing(call, call.dossier().AnnualReport(year, basis), year, basis);
}

Value IsValid(Call& call, const Value* arguments) {
  return Value::Bool(call.dossier().IsValid(RecordOf(call, arguments[0])));
}

Value IsValidIn(Call& call, const Value* arguments) {
  return Value::Bool(call.dossier().IsValidWithin(RecordOf(call, arguments[0]),
                                                  arguments[1].AsDay(), arguments[2].AsDay()));
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
