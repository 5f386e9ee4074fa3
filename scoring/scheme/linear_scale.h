// scoring/scheme/linear_scale.h: points on straight lines between knots.
//
//   Shape    2..64 knots with rising values; before the first and after the last the points stay.
//   Units    at: unit of the indicator. points: points of the scheme, not negative.
//   Range    position n: the value reached the first n knots; a value at a knot has reached it.
//   Rounding of points between knots: once.
//   Errors   Make: TOO_LARGE or SCHEME_STRUCTURE (count); per knot DECIMAL_INVALID, SCHEME_STRUCTURE (not
//            above the one before), SCHEME_POINTS. All are reported.
//   Threads  immutable after Make.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "jifen/v1/scale.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/decimal/line.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

class LinearScale {
 public:
  static std::optional<LinearScale> Make(const v1::Linear& scale, const PointsRounding& rounding,
                                         const FaultPlace& place);

  // The knots that the value reached. O(knots), allocates nothing.
  size_t Find(decimal::Decimal value) const;
  // `position` is that of the value.
  decimal::Decimal PointsFor(decimal::Decimal value, size_t position) const;

  size_t size() const { return knots_.size(); }
  decimal::Decimal points_max() const;
  // Of a knot, from 0.
  decimal::Decimal at(size_t knot) const { return knots_[knot].at; }
  decimal::Decimal points(size_t knot) const { return knots_[knot].points; }

  // From a value to the nearest knot with more than `points`; of two equally near ones the upper.
  // Nullopt if there is none.
  std::optional<size_t> NextAbove(decimal::Decimal value, size_t position,
                                  decimal::Decimal points) const;

 private:
  struct Knot {
    decimal::Decimal at;
    decimal::Decimal points;
    decimal::Line way;  // from this knot to the next, from the end with fewer points
  };

  LinearScale() = default;

  void DrawLines(const PointsRounding& rounding);

  std::vector<Knot> knots_;
};

}  // namespace jifen::scoring::scheme
