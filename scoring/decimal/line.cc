#include "scoring/decimal/line.h"

#include <limits>

namespace jifen::scoring::decimal {
namespace {

Uint128 GreatestCommonDivisor(Uint128 a, Uint128 b) {
  while (b != 0) {
    const Uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

constexpr Uint128 kWordMax = std::numeric_limits<uint64_t>::max();

}  // namespace

Line Line::Make(const Terms& terms, const Precision& precision) {
  Line line;
  line.terms_ = terms;
  line.precision_ = precision;
  uint64_t unit = 1;
  for (int i = precision.places; i < kPlaces; ++i) unit *= 10;
  const auto rise = static_cast<Uint128>(terms.rise.unscaled());
  const auto run = static_cast<Uint128>(terms.run.unscaled());
  const auto base = static_cast<Uint128>(terms.base.unscaled());
  const Uint128 shared = GreatestCommonDivisor(rise, run);
  const Uint128 factor = rise / shared;
  const Uint128 steps = run / shared;
  if (base % unit != 0 || factor > kWordMax || steps > kWordMax) return line;
  const Uint128 units_shared = GreatestCommonDivisor(factor, unit);
  const Uint128 divisor = steps * (unit / units_shared);
  if (divisor > kWordMax / 2) return line;
  line.divisor_ = static_cast<uint64_t>(divisor);
  line.factor_ = static_cast<uint64_t>(factor / units_shared);
  line.unit_ = unit;
  line.base_ = base / unit;
  line.bound_ = static_cast<Uint128>(Decimal::kBound) / unit;
  line.x_max_ = line.factor_ == 0 ? ~Uint128{0} : (~Uint128{0} >> 1) / line.factor_;
  return line;
}

Arithmetic Line::At(Decimal x, Decimal* y) const {
  const auto units = static_cast<Uint128>(x.unscaled());
  if (divisor_ == 0 || units > x_max_) {
    return RoundProportion({.base = terms_.base, .a = x, .b = terms_.rise, .divisor = terms_.run},
                           precision_.places, precision_.rounding, y);
  }
  if (units == 0) {
    *y = terms_.base;  // has no more places than the rounding, or there were no divisor
    return Arithmetic::kOk;
  }
  const Uint128 product = units * factor_;
  const bool narrow = (product >> 64) == 0;
  const Uint128 quotient =
      narrow ? Uint128{static_cast<uint64_t>(product) / divisor_} : product / divisor_;
  const auto rest = static_cast<uint64_t>(product) - static_cast<uint64_t>(quotient) * divisor_;
  const Uint128 cut = base_ + quotient;
  const bool tie_goes_up = precision_.rounding == Rounding::kHalfAwayFromZero || (cut & 1) != 0;
  const uint64_t twice = rest * 2;  // divisor_ is below 2^63
  const bool up = twice > divisor_ || (twice == divisor_ && tie_goes_up);
  const Uint128 rounded = cut + (up ? 1 : 0);
  if (rounded >= bound_) return Arithmetic::kOverflow;
  return Decimal::FromUnscaled(static_cast<Int128>(rounded * unit_), y);
}

}  // namespace jifen::scoring::decimal
