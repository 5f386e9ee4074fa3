// Functions that count, sum or choose: every element that takes part becomes evidence.
#include "scoring/expression/function_call.h"

namespace jifen::scoring::expression {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

void AddEvidence(Call& call, std::span<const Value> items) {
  for (const Value& item : items) call.dossier().AddRecords(item.origin(), &call.evidence());
}

bool IsLess(const Value& a, const Value& b) {
  return a.kind() == Kind::kDecimal ? a.AsDecimal() < b.AsDecimal() : a.AsInt() < b.AsInt();
}

// The first of the elements before which none comes.
template <typename Before>
Value Choose(Call& call, std::span<const Value> items, Before comes_before) {
  if (items.empty()) {
    return call.MissingArgument(0, Value(), CauseKind::kText, " is empty");
  }
  AddEvidence(call, items);
  const Value* chosen = &items[0];
  for (const Value& item : items) {
    if (comes_before(item, *chosen)) chosen = &item;
  }
  return *chosen;
}

}  // namespace

Value ListSize(Call& call, const Value* arguments) {
  AddEvidence(call, arguments[0].AsList());
  return Value::Int(static_cast<int64_t>(arguments[0].AsList().size()));
}

Value MapSize(Call& call, const Value* arguments) {
  AddEvidence(call, arguments[0].AsMapValues());
  return Value::Int(static_cast<int64_t>(arguments[0].AsMapKeys().size()));
}

Value SumOfInts(Call& call, const Value* arguments) {
  AddEvidence(call, arguments[0].AsList());
  int64_t sum = 0;
  for (const Value& item : arguments[0].AsList()) {
    if (__builtin_add_overflow(sum, item.AsInt(), &sum)) {
      return call.Overflow("the sum does not fit into 64 bits");
    }
  }
  return Value::Int(sum);
}

Value SumOfDecimals(Call& call, const Value* arguments) {
  AddEvidence(call, arguments[0].AsList());
  Decimal sum;
  for (const Value& item : arguments[0].AsList()) {
    if (decimal::Add(sum, item.AsDecimal(), &sum) != Arithmetic::kOk) {
      return call.Overflow("the sum does not fit into 38 digits");
    }
  }
  return Value::OfDecimal(sum);
}

Value Least(Call& call, const Value* arguments) {
  return Choose(call, arguments[0].AsList(), IsLess);
}

Value Greatest(Call& call, const Value* arguments) {
  return Choose(call, arguments[0].AsList(),
                [](const Value& a, const Value& b) { return IsLess(b, a); });
}

}  // namespace jifen::scoring::expression
