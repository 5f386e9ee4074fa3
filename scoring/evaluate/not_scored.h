// scoring/evaluate/not_scored.h: what is in the way of a total.
//
//   Shape    of several causes the first in the order of v1::NotScoredCause, then of the scheme.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/run.pb.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

struct NotScored {
  v1::NotScoredCause cause = v1::NOT_SCORED_CAUSE_UNSPECIFIED;  // there is a total
  int indicator = kNone;  // in Evaluation::indicators, with a cause that is an indicator's
};

NotScored WhyNotScored(const scheme::SchemeParts& scheme, const Evaluation& evaluation);

}  // namespace jifen::scoring::evaluate
