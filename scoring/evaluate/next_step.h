// scoring/evaluate/next_step.h: what an indicator needs for more points.
//
//   Shape    per measure the nearest band, full unit or knot that surely gives more points by its scale
//            than the indicator has, or the level with the least more; of places in a cohort the value that leads
//            there under the frozen tables; of units that count in parts, where
//            the cap is reached; of an expression, none. Of several options the one with the smallest share of the bound still to
//            go, |bound - value| / |bound|; a level, or a bound of 0, counts as the whole way. Of
//            equal ones the one with more points, then the first. A declared option is alone.
//   Threads  a free function without state.
#pragma once

#include <span>

#include "scoring/evaluate/evaluation.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// `result` has its points before spreading; its measure is kNone if there is no such step.
NextStep FindNextStep(const scheme::Indicator& indicator, const IndicatorSetting& setting,
                      const IndicatorResult& result, std::span<const MeasureResult> measures);

}  // namespace jifen::scoring::evaluate
