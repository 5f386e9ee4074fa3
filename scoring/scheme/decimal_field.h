// scoring/scheme/decimal_field.h: decimals in the text fields of a scheme.
//
//   Range    points: 0 .. kPointsMax with at most kPointsPlacesMax places after the point, so that the
//            product of two of them is exact.
//   Errors   ReadDecimal: DECIMAL_INVALID. ReadPoints: the same, then SCHEME_POINTS if out of range.
//            ReadRoundedPoints: the same, then SCHEME_POINTS if rounding would change them. They are
//            reported at the place, and nullopt is returned.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "scoring/decimal/decimal.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

inline constexpr int kPointsPlacesMax = 9;
inline constexpr int64_t kPointsMax = 1'000'000'000;

// How points are rounded where a scale or a weight computes them: once.
struct PointsRounding {
  int places = 0;  // 0..kPointsPlacesMax
  decimal::Rounding rounding = decimal::Rounding::kHalfEven;
};

std::optional<decimal::Decimal> ReadDecimal(std::string_view text, const FaultPlace& place);
std::optional<decimal::Decimal> ReadPoints(std::string_view text, const FaultPlace& place);
// Points that bound computed ones.
std::optional<decimal::Decimal> ReadRoundedPoints(std::string_view text,
                                                  const PointsRounding& rounding,
                                                  const FaultPlace& place);

}  // namespace jifen::scoring::scheme
