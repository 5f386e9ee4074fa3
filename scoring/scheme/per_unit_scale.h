// scoring/scheme/per_unit_scale.h: points for each unit of a number, up to a cap.
//
//   Shape    (value - from) / unit * points, at least 0, at most `maximum`; whole: only full units count.
//   Units    unit, from: unit of the indicator. points, maximum: points of the scheme.
//   Range    position 0 is below the first full unit, position n has n full units; the last one reaches
//            the cap, which at most kUnitsMax units do.
//   Rounding of points that are computed: once.
//   Errors   Make: DECIMAL_INVALID, SCHEME_POINTS, OUT_OF_RANGE (unit, or where the cap is reached), in
//            the order of the fields. All are reported.
//   Threads  immutable after Make.
#pragma once

#include <cstdint>
#include <optional>

#include "jifen/v1/scale.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

inline constexpr int64_t kUnitsMax = 1'000'000'000;

class PerUnitScale {
 public:
  static std::optional<PerUnitScale> Make(const v1::PerUnit& scale, const PointsRounding& rounding,
                                          const FaultPlace& place);

  // O(1), allocates nothing.
  decimal::Decimal PointsFor(decimal::Decimal value) const;
  // The full units that count.
  int Find(decimal::Decimal value) const;

  decimal::Decimal points_max() const { return maximum_; }
  bool whole() const { return whole_; }
  // The position that reaches the cap.
  int position_max() const { return units_max_; }
  // The value at which so many units are full, 1..position_max().
  decimal::Decimal BoundOf(int units) const;

  struct Step {
    int position;
    decimal::Decimal bound;
    decimal::Decimal points;
  };
  // The least value with more than `points`; if not only full units count, where the cap is reached.
  // Nullopt if the cap is no more.
  std::optional<Step> NextAbove(decimal::Decimal points) const;

 private:
  PerUnitScale() = default;

  decimal::Decimal unit_;
  decimal::Decimal points_;
  decimal::Decimal maximum_;
  decimal::Decimal from_;
  decimal::Decimal cap_bound_;
  int units_max_ = 0;
  bool whole_ = false;
  PointsRounding rounding_;
};

}  // namespace jifen::scoring::scheme
