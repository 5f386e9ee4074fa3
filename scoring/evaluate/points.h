// scoring/evaluate/points.h: from the points of indicators to categories, total, grade and coverage.
//
//   Rounding see spread.h; the total once, as the scheme asks; coverage half to even at 18 places.
//   Errors   AddUp: none for points in the range of a scheme. CheckExact: CARD_NOT_EXACT with the sums
//            that differ.
//   Threads  free functions without state.
#pragma once

#include "absl/status/status.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// Fills everything of `evaluation` that follows from its indicators and stage but the outcome.
absl::Status AddUp(const scheme::SchemeParts& scheme, Evaluation* evaluation);

// Adds the points up again: those of a category's indicators less its cut are the category's, which
// spreading computes without them, and those of the categories are the total before rounding.
absl::Status CheckExact(const scheme::SchemeParts& scheme, const Evaluation& evaluation);

}  // namespace jifen::scoring::evaluate
