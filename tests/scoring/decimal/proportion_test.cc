// RoundProportion: a single rounding of an exact value.
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "scoring/decimal/decimal.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::decimal {
namespace {

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

struct Case {
  const char* name;
  const char* base;
  const char* a;
  const char* b;
  const char* divisor;
  int places;
  Rounding rounding;
  const char* want;
};

class RoundProportionGives : public testing::TestWithParam<Case> {};

TEST_P(RoundProportionGives, TheExactValueRoundedOnce) {
  const Case& c = GetParam();
  Decimal got;
  ASSERT_EQ(RoundProportion({D(c.base), D(c.a), D(c.b), D(c.divisor)}, c.places, c.rounding, &got),
            Arithmetic::kOk);
  EXPECT_EQ(got.Format(), c.want);
}

constexpr Rounding kEven = Rounding::kHalfEven;
constexpr Rounding kUp = Rounding::kHalfAwayFromZero;

INSTANTIATE_TEST_SUITE_P(
    Cases, RoundProportionGives,
    testing::Values(Case{"Exact", "0", "3", "5", "2", 1, kEven, "7.5"},
                    Case{"TieToEven", "0", "5", "1", "2", 0, kEven, "2"},
                    Case{"TieUp", "0", "5", "1", "2", 0, kUp, "3"},
                    Case{"TheBaseDecidesWhatIsEven", "1", "5", "1", "2", 0, kEven, "4"},
                    // 2.5 and a third of 10^-18: the cut eighteenth place would be a tie.
                    Case{"JustAboveATie", "0", "7.500000000000000001", "1", "3", 0, kEven, "3"},
                    Case{"JustBelowATie", "0", "7.499999999999999999", "1", "3", 0, kUp, "2"},
                    Case{"EighteenPlaces", "0", "2", "1", "3", 18, kEven, "0.666666666666666667"},
                    Case{"WideProduct", "0", "99999999999999999999", "99999999999999999999",
                         "99999999999999999999", 0, kEven, "99999999999999999999"},
                    Case{"Nothing", "0", "0", "5", "7", 0, kUp, "0"}),
    [](const auto& info) { return info.param.name; });

TEST(RoundProportion, OutOfRangeIsAnOverflow) {
  Decimal got;
  EXPECT_EQ(RoundProportion({D("0"), D("99999999999999999999"), D("2"), D("1")}, 0, kEven, &got),
            Arithmetic::kOverflow);
  EXPECT_EQ(RoundProportion({D("99999999999999999999"), D("1"), D("1"), D("1")}, 0, kEven, &got),
            Arithmetic::kOverflow);
}

// Against plain integers, where everything fits into 128 bits.
TEST(RoundProportion, AgreesWithWholeNumbers) {
  std::mt19937_64 random(TestSeed());
  for (int i = 0; i < 100'000; ++i) {
    const auto base = static_cast<int64_t>(random() % 1000);
    const auto a = static_cast<int64_t>(random() % 100'000);
    const auto b = static_cast<int64_t>(random() % 1000);
    const auto divisor = static_cast<int64_t>(random() % 40 + 1);
    const int places = static_cast<int>(random() % 4);
    int64_t unit = 1;
    for (int k = 0; k < places; ++k) unit *= 10;
    const int64_t numerator = (base * divisor + a * b) * unit;
    int64_t want = numerator / divisor;
    const int64_t twice = numerator % divisor * 2;
    const bool up = random() % 2 == 0;
    if (twice > divisor || (twice == divisor && (up || want % 2 != 0))) ++want;
    Decimal got;
    ASSERT_EQ(RoundProportion({Decimal::FromInt(base), Decimal::FromInt(a), Decimal::FromInt(b),
                               Decimal::FromInt(divisor)},
                              places, up ? kUp : kEven, &got),
              Arithmetic::kOk);
    ASSERT_EQ(got.unscaled(), Int128{want} * (Decimal::kOne / unit))
        << base << " + " << a << " * " << b << " / " << divisor << " at " << places;
  }
}

}  // namespace
}  // namespace jifen::scoring::decimal
