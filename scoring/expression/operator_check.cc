#include "scoring/expression/operator_check.h"

#include <optional>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::expression {
namespace {

bool IsRelation(const std::string& op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=";
}

Type CheckIn(size_t at, const Type& a, const Type& b, FaultList* faults) {
  if (!b.IsList()) {
    faults->AddType(at, "in looks for an element of a list", FormatType(b), "a list");
    return Type();
  }
  const std::optional<Type> common = Common(a, b.Element());
  if (common.has_value() && HasEquality(*common)) return Type::Of(Kind::kBool);
  faults->AddType(at, "the list cannot hold such an element",
                  absl::StrCat(FormatType(a), " in ", FormatType(b)),
                  absl::StrCat(FormatType(b.Element()), " in ", FormatType(b)));
  return Type();
}

Type CheckComparison(const std::string& op, size_t at, const Type& a, const Type& b,
                     FaultList* faults) {
  const std::optional<Type> common = Common(a, b);
  const std::string got = absl::StrCat(FormatType(a), " ", op, " ", FormatType(b));
  if (!common.has_value()) {
    faults->AddType(at, absl::StrCat(FormatType(a), " and ", FormatType(b), " cannot be compared"),
                    got, "two values of one type");
    return Type();
  }
  const bool relation = IsRelation(op);
  if (relation ? HasOrder(*common) : HasEquality(*common)) return Type::Of(Kind::kBool);
  faults->AddType(at,
                  absl::StrCat("values of type ", FormatType(*common),
                               relation ? " have no order" : " are not compared"),
                  got, relation ? "int, decimal, string or date" : "two of their fields");
  return Type();
}

Type CheckArithmetic(const std::string& op, size_t at, const Type& a, const Type& b,
                     FaultList* faults) {
  const std::optional<Type> common = Common(a, b);
  const bool numbers = IsNumber(a) && IsNumber(b);
  if (numbers && (op != "%" || common->Is(Kind::kInt))) return *common;
  const bool joined =
      op == "+" && common.has_value() && (common->Is(Kind::kString) || common->IsList());
  if (joined) return *common;
  faults->AddType(at, absl::StrCat("the operator ", op, " does not take these"),
                  absl::StrCat(FormatType(a), " ", op, " ", FormatType(b)),
                  op == "%"   ? "int % int"
                  : op == "+" ? "numbers, two strings or two lists of one type"
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
