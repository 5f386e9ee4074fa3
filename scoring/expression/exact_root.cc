#include "scoring/expression/exact_root.h"

#include <algorithm>
#include <vector>

namespace jifen::scoring::expression {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;
using decimal::Int128;
using decimal::Uint128;

// A whole number of any length, not negative: 32 bits a piece, the least first, none of the last zero.
using Natural = std::vector<uint32_t>;

Natural ToNatural(Uint128 value) {
  Natural pieces;
  for (; value != 0; value >>= 32) pieces.push_back(static_cast<uint32_t>(value));
  return pieces;
}

Natural Multiply(const Natural& a, const Natural& b) {
  Natural product(a.size() + b.size(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    uint64_t carry = 0;
    for (size_t k = 0; k < b.size(); ++k) {
      carry += product[i + k] + uint64_t{a[i]} * b[k];
      product[i + k] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    product[i + b.size()] = static_cast<uint32_t>(carry);
  }
  while (!product.empty() && product.back() == 0) product.pop_back();
  return product;
}

Natural Power(Natural base, int64_t exponent) {
  Natural power = ToNatural(1);
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) power = Multiply(power, base);
    if (exponent > 1) base = Multiply(base, base);
  }
  return power;
}

std::strong_ordering Compare(const Natural& a, const Natural& b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  return std::lexicographical_compare_three_way(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

// Newton's steps from above in decimals; any number will do, a near one saves comparisons.
Uint128 Guess(Decimal last, Decimal first, int64_t degree) {
  constexpr int kSteps = 64;
  const Decimal n = Decimal::FromInt(degree);
  Decimal ratio, change, x;
  bool ok = Divide(last, first, &ratio) == Arithmetic::kOk &&
            Subtract(ratio, Decimal::FromInt(1), &change) == Arithmetic::kOk &&
            Divide(change, n, &change) == Arithmetic::kOk &&
            Add(change, Decimal::FromInt(1), &x) == Arithmetic::kOk;
  for (int step = 0; ok && step < kSteps; ++step) {
    Decimal next = ratio;
    for (int64_t i = 1; ok && i < degree; ++i) ok = Divide(next, x, &next) == Arithmetic::kOk;
    Decimal others;
    ok = ok && Multiply(x, Decimal::FromInt(degree - 1), &others) == Arithmetic::kOk &&
         Add(next, others, &next) == Arithmetic::kOk && Divide(next, n, &next) == Arithmetic::kOk;
    if (!ok || next >= x || next <= Decimal()) break;
    x = next;
  }
  return x > Decimal() ? static_cast<Uint128>(x.unscaled()) : static_cast<Uint128>(Decimal::kOne);
}

// Compares candidates of the root, in units of 10^-18, with the exact root.
class Root {
 public:
  Root(Decimal last, Decimal first, int64_t degree)
      : degree_(degree),
        first_(ToNatural(static_cast<Uint128>(first.unscaled()))),
        target_(Multiply(ToNatural(static_cast<Uint128>(last.unscaled())),
                         Power(ToNatural(static_cast<Uint128>(Decimal::kOne)), degree))) {}

  bool IsAtMost(Uint128 units) const {
    return std::is_lteq(Compare(Multiply(Power(ToNatural(units), degree_), first_), target_));
  }

  // The exact root with units + 1/2.
  std::strong_ordering CompareWithHalfAbove(Uint128 units) const {
    const Natural twice = Power(ToNatural(2 * units + 1), degree_);
    return Compare(Multiply(target_, Power(ToNatural(2), degree_)), Multiply(twice, first_));
  }

  // The greatest number of units that is at most the root; kBound or more if it does not fit.
  Uint128 Floor(Uint128 guess) const {
    constexpr auto kEnd = static_cast<Uint128>(Decimal::kBound);
    Uint128 low = std::min(guess, kEnd - 1);
    Uint128 high = low;  // the root is at least low and below high
    Uint128 step = 1;
    if (IsAtMost(low)) {
      for (high = low + step; high < kEnd && IsAtMost(high); step *= 2, high = low + step)
        low = high;
      if (high >= kEnd && IsAtMost(kEnd)) return kEnd;
      high = std::min(high, kEnd);
    } else {
      for (low = high - step; !IsAtMost(low); step *= 2, low = high > step ? high - step : 0)
        high = low;
    }
    while (high - low > 1) {
      const Uint128 middle = low + (high - low) / 2;
      (IsAtMost(middle) ? low : high) = middle;
    }
    return low;
  }

 private:
  int64_t degree_;
  Natural first_;
  Natural target_;  // root^degree * first, in the units of candidates
};

}  // namespace

Arithmetic RootOfRatio(Decimal last, Decimal first, int64_t degree, Decimal* root) {
  if (degree == 1) return Divide(last, first, root);
  const Root exact(last, first, degree);
  Uint128 units = exact.Floor(Guess(last, first, degree));
  if (units >= static_cast<Uint128>(Decimal::kBound)) return Arithmetic::kOverflow;
  const std::strong_ordering half = exact.CompareWithHalfAbove(units);
  if (std::is_gt(half) || (std::is_eq(half) && units % 2 == 1)) ++units;
  return Decimal::FromUnscaled(static_cast<Int128>(units), root);
}

}  // namespace jifen::scoring::expression
