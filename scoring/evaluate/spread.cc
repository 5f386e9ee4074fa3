#include "scoring/evaluate/spread.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
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

// In units of 10^-9, which fit into 64 bits.
class Spreading {
 public:
  explicit Spreading(const Weights& weights)
      : all_(InUnits(weights.all.unscaled())), counted_(InUnits(weights.counted.unscaled())) {}

  Part Divide(Int128 points) const {
    const Int128 product = Int128{InUnits(points)} * all_;
    const Int128 whole = product / counted_;
    const Int128 rest = (product - whole * counted_) * kUnit;
    const Int128 fraction = rest / counted_;
    return {whole * kUnit + fraction, rest - fraction * counted_, counted_};
  }

 private:
  static int64_t InUnits(Int128 unscaled) { return static_cast<int64_t>(unscaled / kUnit); }

  int64_t all_;
  int64_t counted_;
};

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

// Whether nothing is left to experts.
bool AreEqual(const SpreadRange& range) {
  return std::equal(range.lowest.begin(), range.lowest.end(), range.highest.begin(),
                    [](const Decimal* a, const Decimal* b) { return *a == *b; });
}

}  // namespace

Decimal Spread(const Weights& weights, std::span<Decimal*> points) {
  const Spreading spreading(weights);
  absl::InlinedVector<Part, 16> parts;
  Int128 sum = 0;
  Int128 cut = 0;
  for (const Decimal* figure : points) {
    sum += figure->unscaled();
    parts.push_back(spreading.Divide(figure->unscaled()));
    cut += parts.back().units;
  }
  const Int128 total = RoundHalfEven(spreading.Divide(sum));
  Int128 left = total - cut;
  // Fewer units are left than parts were cut: each gets at most one.
  for (size_t i = 0; i < points.size(); ++i) {
    const Int128 raise = parts[i].rest != 0 && left > 0 ? 1 : 0;
    left -= raise;
    *points[i] = FromUnits(parts[i].units + raise);
  }
  return FromUnits(total);
}

SpreadSums Spread(const Weights& weights, const SpreadRange& range) {
  if (AreEqual(range)) {
    const Decimal sum = Spread(weights, range.lowest);
    for (size_t i = 0; i < range.lowest.size(); ++i) *range.highest[i] = *range.lowest[i];
    return {.lowest = sum, .highest = sum};
  }
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
  return FromUnits(RoundHalfEven(Spreading(weights).Divide(points.unscaled())));
}

Decimal SpreadMaximum(const Weights& weights, Decimal maximum) {
  const Part part = Spreading(weights).Divide(maximum.unscaled());
  return FromUnits(part.units + (part.rest != 0 ? 1 : 0));
}

}  // namespace jifen::scoring::evaluate
