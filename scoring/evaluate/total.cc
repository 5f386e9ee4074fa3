#include "scoring/evaluate/total.h"

#include <algorithm>

#include "scoring/scheme/decimal_field.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

// Checked, since a card that is looked at may say anything.
Decimal Sum(Decimal a, Decimal b) {
  Decimal sum;
  static_cast<void>(decimal::Add(a, b, &sum));
  return sum;
}

// a - b, at least 0.
Decimal Above(Decimal a, Decimal b) {
  Decimal difference;
  if (a > b) static_cast<void>(decimal::Subtract(a, b, &difference));
  return difference;
}

}  // namespace

void AddTo(v1::CategoryKind kind, Decimal points, Sums* sums) {
  Decimal* sum = kind == v1::CATEGORY_KIND_BONUS       ? &sums->bonus
                 : kind == v1::CATEGORY_KIND_DEDUCTION ? &sums->deduction
                                                       : &sums->core;
  *sum = Sum(*sum, points);
}

Decimal ExactTotal(const scheme::TotalRule& rule, const Sums& sums, Decimal cap) {
  const Decimal gained = Sum(sums.core, std::min(sums.bonus, rule.bonus_maximum));
  return std::min(Above(gained, sums.deduction), cap);
}

Settlement Settle(const scheme::TotalRule& rule, const Sums& sums, Decimal cap) {
  Settlement settled;
  settled.bonus_cut = Above(sums.bonus, rule.bonus_maximum);
  const Decimal gained = Sum(sums.core, std::min(sums.bonus, rule.bonus_maximum));
  settled.deduction_cut = Above(sums.deduction, gained);
  const Decimal left = Above(gained, sums.deduction);
  settled.total_cut = Above(left, cap);
  settled.exact = ExactTotal(rule, sums, cap);
  return settled;
}

Decimal ScaleTotal(const scheme::TotalRule& rule, Decimal exact) {
  Decimal total;
  if (rule.scale_to == rule.maximum) {
    static_cast<void>(decimal::Round(exact, rule.places, rule.rounding, &total));
  } else {
    static_cast<void>(
        RoundProportion({.base = {}, .a = exact, .b = rule.scale_to, .divisor = rule.maximum},
                        rule.places, rule.rounding, &total));
  }
  return total;
}

Decimal ScaleGain(const scheme::TotalRule& rule, Decimal exact) {
  if (rule.scale_to == rule.maximum) return exact;
  Decimal gain;
  static_cast<void>(
      RoundProportion({.base = {}, .a = exact, .b = rule.scale_to, .divisor = rule.maximum},
                      scheme::kPointsPlacesMax, decimal::Rounding::kHalfEven, &gain));
  return gain;
}

bool Reaches(const scheme::TotalRule& rule, Decimal total) {
  if (!rule.pass.has_value()) return false;
  return rule.pass_exclusive ? total > *rule.pass : total >= *rule.pass;
}

}  // namespace jifen::scoring::evaluate
