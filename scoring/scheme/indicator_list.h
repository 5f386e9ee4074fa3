// scoring/scheme/indicator_list.h: the indicators of a scheme in one list.
//
//   Shape    category by category, as in the scheme: the order of Evaluation::indicators and of a stored line's points.
//            Borrows from the scheme.
//   Threads  free function without state.
#pragma once

#include <vector>

#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring::scheme {

inline std::vector<const v1::Indicator*> IndicatorsOf(const v1::Scheme& scheme) {
  std::vector<const v1::Indicator*> indicators;
  for (const v1::Category& category : scheme.categories()) {
    for (const v1::Indicator& indicator : category.indicators()) indicators.push_back(&indicator);
  }
  return indicators;
}

}  // namespace jifen::scoring::scheme
