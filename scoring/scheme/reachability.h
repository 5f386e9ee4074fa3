// scoring/scheme/reachability.h: proves that nothing in a scheme is there in vain.
//
//   Shape    stages that never hold or leave nothing to those behind them, gates that nobody or everybody passes,
//            direct passes that need a gate to fail; bands, levels, knots and caps that no value reaches.
//            Looks at what compiled, whatever faults the rest has.
//   Errors   SCHEME_UNREACHABLE at each. Only what is proved is reported: a scheme without a report may
//            still hold something that can never count.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

void CheckReachability(const v1::Scheme& scheme, const SchemeParts& parts, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
