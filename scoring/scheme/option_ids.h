// scoring/scheme/option_ids.h: checks the ids of options, and those that declared choices give.
//
//   Shape    the texts of an expression that may be its result: the expression itself, the branches of
//            ?:, and those of the definitions that stand there.
//   Errors   SCHEME_ID at an option whose id one of another indicator has. SCHEME_ID with line and column at
//            `chosen`: a text that it may give is the id of none of the options; the empty text is no
//            choice. All are reported, of one expression kOptionsMax at most. What is computed is not
//            looked into.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

void CheckOptionIds(const v1::Scheme& scheme, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
