#include "scoring/expression/operator_check.h"

#include <optional>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::expression {
namespace {

bool IsRelation(const std::string& op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=";
}

Type CheckIn(size_t at, const Type& a, const Type& b, FaultList* faults) {
  if (!b.IsList() && !b.IsMap()) {
    faults->AddType(at, "in looks for an element of a list or a key of a map", FormatType(b),
                    "a list or a map");
    return Type();
  }
  const Type element = b.IsList() ? b.Element() : b.key();
  const bool fits =
      b.IsList() ? AreComparable(a, element) : a == element || element.Is(Kind::kUnknown);
  if (fits) return Type::Of(Kind::kBool);
  faults->AddType(
      at, b.IsList() ? "the list cannot hold such an element" : "the map cannot have such a key",
      absl::StrCat(FormatType(a), " in ", FormatType(b)),
      absl::StrCat(FormatType(element), " in ", FormatType(b)));
  return Type();
}

Type CheckComparison(const std::string& op, size_t at, const Type& a, const Type& b,
                     FaultList* faults) {
  const std::optional<Type> common = Common(a, b);
  const bool relation = IsRelation(op);
  if (relation ? common.has_value() && HasOrder(*common) : AreComparable(a, b)) {
    return Type::Of(Kind::kBool);
  }
  const std::string got = absl::StrCat(FormatType(a), " ", op, " ", FormatType(b));
  if (!common.has_value()) {
    const bool null = a.Is(Kind::kNull) || b.Is(Kind::kNull);
    faults->AddType(at, absl::StrCat(FormatType(a), " and ", FormatType(b), " cannot be compared"),
                    got,
                    null ? "has(record.field): what is not set is missing, not null"
                         : "two values of one type");
    return Type();
  }
  faults->AddType(
      at,
      absl::StrCat("values of type ", FormatType(*common),
                   relation ? " have no order" : " are not compared"),
      got,
      relation ? "numbers, bools, strings, dates, timestamps or durations" : "two of their fields");
  return Type();
}

// Of timestamps and durations; nullopt if the operator does not take them.
std::optional<Type> TimeArithmetic(const std::string& op, const Type& a, const Type& b) {
  const bool instant_a = a.Is(Kind::kTimestamp);
  const bool instant_b = b.Is(Kind::kTimestamp);
  const bool duration_a = a.Is(Kind::kDuration);
  const bool duration_b = b.Is(Kind::kDuration);
  if (op != "+" && op != "-") return std::nullopt;
  if (duration_a && duration_b) return a;
  if (instant_a && duration_b) return a;
  if (op == "+" && duration_a && instant_b) return b;
  if (op == "-" && instant_a && instant_b) return Type::Of(Kind::kDuration);
  return std::nullopt;
}

Type CheckArithmetic(const std::string& op, size_t at, const Type& a, const Type& b,
                     FaultList* faults) {
  const std::optional<Type> common = Common(a, b);
  const bool numbers = IsNumber(a) && IsNumber(b);
  if (numbers && (op != "%" || common->Is(Kind::kInt))) return *common;
  const bool joined =
      op == "+" && common.has_value() && (common->Is(Kind::kString) || common->IsList());
  if (joined) return *common;
  if (const std::optional<Type> time = TimeArithmetic(op, a, b)) return *time;
  faults->AddType(at, absl::StrCat("the operator ", op, " does not take these"),
                  absl::StrCat(FormatType(a), " ", op, " ", FormatType(b)),
                  op == "%"   ? "int % int"
                  : op == "+" ? "numbers, strings, lists of one type, or time and a duration"
                  : op == "-" ? "numbers, or timestamps and durations"
                              : "numbers");
  return Type();
}

}  // namespace

Type CheckOperator(const std::string& op, size_t at, const Type& a, const Type& b,
                   FaultList* faults) {
  const bool comparison = op == "==" || op == "!=" || op == "in" || IsRelation(op);
  if (a.Is(Kind::kUnknown) || b.Is(Kind::kUnknown)) {
    return comparison ? Type::Of(Kind::kBool) : Type();
  }
  if (op == "in") return CheckIn(at, a, b, faults);
  return comparison ? CheckComparison(op, at, a, b, faults) : CheckArithmetic(op, at, a, b, faults);
}

}  // namespace jifen::scoring::expression
