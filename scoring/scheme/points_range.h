// scoring/scheme/points_range.h: the points of a band or level, which may leave a range to experts.
//
//   Errors   ReadPointsRange: DECIMAL_INVALID, SCHEME_POINTS (also a lowest that is not below the
//            points). They are reported.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

struct PointsRange {
  decimal::Decimal points;         // the most
  decimal::Decimal points_lowest;  // as `points` if nothing is left to judge
};

// Of a Band or a ScaleLevel.
template <typename Part>
std::optional<PointsRange> ReadPointsRange(const Part& part, const FaultPlace& place) {
  const auto points = ReadPoints(part.points(), place.At("points"));
  if (!part.has_points_lowest()) {
    return points.has_value() ? std::optional(PointsRange{*points, *points}) : std::nullopt;
  }
  const FaultPlace lowest_place = place.At("points_lowest");
  const auto lowest = ReadPoints(part.points_lowest(), lowest_place);
  if (!points.has_value() || !lowest.has_value()) return std::nullopt;
  if (*lowest > *points) {
    lowest_place.Report({.reason = v1::REASON_SCHEME_POINTS,
                         .message = "the least points are above the most",
                         .got = part.points_lowest(),
                         .want = absl::StrCat("at most ", part.points())});
    return std::nullopt;
  }
  return PointsRange{*points, *lowest};
}

}  // namespace jifen::scoring::scheme
