// scoring/scheme/stage_reach.h: proves that scales give an indicator's maximum in each stage where it
// counts. So the maxima of categories and of the total, minima and pass marks hold in each stage too.
//
//   Errors   SCHEME_POINTS at the scale of the stage; at the maximum of the indicator if the stage has no
//            scale of its own. All are reported. Indicators are left alone whose scales have faults or
//            nowhere give the maximum, which is told with it.
//   Threads  a free function without state.
#pragma once

#include <string>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

// `categories` and `stages` are those of the scheme, in its order.
void CheckStageReach(const v1::Scheme& scheme, const std::vector<Category>& categories,
                     const std::vector<std::string>& stages, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
