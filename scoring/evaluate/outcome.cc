#include "scoring/evaluate/outcome.h"

#include <algorithm>
#include <vector>

#include "scoring/evaluate/total.h"

namespace jifen::scoring::evaluate {
namespace {

bool AnyIs(const std::vector<ConditionResult>& conditions, v1::GateState state) {
  return std::any_of(conditions.begin(), conditions.end(),
                     [state](const ConditionResult& result) { return result.state == state; });
}

bool AnyRefusingGateIs(const scheme::SchemeParts& scheme, const Evaluation& evaluation,
                       v1::GateState state) {
  for (size_t i = 0; i < evaluation.gates.size(); ++i) {
    if (!scheme.gate_caps[i].has_value() && evaluation.gates[i].state == state) return true;
  }
  return false;
}

}  // namespace

v1::Outcome DecideOutcome(const scheme::SchemeParts& scheme, const Evaluation& evaluation) {
  if (AnyRefusingGateIs(scheme, evaluation, v1::GATE_STATE_FAIL)) return v1::OUTCOME_FAILED;
  if (AnyRefusingGateIs(scheme, evaluation, v1::GATE_STATE_UNKNOWN)) {
    return v1::OUTCOME_UNDETERMINED;
  }
  if (AnyIs(evaluation.direct_passes, v1::GATE_STATE_PASS)) return v1::OUTCOME_PASSED;
  if (!evaluation.scored) return v1::OUTCOME_NOT_SCORED;
  if (Reaches(scheme.total, evaluation.total) && evaluation.minima_reached) {
    return v1::OUTCOME_PASSED;
  }
  if (AnyIs(evaluation.direct_passes, v1::GATE_STATE_UNKNOWN)) return v1::OUTCOME_UNDETERMINED;
  if (Reaches(scheme.total, evaluation.total_highest) && evaluation.minima_reached_highest) {
    return v1::OUTCOME_UNDETERMINED;
  }
  const bool passes_nobody = !scheme.total.pass.has_value() && scheme.direct_passes.empty();
  return passes_nobody ? v1::OUTCOME_SCORED : v1::OUTCOME_FAILED;
}

}  // namespace jifen::scoring::evaluate
