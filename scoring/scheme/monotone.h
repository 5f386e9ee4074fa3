// scoring/scheme/monotone.h: proves that points move with the value as a scale claims.
//
//   Errors   CheckMonotone: UNKNOWN_ENUM; SCHEME_STRUCTURE for a scale of which nothing can be proved
//            (levels, an expression); SCHEME_MONOTONE at the band or knot that moves the other way.
//            They are reported.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/scale.pb.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scale.h"

namespace jifen::scoring::scheme {

// `made` is `scale` compiled; `place` is that of the scale.
void CheckMonotone(const v1::Scale& scale, const Scale& made, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
