// Decimal compared with OpenSSL's big numbers on random operands of every size.
#include <gtest/gtest.h>
#include <openssl/bn.h>

#include <memory>
#include <random>
#include <string>

#include "scoring/decimal/decimal.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::decimal {
namespace {

constexpr int kRounds = 200'000;

struct BigDeleter {
  void operator()(BIGNUM* n) const { BN_free(n); }
};
using Big = std::unique_ptr<BIGNUM, BigDeleter>;

Big FromText(const std::string& text) {
  BIGNUM* n = nullptr;
  EXPECT_NE(BN_dec2bn(&n, text.c_str()), 0);
  return Big(n);
}

std::string ToText(const BIGNUM* n) {
  char* text = BN_bn2dec(n);
  std::string result = text;
  OPENSSL_free(text);
  return result == "-0" ? "0" : result;
}

std::string DigitsOf(Int128 value) {
  const bool negative = value < 0;
  std::string digits;
  for (Int128 rest = negative ? -value : value; rest != 0; rest /= 10) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  if (digits.empty()) return "0";
  return negative ? "-" + digits : digits;
}

class DecimalProperty : public ::testing::Test {
 protected:
  DecimalProperty() : context_(BN_CTX_new(), BN_CTX_free), random_(TestSeed()) {}

  // Every number of digits is as likely, some end in zeros, some are powers of two less one.
  Decimal Draw() {
    Int128 value = 0;
    const int digits = static_cast<int>(random_() % (kDigits + 1));
    for (int i = 0; i < digits; ++i) value = value * 10 + static_cast<int>(random_() % 10);
    if (random_() % 4 == 0) value -= value % Decimal::kOne;
    if (random_() % 8 == 0) value = (Int128{1} << (random_() % 126)) - 1;
    Decimal result;
    EXPECT_EQ(Decimal::FromUnscaled(random_() % 2 == 0 ? value : -value, &result), Arithmetic::kOk);
    return result;
  }

  // A magnitude near which results leave the range, or 128 bits.
  Big DrawEdge() {
    const char* edges[] = {"100000000000000000000000000000000000000",
                           "340282366920938463463374607431768211455",
                           "170141183460469231731687303715884105728"};
    Big edge = FromText(edges[random_() % 3]);
    if (random_() % 2 == 0) BN_sub_word(edge.get(), random_() % 4);
    return edge;
  }

  // dividend / divisor, give or take a few units; a number of more digits than a decimal has becomes
  // the greatest one.
  Decimal Near(const BIGNUM* dividend, const BIGNUM* divisor) {
    Big quotient(BN_new());
    EXPECT_EQ(BN_div(quotient.get(), nullptr, dividend, divisor, context_.get()), 1);
    std::string digits = ToText(quotient.get());
    if (digits.size() > kDigits) digits = std::string(kDigits, '9');
    Int128 value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    value += static_cast<Int128>(random_() % 3);
    Decimal result;
    if (Decimal::FromUnscaled(random_() % 2 == 0 ? value : -value, &result) != Arithmetic::kOk) {
      return Decimal();
    }
    return result;
  }

  // Up to a thousand times the least, evenly by digits.
  Decimal DrawFrom(Int128 least) {
    Decimal result;
    const auto thousandths = static_cast<Int128>(1 + random_() % (random_() % 2 == 0 ? 9 : 9999));
    EXPECT_EQ(Decimal::FromUnscaled(least + least / 1000 * thousandths, &result), Arithmetic::kOk);
    return result;
  }

  // The unscaled quotient of two big numbers, rounded half to even; "overflow" from 39 digits on.
  std::string Rounded(const BIGNUM* dividend, const BIGNUM* divisor, bool half_up = false) {
    Big quotient(BN_new()), remainder(BN_new()), twice(BN_new());
    EXPECT_EQ(BN_div(quotient.get(), remainder.get(), dividend, divisor, context_.get()), 1);
    BN_lshift1(twice.get(), remainder.get());
    const int compared = BN_ucmp(twice.get(), divisor);
    const bool away = compared > 0 || (compared == 0 && (half_up || BN_is_odd(quotient.get())));
    const bool negative = BN_is_negative(dividend) != BN_is_negative(divisor);
    BN_set_negative(quotient.get(), 0);
    if (away) BN_add_word(quotient.get(), 1);
    BN_set_negative(quotient.get(), negative ? 1 : 0);
    return Checked(quotient.get());
  }

  static std::string Checked(const BIGNUM* n) {
    const std::string text = ToText(n);
    return text.size() - (text[0] == '-' ? 1 : 0) > kDigits ? "overflow" : text;
  }

  static std::string Got(Arithmetic outcome, Decimal result) {
    if (outcome == Arithmetic::kZeroDivisor) return "zero divisor";
    return outcome == Arithmetic::kOverflow ? "overflow" : DigitsOf(result.unscaled());
  }

