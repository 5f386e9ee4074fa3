#include "scoring/evaluate/not_scored.h"

#include <cstddef>

namespace jifen::scoring::evaluate {
namespace {

// The first indicator that is invalid, or else the first that is missing and cannot be done without.
NotScored FirstInTheWay(const scheme::SchemeParts& scheme, const Evaluation& evaluation) {
  NotScored missing;
  size_t number = 0;
  for (const scheme::Category& category : scheme.categories) {
    for (const scheme::Indicator& indicator : category.indicators) {
      const int at = static_cast<int>(number);
      const v1::ValueState state = evaluation.indicators[number++].state;
      if (state == v1::VALUE_STATE_INVALID) return {v1::NOT_SCORED_CAUSE_INVALID, at};
      const bool refused =
          state == v1::VALUE_STATE_MISSING && indicator.missing == v1::MISSING_POLICY_REFUSE;
      if (refused && missing.indicator == kNone) missing = {v1::NOT_SCORED_CAUSE_MISSING, at};
    }
  }
  return missing;
}

}  // namespace

NotScored WhyNotScored(const scheme::SchemeParts& scheme, const Evaluation& evaluation) {
  if (evaluation.scored) return {};
  if (evaluation.stage_unknown || evaluation.stage_wanted) {
    return {v1::NOT_SCORED_CAUSE_STAGE, kNone};
  }
  const NotScored first = FirstInTheWay(scheme, evaluation);
  if (first.indicator != kNone) return first;
  return {v1::NOT_SCORED_CAUSE_COVERAGE, kNone};
}

}  // namespace jifen::scoring::evaluate
