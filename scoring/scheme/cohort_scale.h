// scoring/scheme/cohort_scale.h: points by the place of a value among those of its peers.
//
//   Shape    bands of the place or straight lines between places; where the place comes from is told by
//            evaluate/cohort_place.h.
//   Units    places: 0..1, at most 18 digits after the point. Points: points of the scheme.
//   Errors   Make: SCHEME_STRUCTURE if neither is set, then those of BandScale or LinearScale, then
//            SCHEME_BANDS (a bound that is not above 0, or above 1) or SCHEME_STRUCTURE (a knot outside
//            0..1). All are reported.
//   Threads  immutable after Make.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "jifen/v1/scale.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/band_scale.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/linear_scale.h"

namespace jifen::scoring::scheme {

// How a place is found.
enum class CohortMethod : uint8_t {
  kPercentile,  // by the share of the cohort that is lower
  kMinMax,      // by the way from the least value to the greatest
};

class CohortScale {
 public:
  // What gives the points of a place.
  using Steps = std::variant<BandScale, LinearScale>;

  static std::optional<CohortScale> Make(const v1::CohortPlace& scale, CohortMethod method,
                                         const PointsRounding& rounding, const FaultPlace& place);

  CohortMethod method() const { return method_; }
  const Steps& steps() const { return steps_; }
  // Null unless the points are by bands.
  const BandScale* bands() const { return std::get_if<BandScale>(&steps_); }
  decimal::Decimal points_max() const;
  bool leaves_range() const { return bands() != nullptr && bands()->leaves_range(); }

  // The band of a place, or the knots that it reached.
  size_t Find(decimal::Decimal place) const;
  struct Points {
    decimal::Decimal lowest;  // as `highest` unless experts have something to judge
    decimal::Decimal highest;
  };
  // `position` is that of the place.
  Points PointsFor(decimal::Decimal place, size_t position) const;

 private:
  CohortScale(CohortMethod method, Steps steps) : method_(method), steps_(std::move(steps)) {}

  CohortMethod method_;
  Steps steps_;
};

// The name of the field of v1::Scale: percentile or min_max.
std::string NameOf(CohortMethod method);

}  // namespace jifen::scoring::scheme
