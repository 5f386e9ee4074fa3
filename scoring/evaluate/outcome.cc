#include "scoring/evaluate/outcome.h"

#include <algorithm>
#include <vector>

namespace jifen::scoring::evaluate {
namespace {

bool AnyIs(const std::vector<ConditionResult>& conditions, v1::GateState state) {
  return std::any_of(conditions.begin(), conditions.end(),
                     [state](const ConditionResult& result) { return result.state == state; });
}

}  // namespace

v1::Outcome DecideOutcome(const scheme::SchemeParts& scheme, const Evaluation& evaluation) {
  if (AnyIs(evaluation.gates, v1::GATE_STATE_FAIL)) return v1::OUTCOME_FAILED;
  if (AnyIs(evaluation.gates, v1::GATE_STATE_UNKNOWN)) return v1::OUTCOME_UNDETERMINED;
  if (AnyIs(evaluation.direct_passes, v1::GATE_STATE_PASS)) return v1::OUTCOME_PASSED;
  if (!evaluation.scored) return v1::OUTCOME_NOT_SCORED;
  const bool reaches_mark = scheme.total.pass.has_value() && evaluation.total >= *scheme.total.pass;
  if (reaches_mark && evaluation.minima_reached) return v1::OUTCOME_PASSED;
  if (AnyIs(evaluation.direct_passes, v1::GATE_STATE_UNKNOWN)) return v1::OUTCOME_UNDETERMINED;
  const bool passes_nobody = !scheme.total.pass.has_value() && scheme.direct_passes.empty();
  return passes_nobody ? v1::OUTCOME_SCORED : v1::OUTCOME_FAILED;
}

}  // namespace jifen::scoring::evaluate
