// scoring/evaluate/points.h: from the points of indicators to categories, total, grade and coverage.
//
//   Shape    coverage and what is spread concern core categories; see total.h for the rest.
//   Rounding see spread.h; the total once, as the scheme asks; coverage half to even at 18 places.
//   Range    points of a compiled scheme are in range, and so are their sums.
//   Errors   CheckExact: CARD_NOT_EXACT with the sums that differ.
//   Threads  free functions without state.
#pragma once

#include "absl/status/status.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// Fills everything of `evaluation` that follows from its indicators, gates and stage but the outcome.
void AddUp(const scheme::SchemeParts& scheme, Evaluation* evaluation);

// Adds the points up again: those of a category's indicators less its cut are the category's, which
// spreading computes without them, and those of the categories with the cuts are the total before it
// is scaled and rounded. The highest are not below the lowest, and nothing exceeds its maximum.
absl::Status CheckExact(const scheme::SchemeParts& scheme, const Evaluation& evaluation);

}  // namespace jifen::scoring::evaluate
