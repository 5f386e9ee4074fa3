// scoring/evaluate/points_text.h: points as sentences show them; the fields of a card have them exactly.
//
//   Shape    decimals as Decimal::Format writes them, not negative; each is replaced in place.
//   Rounding to kPointsPlacesShown places, as the scheme rounds; texts of fewer places stay as they
//            are. More places are shown where two numbers that differ would look alike.
//   Threads  free functions without state.
//   Cost     nothing is parsed or allocated unless a text has more places.
#pragma once

#include <string>

#include "scoring/decimal/decimal.h"

namespace jifen::scoring::evaluate {

inline constexpr int kPointsPlacesShown = 4;

// Points alone. What is above 0 is not shown as 0.
void RoundForText(decimal::Rounding rounding, std::string* points);

// Points, their range (`highest` is empty if there is none) and what they are part of: full marks are
// shown as such, whatever the noise of spreading in the last places; others are not.
void RoundPartAndWhole(decimal::Rounding rounding, std::string* points, std::string* highest,
                       std::string* whole);

// The ends of a range beside a bound that stays as it is written: those that differ look different.
void RoundBeside(decimal::Rounding rounding, std::string* lowest, std::string* highest,
                 const std::string& bound);

}  // namespace jifen::scoring::evaluate
