// What clock and calendar show of timestamps and durations.
#include "scoring/expression/function_call.h"
#include "scoring/expression/timestamp.h"

namespace jifen::scoring::expression {
namespace {

constexpr int64_t kNanosecondsPerMillisecond = 1'000'000;

// Of arguments[0] in the zone that arguments[1] names; UTC without one.
template <typename Part>
Value PartOf(Call& call, const Value* arguments, Part part) {
  int zone_minutes = 0;
  if (call.argument_count() == 2) {
    const std::optional<int> zone = ParseZone(arguments[1].AsString());
    if (!zone.has_value()) {
      return call.Error(v1::REASON_TEXT_INVALID, kNoZone, kZoneWanted);
    }
    zone_minutes = *zone;
  }
  return Value::Int(part(CivilTimeOf(arguments[0].AsTimestamp(), zone_minutes)));
}

}  // namespace

Value FullYear(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.year; });
}
Value MonthFrom0(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.month - 1; });
}
Value DayOfMonthFrom0(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.day - 1; });
}
Value DayOfMonthFrom1(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.day; });
}
Value DayOfWeek(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.day_of_week; });
}
Value DayOfYear(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.day_of_year; });
}
Value Hours(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.hour; });
}
Value Minutes(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.minute; });
}
Value Seconds(Call& call, const Value* arguments) {
  return PartOf(call, arguments, [](const CivilTime& civil) { return civil.second; });
}
Value Milliseconds(Call& call, const Value* arguments) {
  const int64_t nanoseconds = arguments[0].AsTimestamp().nanosecond_of_second();
  return PartOf(call, arguments, [nanoseconds](const CivilTime&) {
    return nanoseconds / kNanosecondsPerMillisecond;
  });
}

// All of the duration in full hours, minutes or seconds; but the milliseconds beside full seconds.
Value DurationHours(Call&, const Value* arguments) {
  return Value::Int(arguments[0].AsDuration() / (3'600 * kNanosecondsPerSecond));
}
Value DurationMinutes(Call&, const Value* arguments) {
  return Value::Int(arguments[0].AsDuration() / (60 * kNanosecondsPerSecond));
}
Value DurationSeconds(Call&, const Value* arguments) {
  return Value::Int(arguments[0].AsDuration() / kNanosecondsPerSecond);
}
Value DurationMilliseconds(Call&, const Value* arguments) {
  return Value::Int(arguments[0].AsDuration() % kNanosecondsPerSecond / kNanosecondsPerMillisecond);
}

}  // namespace jifen::scoring::expression
