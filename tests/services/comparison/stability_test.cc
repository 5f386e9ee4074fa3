// The population stability index, against numbers that were worked out by hand.
#include "services/comparison/stability.h"

#include "gtest/gtest.h"

namespace jifen::services::comparison {
namespace {

using scoring::decimal::Decimal;

void Add(int points, int before, int after, StabilityCounter* counter) {
  for (int i = 0; i < before; ++i) counter->AddBefore(Decimal::FromInt(points));
  for (int i = 0; i < after; ++i) counter->AddAfter(Decimal::FromInt(points));
}

// Ten of a tenth each. After, the first has a fifth, and the last nothing:
// (0.2 - 0.1) ln 2 + (0.0001 - 0.1) ln 0.001 = 0.06931 + 0.69008.
TEST(Stability, IsTheIndexOfTheTenths) {
  StabilityCounter counter;
  Add(1, 1, 4, &counter);
  for (int points = 2; points <= 9; ++points) Add(points, 1, 2, &counter);
  Add(10, 1, 0, &counter);
  const v1::Stability stability = counter.Build();
  EXPECT_EQ(stability.index(), "0.7594");
  EXPECT_EQ(stability.mark(), v1::STABILITY_MARK_UNSTABLE);
  ASSERT_EQ(stability.bins_size(), 10);
  EXPECT_EQ(stability.bins(0).to(), "1");
  EXPECT_EQ(stability.bins(0).before(), 1U);
  EXPECT_EQ(stability.bins(0).after(), 4U);
  EXPECT_EQ(stability.bins(8).to(), "9");
  EXPECT_FALSE(stability.bins(9).has_to());
  EXPECT_EQ(stability.bins(9).before(), 1U);
  EXPECT_EQ(stability.bins(9).after(), 0U);
}

// Halves of 0 and 1 that become `zeros` and the rest of a hundred.
v1::Stability OfHalves(int zeros) {
  StabilityCounter counter;
  Add(0, 50, zeros, &counter);
  Add(1, 50, 100 - zeros, &counter);
  return counter.Build();
}

TEST(Stability, MarksAtATenthAndAQuarter) {
  EXPECT_EQ(OfHalves(50).index(), "0.0000");
  EXPECT_EQ(OfHalves(50).mark(), v1::STABILITY_MARK_STABLE);
  EXPECT_EQ(OfHalves(65).index(), "0.0929");  // 0.15 (ln 1.3 - ln 0.7)
  EXPECT_EQ(OfHalves(65).mark(), v1::STABILITY_MARK_STABLE);
  EXPECT_EQ(OfHalves(66).index(), "0.1061");  // 0.16 (ln 1.32 - ln 0.68)
  EXPECT_EQ(OfHalves(66).mark(), v1::STABILITY_MARK_MOVED);
  EXPECT_EQ(OfHalves(73).index(), "0.2288");  // 0.23 (ln 1.46 - ln 0.54)
  EXPECT_EQ(OfHalves(73).mark(), v1::STABILITY_MARK_MOVED);
  EXPECT_EQ(OfHalves(74).index(), "0.2510");  // 0.24 (ln 1.48 - ln 0.52)
  EXPECT_EQ(OfHalves(74).mark(), v1::STABILITY_MARK_UNSTABLE);
}

// A share of one in so many is not more of a move than nobody at all.
TEST(Stability, DoesNotRiseAsALeastShareGetsMore) {
  const auto index_of = [](int ones) {
    StabilityCounter counter;
    Add(0, 1, 100'000 - ones, &counter);
    Add(1, 1, ones, &counter);
    return counter.Build().index();
  };
  EXPECT_LE(index_of(1), index_of(0));
  EXPECT_LE(index_of(10), index_of(1)) << "10 of 100,000 are 0.0001";
  EXPECT_LT(index_of(20), index_of(10));
}

TEST(Stability, PutsEqualPointsIntoOneBin) {
  const v1::Stability stability = OfHalves(60);
  ASSERT_EQ(stability.bins_size(), 3);
  EXPECT_EQ(stability.bins(0).to(), "0");
  EXPECT_EQ(stability.bins(0).after(), 60U);
  EXPECT_EQ(stability.bins(1).to(), "1");
  EXPECT_EQ(stability.bins(1).after(), 40U);
  EXPECT_FALSE(stability.bins(2).has_to());
  EXPECT_EQ(stability.bins(2).before() + stability.bins(2).after(), 0U);
}

TEST(Stability, CountsPointsThatNobodyHadBefore) {
  StabilityCounter counter;
  Add(0, 0, 1, &counter);
  Add(5, 10, 8, &counter);
  Add(9, 0, 1, &counter);
  const v1::Stability stability = counter.Build();
  ASSERT_EQ(stability.bins_size(), 2);
  EXPECT_EQ(stability.bins(0).to(), "5");
  EXPECT_EQ(stability.bins(0).after(), 9U);
  EXPECT_EQ(stability.bins(1).after(), 1U);
  // (0.9 - 1) ln 0.9 + (0.1 - 0.0001) ln 1000 = 0.01054 + 0.69008
  EXPECT_EQ(stability.index(), "0.7006");
}

TEST(Stability, OfNobodyIsNone) {
  StabilityCounter counter;
  Add(3, 4, 0, &counter);
  EXPECT_EQ(counter.Build().ByteSizeLong(), 0U);
}

}  // namespace
}  // namespace jifen::services::comparison
