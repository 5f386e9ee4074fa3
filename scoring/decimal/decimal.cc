#include "scoring/decimal/decimal.h"

#include <algorithm>
#include <array>
#include <bit>

#include "proto/model/error.h"

namespace jifen::scoring::decimal {
namespace {

constexpr uint64_t kScale = 1'000'000'000'000'000'000;

// Trailing zeros are left out by so many at a time.
constexpr int kStridePlaces = 6;
constexpr uint64_t kStride = 1'000'000;

constexpr Uint128 Magnitude(Int128 value) {
  return value < 0 ? Uint128{0} - static_cast<Uint128>(value) : static_cast<Uint128>(value);
}

constexpr uint64_t Low(Uint128 value) { return static_cast<uint64_t>(value); }
constexpr uint64_t High(Uint128 value) { return static_cast<uint64_t>(value >> 64); }

// An unsigned number of 256 bits, just wide enough for the product of two magnitudes.
struct Wide {
  Uint128 high = 0;
  Uint128 low = 0;
};

constexpr Wide MultiplyWide(Uint128 a, Uint128 b) {
  const Uint128 low = Uint128{Low(a)} * Low(b);
  const Uint128 cross = Uint128{High(a)} * Low(b) + High(low);  // High(a) < 2^63: no overflow
  const Uint128 middle = Uint128{Low(a)} * High(b) + Low(cross);
  return {.high = Uint128{High(a)} * High(b) + High(cross) + High(middle),
          .low = (middle << 64) | Low(low)};
}

struct Division {
  Uint128 quotient;
  Uint128 remainder;
};

constexpr Division DivideNarrow(Uint128 dividend, Uint128 divisor) {
  const Uint128 quotient = dividend / divisor;
  return {quotient, dividend - quotient * divisor};
}

// One digit, base 2^64, of a long division: (remainder, next) by a divisor whose top bit is set.
// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D, steps D3 and D4.
constexpr Division DivideDigit(Uint128 remainder, uint64_t next, Uint128 divisor) {
  const Uint128 base = Uint128{1} << 64;
  Division guess = DivideNarrow(remainder, High(divisor));
  while (guess.quotient >= base ||
         guess.quotient * Low(divisor) > ((guess.remainder << 64) | next)) {
    --guess.quotient;
    guess.remainder += High(divisor);
    if (guess.remainder >= base) break;
  }
  return {guess.quotient, ((remainder << 64) | next) - guess.quotient * divisor};
}

// The quotient of a wide number; `high` must be below the divisor, so that it fits into 128 bits.
constexpr Division DivideWide(Wide dividend, Uint128 divisor) {
  if (High(divisor) == 0) {
    const Division first = DivideNarrow((dividend.high << 64) | High(dividend.low), divisor);
    const Division second = DivideNarrow((first.remainder << 64) | Low(dividend.low), divisor);
    return {(first.quotient << 64) | second.quotient, second.remainder};
  }
  const int shift = std::countl_zero(High(divisor));
  divisor <<= shift;
  if (shift > 0) {
    dividend.high = (dividend.high << shift) | (dividend.low >> (128 - shift));
    dividend.low <<= shift;
  }
  const Division first = DivideDigit(dividend.high, High(dividend.low), divisor);
  const Division second = DivideDigit(first.remainder, Low(dividend.low), divisor);
  return {(first.quotient << 64) | second.quotient, second.remainder >> shift};
}

// Rounds quotient and remainder, a tie as asked. divisor < 2^127: doubling does not overflow.
constexpr Uint128 RoundQuotient(Division division, Uint128 divisor, Rounding rounding) {
  const Uint128 twice = division.remainder * 2;
  const bool tie_goes_up = rounding == Rounding::kHalfAwayFromZero || (division.quotient & 1) != 0;
  const bool up = twice > divisor || (twice == divisor && tie_goes_up);
  return division.quotient + (up ? 1 : 0);
}

Arithmetic FromMagnitude(Uint128 magnitude, bool negative, Decimal* result) {
  if (magnitude >= static_cast<Uint128>(Decimal::kBound)) return Arithmetic::kOverflow;
  const auto unscaled = static_cast<Int128>(magnitude);
  return Decimal::FromUnscaled(negative ? -unscaled : unscaled, result);
}

// Of a number above 0.
constexpr int Bits(Uint128 value) {
  return High(value) != 0 ? 128 - std::countl_zero(High(value)) : 64 - std::countl_zero(Low(value));
}
constexpr int TrailingZeros(Uint128 value) {
  return Low(value) != 0 ? std::countr_zero(Low(value)) : 64 + std::countr_zero(High(value));
}

// A factor and the divisor of a product without the powers of two that they share. Multiples of 10^n
// share n of them, after which most products fit into 128 bits and most divisors into 64.
constexpr void Reduce(Uint128* factor, Uint128* divisor) {
  if (*factor == 0) return;
  const int shared = std::min(TrailingZeros(*factor), TrailingZeros(*divisor));
  *factor >>= shared;
  *divisor >>= shared;
}

// a * b / divisor, exactly; kOverflow if the quotient is out of a decimal's range.
Arithmetic DivideProduct(Uint128 a, Uint128 b, Uint128 divisor, Division* division) {
  if (Bits(a) + Bits(b) <= 128) {
    *division = DivideNarrow(a * b, divisor);
  } else {
    const Wide product = MultiplyWide(a, b);
    if (product.high >= divisor) return Arithmetic::kOverflow;
    *division = DivideWide(product, divisor);
  }
  // Before rounding: the greatest quotient of 128 bits would wrap to 0 when it is rounded up.
  return division->quotient >= static_cast<Uint128>(Decimal::kBound) ? Arithmetic::kOverflow
                                                                     : Arithmetic::kOk;
}

// a * b / divisor, rounded half to even.
Arithmetic MultiplyDivide(Uint128 a, Uint128 b, Uint128 divisor, bool negative, Decimal* result) {
  Division division;
  const Arithmetic divided = DivideProduct(a, b, divisor, &division);
  if (divided != Arithmetic::kOk) return divided;
  return FromMagnitude(RoundQuotient(division, divisor, Rounding::kHalfEven), negative, result);
}

constexpr auto kPowersOfTen = [] {
  std::array<uint64_t, kPlaces + 1> powers{};
  uint64_t power = 1;
  for (uint64_t& entry : powers) {
    entry = power;
    power *= 10;
  }
  return powers;
}();

// 0..18.
constexpr Uint128 PowerOfTen(int exponent) { return kPowersOfTen[static_cast<size_t>(exponent)]; }

constexpr Uint128 kFiveTo18 = kScale >> kPlaces;

// The number whose product with 5^18 is 1 in 128 bits: each step of Newton's method doubles the bits.
constexpr Uint128 kInverseOfFiveTo18 = [] {
  Uint128 inverse = kFiveTo18;  // right in 3 bits, as for every odd number
  for (int bits = 3; bits < 128; bits *= 2) inverse *= 2 - kFiveTo18 * inverse;
  return inverse;
}();
static_assert(kFiveTo18 * kInverseOfFiveTo18 == 1);

// units / 10^18 if that leaves nothing, without dividing: after the shift only a multiple of 5^18 times
// the inverse is as small as a quotient. Warren, Hacker's Delight, 10-17.
constexpr bool DivideIfInteger(Uint128 units, Uint128* whole) {
  if ((Low(units) & ((uint64_t{1} << kPlaces) - 1)) != 0) return false;
  *whole = (units >> kPlaces) * kInverseOfFiveTo18;
  return *whole <= ~Uint128{0} / kFiveTo18;
}

absl::Status Malformed(std::string_view text) {
  return model::ToStatus(
      {.reason = v1::REASON_DECIMAL_INVALID,
       .message = "not a decimal number",
       .got = text.empty() ? "an empty text" : std::string(text),
       .want = "a number such as -12.5 with at most 20 digits before the point and 18 after it"});
}

bool IsDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Arithmetic Multiply(Decimal a, Decimal b, Decimal* product) {
  return MultiplyDivide(Magnitude(a.unscaled()), Magnitude(b.unscaled()), kScale,
                        a.IsNegative() != b.IsNegative(), product);
}

Arithmetic Divide(Decimal dividend, Decimal divisor, Decimal* quotient) {
  if (divisor.IsZero()) return Arithmetic::kZeroDivisor;
  const bool negative = dividend.IsNegative() != divisor.IsNegative();
  const Uint128 a = Magnitude(dividend.unscaled());
  const Uint128 b = Magnitude(divisor.unscaled());
  Uint128 whole_a = 0;
  Uint128 whole_b = 0;
  if (DivideIfInteger(a, &whole_a) && DivideIfInteger(b, &whole_b)) {
    // The scale cancels, and what is left mostly fits into 128 bits.
    return MultiplyDivide(whole_a, kScale, whole_b, negative, quotient);
  }
  return MultiplyDivide(a, kScale, b, negative, quotient);
}

Arithmetic Round(Decimal value, int places, Rounding rounding, Decimal* rounded) {
  const Uint128 step = PowerOfTen(kPlaces - std::clamp(places, 0, kPlaces));
  const Division division = DivideNarrow(Magnitude(value.unscaled()), step);
  return FromMagnitude(RoundQuotient(division, step, rounding) * step, value.IsNegative(), rounded);
}

Arithmetic RoundProportion(const Proportion& proportion, int places, Rounding rounding,
                           Decimal* rounded) {
  auto factor = static_cast<Uint128>(proportion.b.unscaled());
  auto divisor = static_cast<Uint128>(proportion.divisor.unscaled());
  Reduce(&factor, &divisor);
  Division part;
  const Arithmetic divided =
      DivideProduct(static_cast<Uint128>(proportion.a.unscaled()), factor, divisor, &part);
  if (divided != Arithmetic::kOk) return divided;
  // Both are below 10^38: their sum is below 2^128.
  const Uint128 cut = static_cast<Uint128>(proportion.base.unscaled()) + part.quotient;
  const Uint128 step = PowerOfTen(kPlaces - std::clamp(places, 0, kPlaces));
  if (step == 1) {
    return FromMagnitude(RoundQuotient({cut, part.remainder}, divisor, rounding), false, rounded);
  }
  Division units = DivideNarrow(cut, step);
  // What was cut of the last place is less than a place: it decides only what looks like a tie.
  const bool above_tie = units.remainder * 2 == step && part.remainder != 0;
  if (above_tie) ++units.remainder;
  return FromMagnitude(RoundQuotient(units, step, rounding) * step, false, rounded);
}

Arithmetic Truncate(Decimal value, int64_t* integer) {
  const Int128 whole = value.unscaled() / Decimal::kOne;
  if (whole < INT64_MIN || whole > INT64_MAX) return Arithmetic::kOverflow;
  *integer = static_cast<int64_t>(whole);
  return Arithmetic::kOk;
}

absl::StatusOr<Decimal> Decimal::Parse(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const size_t point = rest.find('.');
  std::string_view whole = rest.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "0" : rest.substr(point + 1);
  if (!IsDigits(whole) || !IsDigits(fraction)) return Malformed(text);
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.size() > kIntegerDigits || fraction.size() > kPlaces) return Malformed(text);
  Int128 unscaled = 0;
  for (const char c : whole) unscaled = unscaled * 10 + (c - '0');
  for (const char c : fraction) unscaled = unscaled * 10 + (c - '0');
  unscaled *= static_cast<Int128>(PowerOfTen(kPlaces - static_cast<int>(fraction.size())));
  return Decimal(negative ? -unscaled : unscaled);
}

std::string Decimal::Format() const {
  char text[kDigits + 2];  // sign, digits, point
  char* const end = text + sizeof text;
  char* at = end;
  const Uint128 magnitude = Magnitude(unscaled_);
  const bool narrow = High(magnitude) == 0;
  Uint128 whole = narrow ? Uint128{Low(magnitude) / kScale} : magnitude / kScale;
  uint64_t fraction =
      Low(magnitude) - Low(whole) * kScale;  // below 2^64, so that what is above it cancels
  if (fraction != 0) {
    int places = kPlaces;
    for (; fraction % kStride == 0; fraction /= kStride) places -= kStridePlaces;
    for (; fraction % 10 == 0; fraction /= 10) --places;
    for (; places > 0; --places, fraction /= 10) *--at = static_cast<char>('0' + fraction % 10);
    *--at = '.';
  }
  for (; High(whole) != 0; whole /= 10) *--at = static_cast<char>('0' + Low(whole % 10));
  auto word = Low(whole);
  do {
    *--at = static_cast<char>('0' + word % 10);
    word /= 10;
  } while (word != 0);
  if (unscaled_ < 0) *--at = '-';
  return std::string(at, end);
}

}  // namespace jifen::scoring::decimal
