// scoring/evaluate/weight.h: points by a scale with the weight that the indicator has in a stage.
//
//   Shape    points * maximum of the stage / maximum of the scale; unchanged without a weight or stage.
//   Rounding once, as the scheme rounds points that are computed.
//   Threads  free functions without state.
#pragma once

#include "scoring/decimal/decimal.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

decimal::Decimal Weighted(const scheme::Indicator& indicator, int stage, decimal::Decimal points);

// Whether it has a weight in the stage.
bool Applies(const scheme::Indicator& indicator, int stage);

}  // namespace jifen::scoring::evaluate
