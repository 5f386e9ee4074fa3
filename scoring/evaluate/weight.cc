#include "scoring/evaluate/weight.h"

namespace jifen::scoring::evaluate {

using decimal::Decimal;

Decimal Weighted(const scheme::Indicator& indicator, int stage, Decimal points) {
  const Decimal weight = indicator.MaximumOf(stage);
  if (weight == indicator.maximum) return points;
  Decimal weighted;
  // At most the stage's maximum, which has no more places than the rounding.
  static_cast<void>(
      RoundProportion({.base = {}, .a = points, .b = weight, .divisor = indicator.maximum},
                      indicator.rounding.places, indicator.rounding.rounding, &weighted));
  return weighted;
}

bool Applies(const scheme::Indicator& indicator, int stage) {
  if (stage == scheme::kNoStage || indicator.stage_maxima.empty()) return true;
  return !indicator.stage_maxima[static_cast<size_t>(stage)].IsZero();
}

}  // namespace jifen::scoring::evaluate
