// scoring/evaluate/card_reasons.h: why the outcome of a card is what it is.
//
//   Shape    in this order, what applies: the gates that failed; those that are unknown; if it passed,
//            the direct passes that hold; what is missing for a score; the gates whose cap counts; the total
//            against the pass mark; the minima that were missed; direct passes that are unknown; and, unless
//            it passed, what would give most more points, falling.
//   Range    at most kNextReasonsMax of the last.
//   Threads  a free function without state.
#pragma once

#include <cstddef>

#include "jifen/v1/score_card.pb.h"
#include "scoring/evaluate/card_parts.h"

namespace jifen::scoring::evaluate {

inline constexpr size_t kNextReasonsMax = 5;

// `card` is whole but for its reasons.
void FillReasons(const CardMaking& making, v1::ScoreCard* card);

}  // namespace jifen::scoring::evaluate
