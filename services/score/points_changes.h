// services/score/points_changes.h: the points that differ between two cards.
//
//   Shape    in the order of `after`: a category, then its indicators; what only `before` has comes last,
//            an indicator within its category. What is on one card alone differs, be its points 0.
//   Errors   DECIMAL_INVALID: points that are no decimal; NUMBER_OVERFLOW: a difference out of range.
//   Threads  a free function without state.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/score_service.pb.h"

namespace jifen::services::score {

// `before` may be null: then everything of `after` is new.
absl::StatusOr<std::vector<v1::PointsChange>> ListPointsChanges(const v1::ScoreCard* before,
                                                                const v1::ScoreCard& after);

}  // namespace jifen::services::score
