// scoring/expression/exact_root.h: the n-th root of a ratio, exact to the last place.
//
//   Range     first > 0, last >= 0, degree 1..kRootDegreeMax.
//   Rounding  the exact root rounded once, half to even, at 18 places: decided by comparing whole
//             numbers of any length, not by approximation.
//   Errors    kOverflow if the root does not fit.
//   Threads   a free function without state.
//   Cost      a few comparisons of numbers of 60 * degree bits around a good guess.
#pragma once

#include <cstdint>

#include "scoring/decimal/decimal.h"

namespace jifen::scoring::expression {

inline constexpr int64_t kRootDegreeMax = 100;

decimal::Arithmetic RootOfRatio(decimal::Decimal last, decimal::Decimal first, int64_t degree,
                                decimal::Decimal* root);

}  // namespace jifen::scoring::expression
