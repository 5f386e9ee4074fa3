// scoring/evaluate/points_text.h: points as sentences show them; the fields of a card have them exactly.
//
//   Shape    decimals as Decimal::Format writes them, not negative; each is replaced in place.
//   Rounding to kPointsPlacesShown places, as the scheme rounds; texts of fewer places stay as they
//            are. More places are shown where two numbers that differ would look alike.
//   Threads  free functions without state.
//   Cost     nothing is parsed or allocated unless a text has more places.
#pragma once

#include <initializer_list>
#include <string>

#include "scoring/decimal/decimal.h"

namespace jifen::scoring::evaluate {

inline constexpr int kPointsPlacesShown = 4;

// Points and what they are part of: full marks are shown as such, whatever the noise of spreading in the
// last places. What is above 0 is not shown as 0.
void RoundForText(decimal::Rounding rounding, std::string* points);

// What a sentence compares, or the ends of a range: at most 4, and those that differ look different.
void RoundApart(decimal::Rounding rounding, std::initializer_list<std::string*> points);

}  // namespace jifen::scoring::evaluate
