// scoring/evaluate/card_check.h: adds up the points of a finished card again, from its texts.
//
//   Errors   CheckCard: CARD_NOT_EXACT with the path: a text is no number, an indicator's points exceed
//            its maximum or are negative, the indicators less the cut are not the category's points,
//            these exceed its maximum, the categories exceed the total's maximum, or are not the total
//            when rounded as the scheme asks; in this order, category by category.
//   Threads  a free function without state.
#pragma once

#include "absl/status/status.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

absl::Status CheckCard(const v1::ScoreCard& card, const scheme::TotalRule& rule);

}  // namespace jifen::scoring::evaluate
