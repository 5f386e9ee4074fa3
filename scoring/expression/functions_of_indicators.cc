// Functions that ask what other indicators gave. Their argument is the index of the indicator: the
// compiler has put it in place of the id.
#include "scoring/expression/function_call.h"
#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {

Value IndicatorValue(Call& call, const Value* arguments) {
  return call.IndicatorValue(arguments[0].AsInt());
}

Value IndicatorPoints(Call& call, const Value* arguments) {
  return call.IndicatorPoints(arguments[0].AsInt());
}

Value Call::IndicatorValue(int64_t index) {
  Workspace& w = interpreter_.workspace_;
  const auto at = static_cast<size_t>(index);
  if (at >= w.indicators_.size() || !w.indicators_[at].is_set) return OrMissing(Value());
  w.evidence_.AddAll(w.indicators_[at].evidence);
  return OrMissing(w.indicators_[at].value);
}

Value Call::IndicatorPoints(int64_t index) {
  Workspace& w = interpreter_.workspace_;
  const auto at = static_cast<size_t>(index);
  if (at >= w.indicators_.size() || !w.indicators_[at].is_set) return OrMissing(Value());
  w.evidence_.AddAll(w.indicators_[at].evidence);
  return OrMissing(w.indicators_[at].points);
}

Value Call::OrMissing(const Value& value) {
  if (!value.IsMissing() || !value.causes().empty()) return value;
  return interpreter_.MissingFor(
      {.kind = CauseKind::kText, .text = interpreter_.TextOf(instruction_)});
}

}  // namespace jifen::scoring::expression
