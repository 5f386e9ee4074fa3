// Conversions between the kinds of values: int(...), string(...), timestamp(...) and their like.
#include <array>
#include <charconv>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "scoring/expression/function_call.h"
#include "scoring/expression/timestamp.h"

namespace jifen::scoring::expression {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

struct BoolWord {
  std::string_view text;
  bool value;
};
constexpr std::array<BoolWord, 10> kBoolWords = {{{"1", true},
                                                  {"t", true},
                                                  {"true", true},
                                                  {"TRUE", true},
                                                  {"True", true},
                                                  {"0", false},
                                                  {"f", false},
                                                  {"false", false},
                                                  {"FALSE", false},
                                                  {"False", false}}};

Value OutOfYears(Call& call) {
  return call.Error(v1::REASON_DATE_INVALID, "the text or number is no timestamp",
                    "RFC 3339 in the years 1..9999, e.g. 2025-03-01T08:00:00+08:00");
}

}  // namespace

Value Itself(Call&, const Value* arguments) { return arguments[0]; }

Value IntOfDecimal(Call& call, const Value* arguments) {
  int64_t integer = 0;
  if (decimal::Truncate(arguments[0].AsDecimal(), &integer) != Arithmetic::kOk) {
    return call.Overflow("the number does not fit into 64 bits");
  }
  return Value::Int(integer);
}

Value IntOfString(Call& call, const Value* arguments) {
  std::string_view text = arguments[0].AsString();
  const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  if (plus) text.remove_prefix(1);
  int64_t integer = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, integer);
  if (error == std::errc::result_out_of_range) {
    return call.Overflow("the number does not fit into 64 bits");
  }
  if (error != std::errc() || stop != end) {
    return call.Error(v1::REASON_TEXT_INVALID, "the text is no whole number", "digits, e.g. -12");
  }
  return Value::Int(integer);
}

Value IntOfTimestamp(Call&, const Value* arguments) {
  return Value::Int(arguments[0].AsTimestamp().seconds());
}

Value DecimalOfString(Call& call, const Value* arguments) {
  const auto number = Decimal::Parse(arguments[0].AsString());
  if (!number.ok()) {
    return call.Error(v1::REASON_DECIMAL_INVALID, "the text is no decimal",
                      "at most 20 digits before the point and 18 after it, e.g. -0.05");
  }
  return Value::OfDecimal(*number);
}

Value BoolOfString(Call& call, const Value* arguments) {
  for (const BoolWord& word : kBoolWords) {
    if (word.text == arguments[0].AsString()) return Value::Bool(word.value);
  }
  return call.Error(v1::REASON_TEXT_INVALID, "the text is no bool",
                    "true, True, TRUE, t, 1, false, False, FALSE, f or 0");
}

Value StringOfBool(Call&, const Value* arguments) {
  return Value::String(arguments[0].AsBool() ? "true" : "false");
}

Value StringOfInt(Call& call, const Value* arguments) {
  return call.MakeString(absl::StrCat(arguments[0].AsInt()));
}

Value StringOfDecimal(Call& call, const Value* arguments) {
  return call.MakeString(arguments[0].AsDecimal().Format());
}

Value StringOfDate(Call& call, const Value* arguments) {
  const Day day = arguments[0].AsDay();
  return call.MakeString(absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day()));
}

Value StringOfTimestamp(Call& call, const Value* arguments) {
  return call.MakeString(FormatTimestamp(arguments[0].AsTimestamp()));
}

Value StringOfDuration(Call& call, const Value* arguments) {
  return call.MakeString(FormatDuration(arguments[0].AsDuration()));
}

Value TimestampOfString(Call& call, const Value* arguments) {
  const std::optional<Timestamp> timestamp = ParseTimestamp(arguments[0].AsString());
  return timestamp.has_value() ? Value::OfTimestamp(*timestamp) : OutOfYears(call);
}

Value TimestampOfInt(Call& call, const Value* arguments) {
  const std::optional<Timestamp> timestamp = Timestamp::FromSeconds(arguments[0].AsInt());
  return timestamp.has_value() ? Value::OfTimestamp(*timestamp) : OutOfYears(call);
}

// Every day of the calendar has a beginning.
Value TimestampOfDate(Call& call, const Value* arguments) {
  const Day day = arguments[0].AsDay();
  const int64_t days = DaysFromCivil(day.year(), day.month(), day.day());
  const std::optional<Timestamp> timestamp = Timestamp::FromSeconds(days * kSecondsPerDay);
  return timestamp.has_value() ? Value::OfTimestamp(*timestamp) : OutOfYears(call);
}

Value DurationOfString(Call& call, const Value* arguments) {
  const std::optional<int64_t> nanoseconds = ParseDuration(arguments[0].AsString());
  if (nanoseconds.has_value()) return Value::Duration(*nanoseconds);
  return call.Error(v1::REASON_TEXT_INVALID, "the text is no duration",
                    "numbers with units h, m, s, ms, us or ns, e.g. 1h30m, of at most 292 years");
}

}  // namespace jifen::scoring::expression
