// Functions whose result depends on nothing but their arguments.
#include <charconv>
#include <memory>
#include <string>

#include "scoring/expression/function_call.h"
#include "scoring/expression/pattern.h"
#include "scoring/expression/workspace.h"

namespace jifen::scoring::expression {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

constexpr char kDecimalOverflow[] = "the result does not fit into 38 digits";
// 1 万元 is 10,000 yuan of 100 fen.
constexpr int64_t kFenPerWan = 1'000'000;
constexpr size_t kPatternSteps = 5'000;  // to compile one

Value Quotient(Call& call, Decimal dividend, Decimal divisor) {
  Decimal quotient;
  if (decimal::Divide(dividend, divisor, &quotient) != Arithmetic::kOk) {
    return call.Overflow(kDecimalOverflow);
  }
  return Value::OfDecimal(quotient);
}

// Of two present values of one kind that has an order.
bool IsLess(const Value& a, const Value& b) {
  return a.kind() == Kind::kDecimal ? a.AsDecimal() < b.AsDecimal() : a.AsInt() < b.AsInt();
}

Value DateFromParts(Call& call, int64_t year, int64_t month, int64_t day) {
  if (!IsDay(year, month, day)) {
    return call.Error(v1::REASON_DATE_INVALID, "the calendar has no such day",
                      "a day of the years 1..9999, e.g. date(\"2025-03-01\")");
  }
  return Value::OfDay(Day(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)));
}

// The number that exactly `text` is; -1 if it is anything else.
int64_t ParseDigits(std::string_view text) {
  int64_t number = -1;
  const char* end = text.data() + text.size();
  if (text.empty() || text[0] == '-') return -1;
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? number : -1;
}

}  // namespace

Value Ratio(Call& call, const Value* arguments) {
  const Decimal whole = arguments[1].AsDecimal();
  if (whole.IsZero()) return call.MissingArgument(1, arguments[1], CauseKind::kZero, " = 0");
  return Quotient(call, arguments[0].AsDecimal(), whole);
}

Value Growth(Call& call, const Value* arguments) {
  const Decimal before = arguments[1].AsDecimal();
  if (before <= Decimal()) {
    return call.MissingArgument(1, arguments[1], CauseKind::kNotPositive, " <= 0");
  }
  Decimal change;
  if (decimal::Subtract(arguments[0].AsDecimal(), before, &change) != Arithmetic::kOk) {
    return call.Overflow(kDecimalOverflow);
  }
  return Quotient(call, change, before);
}

Value WanOfInt(Call& call, const Value* arguments) {
  Decimal wan;
  const decimal::Int128 unscaled = arguments[0].AsInt() * (Decimal::kOne / kFenPerWan);
  if (Decimal::FromUnscaled(unscaled, &wan) != Arithmetic::kOk) {
    return call.Overflow(kDecimalOverflow);
  }
  return Value::OfDecimal(wan);
}

Value WanOfDecimal(Call& call, const Value* arguments) {
  return Quotient(call, arguments[0].AsDecimal(), Decimal::FromInt(kFenPerWan));
}

Value Lesser(Call&, const Value* arguments) {
  return IsLess(arguments[1], arguments[0]) ? arguments[1] : arguments[0];
}

Value Greater(Call&, const Value* arguments) {
  return IsLess(arguments[0], arguments[1]) ? arguments[1] : arguments[0];
}

Value MakeDate(Call& call, const Value* arguments) {
  return DateFromParts(call, arguments[0].AsInt(), arguments[1].AsInt(), arguments[2].AsInt());
}

Value ParseDate(Call& call, const Value* arguments) {
  const std::string_view text = arguments[0].AsString();
  const bool form = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!form) return DateFromParts(call, 0, 0, 0);
  return DateFromParts(call, ParseDigits(text.substr(0, 4)), ParseDigits(text.substr(5, 2)),
                       ParseDigits(text.substr(8, 2)));
}

Value YearOf(Call&, const Value* arguments) { return Value::Int(arguments[0].AsDay().year()); }

Value YearsBetween(Call&, const Value* arguments) {
  const Day from = arguments[0].AsDay();
  const Day to = arguments[1].AsDay();
  const auto full_years = [](Day a, Day b) {
    const bool before_anniversary =
        b.month() < a.month() || (b.month() == a.month() && b.day() < a.day());
    return b.year() - a.year() - (before_anniversary ? 1 : 0);
  };
  return Value::Int(from <= to ? full_years(from, to) : -full_years(to, from));
}

// In characters, as CEL counts.
Value StringSize(Call&, const Value* arguments) {
  int64_t size = 0;
  for (const char c : arguments[0].AsString()) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++size;
  }
  return Value::Int(size);
}

namespace {

// The byte at which the character `position` begins, from 0; the end for as many as there are. Npos beyond.
size_t ByteOf(std::string_view text, int64_t position) {
  if (position < 0) return std::string_view::npos;
  int64_t passed = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && passed++ == position) return at;
  }
  return passed == position ? text.size() : std::string_view::npos;
}

}  // namespace

// From one character to before another, or to the end. Beyond the text it is missing, as an element beyond a
// list is.
Value Substring(Call& call, const Value* arguments) {
  const std::string_view text = arguments[0].AsString();
  const size_t begin = ByteOf(text, arguments[1].AsInt());
  const size_t end = call.argument_count() == 2 ? text.size() : ByteOf(text, arguments[2].AsInt());
  if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) {
    return call.MissingResult();
  }
  return Value::String(text.substr(begin, end - begin));
}

Value StartsWith(Call&, const Value* arguments) {
  return Value::Bool(arguments[0].AsString().starts_with(arguments[1].AsString()));
}

Value EndsWith(Call&, const Value* arguments) {
  return Value::Bool(arguments[0].AsString().ends_with(arguments[1].AsString()));
}

// A search can cost the product of both lengths.
Value ContainsText(Call& call, const Value* arguments) {
  const size_t blocks = arguments[0].AsString().size() / kBytesPerElement;
  const size_t wanted_blocks = arguments[1].AsString().size() / kBytesPerElement;
  if (!call.CountElements(blocks * wanted_blocks)) return call.TooMuch();
  return Value::Bool(arguments[0].AsString().find(arguments[1].AsString()) !=
                     std::string_view::npos);
}

// Of a pattern that is computed; one that is written out is compiled with the expression.
Value Matches(Call& call, const Value* arguments) {
  // Before it is compiled: one that is refused costs as much, and a loop may try many.
  if (!call.CountElements(kPatternSteps)) return call.TooMuch();
  std::string why;
  const std::unique_ptr<const Pattern> pattern = Pattern::Make(arguments[1].AsString(), &why);
  if (pattern == nullptr) {
    return call.Error(v1::REASON_EXPRESSION_SYNTAX, "the text is no regular expression",
                      "a pattern of RE2 of at most 1000 bytes");
  }
  const std::string_view text = arguments[0].AsString();
  if (!call.CountElements(pattern->cost() + pattern->CostOf(text))) return call.TooMuch();
  return Value::Bool(pattern->Matches(text));
}

}  // namespace jifen::scoring::expression