  std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context_;
  std::mt19937_64 random_;
};

TEST_F(DecimalProperty, AddAndSubtractAgreeWithBigNumbers) {
  for (int i = 0; i < kRounds; ++i) {
    const Decimal a = Draw(), b = Draw();
    const Big x = FromText(DigitsOf(a.unscaled())), y = FromText(DigitsOf(b.unscaled()));
    Big sum(BN_new()), difference(BN_new());
    BN_add(sum.get(), x.get(), y.get());
    BN_sub(difference.get(), x.get(), y.get());
    Decimal result;
    const Arithmetic added = Add(a, b, &result);
    ASSERT_EQ(Got(added, result), Checked(sum.get())) << a.Format() << " + " << b.Format();
    const Arithmetic subtracted = Subtract(a, b, &result);
    ASSERT_EQ(Got(subtracted, result), Checked(difference.get()))
        << a.Format() << " - " << b.Format();
  }
}

TEST_F(DecimalProperty, MultiplyAgreesWithBigNumbers) {
  const Big scale = FromText("1000000000000000000");
  for (int i = 0; i < kRounds; ++i) {
    const Decimal a = Draw(), b = Draw();
    const Big x = FromText(DigitsOf(a.unscaled())), y = FromText(DigitsOf(b.unscaled()));
    Big product(BN_new());
    BN_mul(product.get(), x.get(), y.get(), context_.get());
    Decimal result;
    const Arithmetic outcome = Multiply(a, b, &result);
    ASSERT_EQ(Got(outcome, result), Rounded(product.get(), scale.get()))
        << a.Format() << " * " << b.Format();
  }
}

TEST_F(DecimalProperty, DivideAgreesWithBigNumbers) {
  const Big scale = FromText("1000000000000000000");
  for (int i = 0; i < kRounds; ++i) {
    const Decimal a = Draw(), b = Draw();
    const Big x = FromText(DigitsOf(a.unscaled())), y = FromText(DigitsOf(b.unscaled()));
    Big scaled(BN_new());
    BN_mul(scaled.get(), x.get(), scale.get(), context_.get());
    Decimal result;
    const Arithmetic outcome = Divide(a, b, &result);
    ASSERT_EQ(Got(outcome, result), b.IsZero() ? "zero divisor" : Rounded(scaled.get(), y.get()))
        << a.Format() << " / " << b.Format();
  }
}

// Where the quotient of 128 bits was all ones, rounding it up once gave 0 without an overflow.
TEST_F(DecimalProperty, MultiplyAndDivideAgreeNearAndBeyondTheRange) {
  const Big scale = FromText("1000000000000000000");
  int beyond = 0;
  for (int i = 0; i < kRounds; ++i) {
    const Big edge = DrawEdge();
    Big wide(BN_new());
    // a * b / scale = edge, where b is such that a is in range.
    const Decimal b = DrawFrom(Int128{3'402'823'669'209'384'634} + Decimal::kOne / 10);
    const Big y = FromText(DigitsOf(b.unscaled()));
    BN_mul(wide.get(), edge.get(), scale.get(), context_.get());
    const Decimal a = Near(wide.get(), y.get());
    const Big x = FromText(DigitsOf(a.unscaled()));
    BN_mul(wide.get(), x.get(), y.get(), context_.get());
    Decimal result;
    const Arithmetic multiplied = Multiply(a, b, &result);
    ASSERT_EQ(Got(multiplied, result), Rounded(wide.get(), scale.get()))
        << a.Format() << " * " << b.Format();
    beyond += multiplied == Arithmetic::kOverflow ? 1 : 0;
    // c * scale / d = edge.
    const Decimal d = DrawFrom(Int128{26'000'000'000'000'000});
    const Big v = FromText(DigitsOf(d.unscaled()));
    BN_mul(wide.get(), edge.get(), v.get(), context_.get());
    const Decimal c = Near(wide.get(), scale.get());
    const Big u = FromText(DigitsOf(c.unscaled()));
    BN_mul(wide.get(), u.get(), scale.get(), context_.get());
    const Arithmetic divided = Divide(c, d, &result);
    ASSERT_EQ(Got(divided, result), Rounded(wide.get(), v.get()))
        << c.Format() << " / " << d.Format();
  }
  EXPECT_GT(beyond, kRounds / 10);
  EXPECT_LT(beyond, kRounds * 99 / 100);
}

TEST_F(DecimalProperty, RoundAgreesWithBigNumbers) {
  for (int i = 0; i < kRounds; ++i) {
    const Decimal a = Draw();
    const int places = static_cast<int>(random_() % (kPlaces + 1));
    const bool half_up = random_() % 2 == 0;
    const std::string step = "1" + std::string(static_cast<size_t>(kPlaces - places), '0');
    const Big x = FromText(DigitsOf(a.unscaled())), y = FromText(step);
    Big multiple = FromText(Rounded(x.get(), y.get(), half_up));
    BN_mul(multiple.get(), multiple.get(), y.get(), context_.get());
    Decimal result;
    const Arithmetic outcome =
        Round(a, places, half_up ? Rounding::kHalfAwayFromZero : Rounding::kHalfEven, &result);
    ASSERT_EQ(Got(outcome, result), Checked(multiple.get())) << a.Format() << " to " << places;
  }
}

TEST_F(DecimalProperty, ParseGivesBackWhatFormatWrote) {
  for (int i = 0; i < kRounds; ++i) {
    const Decimal a = Draw();
    const auto parsed = Decimal::Parse(a.Format());
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    ASSERT_EQ(*parsed, a);
  }
}

}  // namespace
}  // namespace jifen::scoring::decimal
