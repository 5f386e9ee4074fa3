// scoring/evaluate/card_check.h: adds up the points of a finished card again, from its texts.
//
//   Shape    lowest and highest points alike; a figure that is not set is as score_card.proto says.
//   Errors   CheckCard: CARD_NOT_EXACT with the path: a text is no number, an indicator's points exceed
//            its highest or its maximum or are negative, the indicators less the cut are not the
//            category's points, these exceed its maximum; category by category. Then a cut that is not
//            what the scheme cuts, the categories with the cuts that are not the total when scaled and
//            rounded as the scheme asks, and the same of the highest total.
//   Threads  a free function without state.
#pragma once

#include "absl/status/status.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

absl::Status CheckCard(const v1::ScoreCard& card, const scheme::TotalRule& rule);

}  // namespace jifen::scoring::evaluate
