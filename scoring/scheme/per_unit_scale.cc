#include "scoring/scheme/per_unit_scale.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;
using decimal::Int128;

bool ReportIfZero(std::optional<Decimal> points, const FaultPlace& place) {
  if (!points.has_value() || !points->IsZero()) return false;
  place.Report({.reason = v1::REASON_SCHEME_POINTS,
                .message = "a scale by units gives points",
                .got = "0",
                .want = "more than 0"});
  return true;
}

std::optional<Decimal> ReadUnit(const v1::PerUnit& scale, const FaultPlace& place) {
  const auto unit = ReadDecimal(scale.unit(), place);
  if (!unit.has_value() || *unit > Decimal()) return unit;
  place.Report({.reason = v1::REASON_OUT_OF_RANGE,
                .message = "the size of a unit",
                .got = scale.unit(),
                .want = "more than 0"});
  return std::nullopt;
}

// Rounded up, both above 0.
Int128 DivideUp(Decimal a, Decimal b) { return (a.unscaled() + b.unscaled() - 1) / b.unscaled(); }

// unit * maximum / points, rounded up at the last place, so that the cap is reached there.
Arithmetic WayToCap(Decimal unit, Decimal maximum, Decimal points, Decimal* way) {
  const decimal::Proportion proportion{.base = {}, .a = unit, .b = maximum, .divisor = points};
  const Arithmetic made =
      RoundProportion(proportion, decimal::kPlaces, decimal::Rounding::kHalfEven, way);
  if (made != Arithmetic::kOk) return made;
  Decimal reached;
  const decimal::Proportion back{.base = {}, .a = *way, .b = points, .divisor = unit};
  if (RoundProportion(back, decimal::kPlaces, decimal::Rounding::kHalfEven, &reached) ==
          Arithmetic::kOk &&
      reached >= maximum) {
    return Arithmetic::kOk;
  }
  return Decimal::FromUnscaled(way->unscaled() + 1, way);
}

}  // namespace

std::optional<PerUnitScale> PerUnitScale::Make(const v1::PerUnit& scale,
                                               const PointsRounding& rounding,
                                               const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  PerUnitScale made;
  made.rounding_ = rounding;
  made.whole_ = scale.whole();
  const auto unit = ReadUnit(scale, place.At("unit"));
  // Full units are counted exactly: their points are not rounded.
  const FaultPlace points_place = place.At("points");
  const auto points = scale.whole() ? ReadRoundedPoints(scale.points(), rounding, points_place)
                                    : ReadPoints(scale.points(), points_place);
  const auto maximum = ReadRoundedPoints(scale.maximum(), rounding, place.At("maximum"));
  const auto from =
      scale.has_from() ? ReadDecimal(scale.from(), place.At("from")) : std::optional(Decimal());
  ReportIfZero(points, points_place);
  ReportIfZero(maximum, place.At("maximum"));
  if (place.fault_count() != faults_before) return std::nullopt;
  made.unit_ = *unit;
  made.points_ = *points;
  made.maximum_ = *maximum;
  made.from_ = *from;
  const Int128 units = DivideUp(*maximum, *points);
  Decimal way;
  Decimal whole_way;
  const bool in_range = units <= kUnitsMax &&
                        decimal::Multiply(Decimal::FromInt(static_cast<int64_t>(units)), *unit,
                                          &whole_way) == Arithmetic::kOk &&
                        decimal::Add(*from, whole_way, &whole_way) == Arithmetic::kOk &&
                        WayToCap(*unit, *maximum, *points, &way) == Arithmetic::kOk &&
                        decimal::Add(*from, way, &made.cap_bound_) == Arithmetic::kOk;
  if (!in_range) {
    place.Report({.reason = v1::REASON_OUT_OF_RANGE,
                  .message = "the value at which the cap is reached",
                  .got = absl::StrCat(scale.maximum(), " points by ", scale.points(), " for each ",
                                      scale.unit()),
                  .want = absl::StrCat("at most ", kUnitsMax, " units")});
    return std::nullopt;
  }
  made.units_max_ = static_cast<int>(units);
  return made;
}

int PerUnitScale::Find(Decimal value) const {
  if (value <= from_) return 0;
  Decimal above;
  if (decimal::Subtract(value, from_, &above) != Arithmetic::kOk) return units_max_;
  return static_cast<int>(std::min<Int128>(above.unscaled() / unit_.unscaled(), units_max_));
}

Decimal PerUnitScale::PointsFor(Decimal value) const {
  if (value <= from_) return {};
  Decimal points;
  if (whole_) {
    const bool fits = decimal::Multiply(Decimal::FromInt(Find(value)), points_, &points) ==
                      Arithmetic::kOk;  // by at most one unit more than the cap
    return fits ? std::min(points, maximum_) : maximum_;
  }
  Decimal above;
  if (decimal::Subtract(value, from_, &above) != Arithmetic::kOk) return maximum_;
  const decimal::Proportion proportion{.base = {}, .a = above, .b = points_, .divisor = unit_};
  const bool fits =
      RoundProportion(proportion, rounding_.places, rounding_.rounding, &points) == Arithmetic::kOk;
  return fits ? std::min(points, maximum_) : maximum_;
}

Decimal PerUnitScale::BoundOf(int units) const {
  Decimal bound;
  // Make saw that the last one is in range.
  static_cast<void>(decimal::Multiply(Decimal::FromInt(units), unit_, &bound));
  static_cast<void>(decimal::Add(from_, bound, &bound));
  return bound;
}

std::optional<PerUnitScale::Step> PerUnitScale::NextAbove(Decimal points) const {
  if (points >= maximum_) return std::nullopt;
  if (!whole_) return Step{units_max_, cap_bound_, maximum_};
  const auto units = static_cast<int>(points.unscaled() / points_.unscaled()) + 1;
  return Step{units, BoundOf(units), PointsFor(BoundOf(units))};
}

}  // namespace jifen::scoring::scheme
