// scoring/evaluate/outcome.h: what the result of an evaluation is, and why in this order.
//
//   Shape    the first row that holds decides:
//
//              1  FAILED        a gate failed
//              2  UNDETERMINED  a gate is unknown
//              3  PASSED        a direct pass holds
//              4  NOT_SCORED    there is no score (Evaluation::scored)
//              5  PASSED        the total reaches the pass mark, every minimum is reached
//              6  UNDETERMINED  a direct pass is unknown
//              7  UNDETERMINED  the highest total would reach it with every minimum
//              8  SCORED        the scheme has neither a pass mark nor direct passes
//              9  FAILED        otherwise
//
//            Gates that cap the total instead are no gates here.
//   Threads  a free function without state.
#pragma once

#include "scoring/evaluate/evaluation.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// `evaluation` is whole but for its outcome.
v1::Outcome DecideOutcome(const scheme::SchemeParts& scheme, const Evaluation& evaluation);

}  // namespace jifen::scoring::evaluate
