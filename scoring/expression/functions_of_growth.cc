// cagr(first, last, years): the yearly growth over several years.
#include "scoring/expression/exact_root.h"
#include "scoring/expression/function_call.h"

namespace jifen::scoring::expression {

using decimal::Arithmetic;
using decimal::Decimal;

// The root is rounded once; less one, that is the growth rounded once.
Value Cagr(Call& call, const Value* arguments) {
  const Decimal first = arguments[0].AsDecimal();
  const Decimal last = arguments[1].AsDecimal();
  const int64_t years = arguments[2].AsInt();
  if (first <= Decimal()) {
    return call.MissingArgument(0, arguments[0], CauseKind::kNotPositive, " <= 0");
  }
  if (last < Decimal()) {
    return call.MissingArgument(1, arguments[1], CauseKind::kNegative, " < 0");
  }
  if (years < 1) return call.MissingArgument(2, arguments[2], CauseKind::kText, " < 1");
  if (years > kRootDegreeMax) {
    return call.Error(v1::REASON_EXPRESSION_TOO_COMPLEX, "cagr goes over too many years",
                      "1..100 years");
  }
  if (!call.CountElements(static_cast<size_t>(years * years))) return call.TooMuch();
  Decimal growth;
  if (RootOfRatio(last, first, years, &growth) != Arithmetic::kOk ||
      decimal::Subtract(growth, Decimal::FromInt(1), &growth) != Arithmetic::kOk) {
    return call.Overflow("the result does not fit into 38 digits");
  }
  return Value::OfDecimal(growth);
}

}  // namespace jifen::scoring::expression
