#include "scoring/evaluate/spread.h"

#include <algorithm>

#include "scoring/scheme/decimal_field.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using decimal::Int128;

// Points have at most 9 places, and those of a category add up to 10^9 at most: counted in units of
// 10^-9, any sum of them is below 2^60.
constexpr Int128 kUnit = 1'000'000'000;
static_assert(scheme::kPointsPlacesMax == 9 && scheme::kPointsMax == 1'000'000'000);

// points * all / counted in units of 10^-18, cut, and what was cut as a part of `divisor`.
struct Part {
  Int128 units;
  Int128 rest;
  Int128 divisor;
};

Part Divide(const Weights& weights, Int128 points) {
  const Int128 counted = weights.counted.unscaled() / kUnit;
  const Int128 product = points / kUnit * (weights.all.unscaled() / kUnit);
  const Int128 rest = product % counted * kUnit;
  return {product / counted * kUnit + rest / counted, rest % counted, counted};
}

Int128 RoundHalfEven(const Part& part) {
  const Int128 twice = part.rest * 2;
  const bool up = twice > part.divisor || (twice == part.divisor && part.units % 2 != 0);
  return part.units + (up ? 1 : 0);
}

// What is spread is below 10^18 points: it is in range.
Decimal FromUnits(Int128 units) {
  Decimal result;
  static_cast<void>(Decimal::FromUnscaled(units, &result));
  return result;
}

}  // namespace

Decimal Spread(const Weights& weights, std::span<Decimal*> points) {
  Int128 sum = 0;
  for (const Decimal* figure : points) sum += figure->unscaled();
  const Int128 total = RoundHalfEven(Divide(weights, sum));
  Int128 left = total;
  for (const Decimal* figure : points) left -= Divide(weights, figure->unscaled()).units;
  // Fewer units are left than parts were cut: each gets at most one.
  for (Decimal* figure : points) {
    const Part part = Divide(weights, figure->unscaled());
    const Int128 raise = part.rest != 0 && left > 0 ? 1 : 0;
    left -= raise;
    *figure = FromUnits(part.units + raise);
  }
  return FromUnits(total);
}

SpreadSums Spread(const Weights& weights, const SpreadRange& range) {
  const SpreadSums sums{.lowest = Spread(weights, range.lowest),
                        .highest = Spread(weights, range.highest)};
  // Equal figures may have been rounded differently, by one unit. As the highest sum is not below the
  // lowest, some other highest figure has a unit to give.
  Int128 owed = 0;
  for (size_t i = 0; i < range.lowest.size(); ++i) {
    if (*range.highest[i] >= *range.lowest[i]) continue;
    owed += range.lowest[i]->unscaled() - range.highest[i]->unscaled();
    *range.highest[i] = *range.lowest[i];
  }
  for (size_t i = 0; owed > 0 && i < range.lowest.size(); ++i) {
    const Int128 room = range.highest[i]->unscaled() - range.lowest[i]->unscaled();
    const Int128 given = std::min(room, owed);
    *range.highest[i] = FromUnits(range.highest[i]->unscaled() - given);
    owed -= given;
  }
  return sums;
}

Decimal SpreadOne(const Weights& weights, Decimal points) {
  return FromUnits(RoundHalfEven(Divide(weights, points.unscaled())));
}

Decimal SpreadMaximum(const Weights& weights, Decimal maximum) {
  const Part part = Divide(weights, maximum.unscaled());
  return FromUnits(part.units + (part.rest != 0 ? 1 : 0));
}

}  // namespace jifen::scoring::evaluate
