// The part of the interpreter that computes: with numbers and time, and what + makes of texts and lists.
#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {

using decimal::Arithmetic;
using decimal::Decimal;

Value Interpreter::IntArithmetic(uint32_t index, const Instruction& i) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  const Value a = i.op == Op::kNegateInt ? Value::Int(0) : Run(i.a);
  const Value b = Run(i.op == Op::kNegateInt ? i.a : i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  const bool divides = i.op == Op::kDivideInt || i.op == Op::kRemainderInt;
  if (divides && b.AsInt() == 0) return MissingOperand(i.b, b, CauseKind::kZero, " = 0");
  int64_t result = 0;
  bool overflow = false;
  switch (i.op) {
    case Op::kAddInt:
      overflow = __builtin_add_overflow(a.AsInt(), b.AsInt(), &result);
      break;
    case Op::kMultiplyInt:
      overflow = __builtin_mul_overflow(a.AsInt(), b.AsInt(), &result);
      break;
    case Op::kDivideInt:
    case Op::kRemainderInt:
      overflow = a.AsInt() == kLeast && b.AsInt() == -1;
      if (!overflow)
        result = i.op == Op::kDivideInt ? a.AsInt() / b.AsInt() : a.AsInt() % b.AsInt();
      break;
    default:
      overflow = __builtin_sub_overflow(a.AsInt(), b.AsInt(), &result);
      break;
  }
  if (!overflow) return Value::Int(result);
  return ErrorAt(index, v1::REASON_NUMBER_OVERFLOW, "the result does not fit into 64 bits",
                 "-9223372036854775808..9223372036854775807");
}

Value Interpreter::DecimalArithmetic(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  Decimal result;
  Arithmetic outcome = Arithmetic::kOk;
  switch (i.op) {
    case Op::kAddDecimal:
      outcome = decimal::Add(a.AsDecimal(), b.AsDecimal(), &result);
      break;
    case Op::kSubtractDecimal:
      outcome = decimal::Subtract(a.AsDecimal(), b.AsDecimal(), &result);
      break;
    case Op::kMultiplyDecimal:
      outcome = decimal::Multiply(a.AsDecimal(), b.AsDecimal(), &result);
      break;
    default:
      outcome = decimal::Divide(a.AsDecimal(), b.AsDecimal(), &result);
      break;
  }
  if (outcome == Arithmetic::kOk) return Value::OfDecimal(result);
  if (outcome == Arithmetic::kZeroDivisor) {
    return MissingOperand(i.b, b, CauseKind::kZero, " = 0");
  }
  return ErrorAt(index, v1::REASON_NUMBER_OVERFLOW, "the result does not fit into 38 digits",
                 "less than 10^20");
}

// A sum of a duration and a timestamp, in either order, or of two durations; or a difference.
Value Interpreter::TimeArithmetic(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  const auto nanoseconds = [](const Value& value) {
    return value.kind() == Kind::kTimestamp ? value.AsTimestamp().nanoseconds()
                                            : decimal::Int128{value.AsDuration()};
  };
  const bool sum = i.op == Op::kAddTime;
  const decimal::Int128 result =
      sum ? nanoseconds(a) + nanoseconds(b) : nanoseconds(a) - nanoseconds(b);
  const bool is_timestamp = (a.kind() == Kind::kTimestamp) != (b.kind() == Kind::kTimestamp);
  if (is_timestamp) {
    const std::optional<Timestamp> timestamp = Timestamp::FromNanoseconds(result);
    if (timestamp.has_value()) return Value::OfTimestamp(*timestamp);
    return ErrorAt(index, v1::REASON_NUMBER_OVERFLOW, "the timestamp is out of range",
                   "the years 1..9999");
  }
  if (result == static_cast<int64_t>(result)) return Value::Duration(static_cast<int64_t>(result));
  return ErrorAt(index, v1::REASON_NUMBER_OVERFLOW, "the duration is out of range",
                 "at most about 292 years");
}

Value Interpreter::JoinStrings(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  const std::string_view x = a.AsString();
  const std::string_view y = b.AsString();
  if (!HasRoom(x.size() + y.size()) || !CountBytes(x.size() + y.size())) return TooMuch(index);
  char* joined = workspace_.arena_.Allocate<char>(x.size() + y.size());
  std::copy(x.begin(), x.end(), joined);
  std::copy(y.begin(), y.end(), joined + x.size());
  return Value::String(std::string_view(joined, x.size() + y.size()));
}

Value Interpreter::JoinLists(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  const std::span<const Value> x = a.AsList();
  const std::span<const Value> y = b.AsList();
  if (!HasRoom((x.size() + y.size()) * sizeof(Value)) || !CountElements(x.size() + y.size())) {
    return TooMuch(index);
  }
  Value* joined = workspace_.arena_.Allocate<Value>(x.size() + y.size());
  std::uninitialized_copy(x.begin(), x.end(), joined);
  std::uninitialized_copy(y.begin(), y.end(), joined + x.size());
  return Value::List(std::span<const Value>(joined, x.size() + y.size()));
}

}  // namespace jifen::scoring::expression
