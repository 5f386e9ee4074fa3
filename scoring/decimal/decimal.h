// scoring/decimal/decimal.h: exact decimal numbers, SQL's DECIMAL(38,18).
//
//   Shape     one 128-bit integer that counts units of 10^-18; 16 bytes, trivially copyable.
//   Range     |value| < 10^20: 38 digits, 18 of them after the point. There is no -0 and no NaN.
//   Rounding  Add and Subtract are exact. Multiply and Divide round the exact result once, half to
//             even, at 18 places.
//   Errors    kZeroDivisor before kOverflow; the result is untouched then. Parse:
//             REASON_DECIMAL_INVALID with what was got.
//   Threads   a value.
//   Cost      a few nanoseconds; Multiply and Divide take a slower way, still without allocation,
//             only if the exact intermediate result needs more than 128 bits.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace jifen::scoring::decimal {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

inline constexpr int kPlaces = 18;
inline constexpr int kIntegerDigits = 20;
inline constexpr int kDigits = kIntegerDigits + kPlaces;

enum class [[nodiscard]] Arithmetic : uint8_t{kOk, kOverflow, kZeroDivisor};

// How a tie is rounded; anything else goes to the nearest.
enum class Rounding : uint8_t {
  kHalfEven,          // GB/T 8170
  kHalfAwayFromZero,  // "half up" of the documents, which have no negative points
};

class Decimal {
 public:
  static constexpr Int128 kOne = 1'000'000'000'000'000'000;
  // The first magnitude that is out of range.
  static constexpr Int128 kBound = kOne * kOne * 100;

  constexpr Decimal() = default;
  static constexpr Decimal FromInt(int64_t value) { return Decimal(value * kOne); }
  // The number of units of 10^-18; kOverflow if out of range.
  static constexpr Arithmetic FromUnscaled(Int128 unscaled, Decimal* result) {
    if (unscaled <= -kBound || unscaled >= kBound) return Arithmetic::kOverflow;
    *result = Decimal(unscaled);
    return Arithmetic::kOk;
  }

  // Plain notation, e.g. "-0.05": an optional minus, 1..20 digits (leading zeros do not count), and
  // optionally a point with 1..18 digits. No plus, exponent, blank or separator.
  static absl::StatusOr<Decimal> Parse(std::string_view text);
  // Plain notation without trailing zeros; Parse(Format()) gives the number back.
  std::string Format() const;

  constexpr Int128 unscaled() const { return unscaled_; }
  constexpr bool IsZero() const { return unscaled_ == 0; }
  constexpr bool IsNegative() const { return unscaled_ < 0; }
  constexpr bool IsInteger() const { return unscaled_ % kOne == 0; }
  constexpr Decimal operator-() const { return Decimal(-unscaled_); }

  // Compared as numbers.
  friend constexpr std::strong_ordering operator<=>(Decimal a, Decimal b) {
    return a.unscaled_ <=> b.unscaled_;
  }
  friend constexpr bool operator==(Decimal a, Decimal b) { return a.unscaled_ == b.unscaled_; }

  // Add and Subtract of numbers whose sum is known to be in range, such as points: nothing is checked.
  friend constexpr Decimal AddInRange(Decimal a, Decimal b) {
    return Decimal(a.unscaled_ + b.unscaled_);
  }
  friend constexpr Decimal SubtractInRange(Decimal a, Decimal b) {
    return Decimal(a.unscaled_ - b.unscaled_);
  }

 private:
  constexpr explicit Decimal(Int128 unscaled) : unscaled_(unscaled) {}

  Int128 unscaled_ = 0;
};

constexpr Arithmetic Add(Decimal a, Decimal b, Decimal* sum) {
  Int128 exact = 0;
  if (__builtin_add_overflow(a.unscaled(), b.unscaled(), &exact)) return Arithmetic::kOverflow;
  return Decimal::FromUnscaled(exact, sum);
}
constexpr Arithmetic Subtract(Decimal a, Decimal b, Decimal* difference) {
  Int128 exact = 0;
  if (__builtin_sub_overflow(a.unscaled(), b.unscaled(), &exact)) return Arithmetic::kOverflow;
  return Decimal::FromUnscaled(exact, difference);
}
Arithmetic Multiply(Decimal a, Decimal b, Decimal* product);
Arithmetic Divide(Decimal dividend, Decimal divisor, Decimal* quotient);

// Rounds to `places` after the point, 0..18. kOverflow if rounding up leaves the range.
Arithmetic Round(Decimal value, int places, Rounding rounding, Decimal* rounded);

// base + a * b / divisor, not negative, divisor above 0.
struct Proportion {
  Decimal base;
  Decimal a;
  Decimal b;
  Decimal divisor;
};

// The exact value, rounded once to `places` after the point, 0..18. kOverflow if it is out of range.
Arithmetic RoundProportion(const Proportion& proportion, int places, Rounding rounding,
                           Decimal* rounded);

// The part before the point, cut towards zero; kOverflow if it does not fit into 64 bits.
Arithmetic Truncate(Decimal value, int64_t* integer);

}  // namespace jifen::scoring::decimal
