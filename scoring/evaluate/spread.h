// scoring/evaluate/spread.h: lets the indicators of a category that have data bear the weight of
// those that have none.
//
//   Shape    each points p of the counted indicators becomes p * all / counted.
//   Units    points as a scheme may have them: 0..10^9 with at most 9 places after the point, 10^9 in
//            all of one category.
//   Rounding the sum is rounded once, half to even, at 18 places; each part is the exact part cut or
//            raised by less than 10^-18 such that the parts add up to the sum. Maxima are rounded up.
//            A highest figure is never below its lowest, and they add up to sums of their own.
//   Threads  free functions without state.
#pragma once

#include <span>

#include "scoring/decimal/decimal.h"

namespace jifen::scoring::evaluate {

struct Weights {
  decimal::Decimal all;      // of all indicators
  decimal::Decimal counted;  // of those that have data; above 0, at most `all`
};

// Replaces each of `points` by its part and returns their sum. The sum of `points` is at most
// weights.counted. With equal weights nothing changes.
decimal::Decimal Spread(const Weights& weights, std::span<decimal::Decimal*> points);

// Lowest and highest figures of one thing each.
struct SpreadRange {
  std::span<decimal::Decimal*> lowest;
  std::span<decimal::Decimal*> highest;
};
struct SpreadSums {
  decimal::Decimal lowest;
  decimal::Decimal highest;
};
SpreadSums Spread(const Weights& weights, const SpreadRange& range);

// One figure, rounded half to even.
decimal::Decimal SpreadOne(const Weights& weights, decimal::Decimal points);

// One maximum, rounded up: no part exceeds it.
decimal::Decimal SpreadMaximum(const Weights& weights, decimal::Decimal maximum);

}  // namespace jifen::scoring::evaluate
