#include "scoring/evaluate/weight.h"

namespace jifen::scoring::evaluate {

using decimal::Decimal;

Decimal Weighted(const scheme::Indicator& indicator, int stage, Decimal points) {
  if (stage == scheme::kNoStage || indicator.stage_weights.empty()) return points;
  const auto at = static_cast<size_t>(stage);
  if (indicator.stage_maxima[at] == indicator.maximum) return points;
  Decimal weighted;
  // At most the stage's maximum, which has no more places than the rounding.
  static_cast<void>(indicator.stage_weights[at].At(points, &weighted));
  return weighted;
}

bool Applies(const scheme::Indicator& indicator, int stage) { return indicator.AppliesIn(stage); }

}  // namespace jifen::scoring::evaluate
