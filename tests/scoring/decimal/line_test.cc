// Line: the values of RoundProportion, which divides without cancelling anything.
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "scoring/decimal/line.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::decimal {
namespace {

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

constexpr Rounding kEven = Rounding::kHalfEven;
constexpr Rounding kUp = Rounding::kHalfAwayFromZero;

TEST(LineAt, RoundsTiesAsAsked) {
  Decimal y;
  const Line even = Line::Make({D("1"), D("1"), D("2")}, {.places = 0, .rounding = kEven});
  ASSERT_EQ(even.At(D("3"), &y), Arithmetic::kOk);  // 2.5
  EXPECT_EQ(y, D("2"));
  ASSERT_EQ(even.At(D("5"), &y), Arithmetic::kOk);  // 3.5
  EXPECT_EQ(y, D("4"));
  const Line up = Line::Make({D("1"), D("1"), D("2")}, {.places = 0, .rounding = kUp});
  ASSERT_EQ(up.At(D("3"), &y), Arithmetic::kOk);
  EXPECT_EQ(y, D("3"));
}

TEST(LineAt, OutOfRangeIsAnOverflow) {
  Decimal y = D("7");
  const Line steep = Line::Make({D("0"), D("1000"), D("1")}, {.places = 6, .rounding = kEven});
  EXPECT_EQ(steep.At(D("99999999999999999999"), &y), Arithmetic::kOverflow);
  const Line shifted = Line::Make({D("99999999999999999999"), D("1"), D("1")}, {.places = 0});
  EXPECT_EQ(shifted.At(D("1"), &y), Arithmetic::kOverflow);
  EXPECT_EQ(y, D("7"));
}

// A number of so many digits, some of them after the point.
Decimal Random(std::mt19937_64& random, int digits) {
  std::string text = "0";
  for (int i = 0; i < digits; ++i) text += static_cast<char>('0' + random() % 10);
  if (random() % 2 == 0) text += "." + std::to_string(random() % 1'000'000'000);
  return D(text);
}

TEST(LineAt, IsRoundProportionForAnyTerms) {
  const uint64_t seed = TestSeed();
  std::mt19937_64 random(seed);
  int in_range = 0;
  for (int i = 0; i < 20'000; ++i) {
    const int places = static_cast<int>(random() % 19);
    const Rounding rounding = random() % 2 == 0 ? kEven : kUp;
    Line::Terms terms{.base = Decimal::FromInt(static_cast<int64_t>(random() % 1000)),
                      .rise = Random(random, static_cast<int>(random() % 8)),
                      .run = Random(random, static_cast<int>(random() % 8))};
    if (random() % 4 == 0) terms.base = Random(random, 3);
    if (terms.run.IsZero()) continue;
    const Decimal x = Random(random, static_cast<int>(random() % 12));
    Decimal got;
    Decimal want;
    const Arithmetic expected =
        RoundProportion({.base = terms.base, .a = x, .b = terms.rise, .divisor = terms.run}, places,
                        rounding, &want);
    ASSERT_EQ(Line::Make(terms, {.places = places, .rounding = rounding}).At(x, &got), expected);
    ASSERT_EQ(got, want) << "seed " << seed << ": " << terms.base.Format() << " + "
                         << terms.rise.Format() << " * " << x.Format() << " / "
                         << terms.run.Format() << " to " << places;
    if (expected == Arithmetic::kOk) ++in_range;
  }
  EXPECT_GT(in_range, 10'000);
}

}  // namespace
}  // namespace jifen::scoring::decimal
