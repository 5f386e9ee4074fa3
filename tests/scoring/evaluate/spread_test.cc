#include "scoring/evaluate/spread.h"

#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

std::vector<std::string> SpreadTexts(const Weights& weights, const std::vector<std::string>& texts,
                                     std::string* sum) {
  std::vector<Decimal> points;
  for (const std::string& text : texts) points.push_back(D(text));
  std::vector<Decimal*> pointers;
  for (Decimal& figure : points) pointers.push_back(&figure);
  *sum = Spread(weights, pointers).Format();
  std::vector<std::string> result;
  for (const Decimal& figure : points) result.push_back(figure.Format());
  return result;
}

TEST(Spread, GivesFullPointsTheWholeWeight) {
  std::string sum;
  const auto parts = SpreadTexts({D("40"), D("30")}, {"10", "10", "10"}, &sum);
  EXPECT_EQ(sum, "40");
  EXPECT_EQ(parts, (std::vector<std::string>{"13.333333333333333334", "13.333333333333333333",
                                             "13.333333333333333333"}));
}

TEST(Spread, LeavesZeroAtZero) {
  std::string sum;
  const auto parts = SpreadTexts({D("30"), D("20")}, {"0", "10", "0"}, &sum);
  EXPECT_EQ(sum, "15");
  EXPECT_EQ(parts, (std::vector<std::string>{"0", "15", "0"}));
}

TEST(Spread, ChangesNothingWithEqualWeights) {
  std::string sum;
  EXPECT_EQ(SpreadTexts({D("30"), D("30")}, {"7.5", "1"}, &sum),
            (std::vector<std::string>{"7.5", "1"}));
  EXPECT_EQ(sum, "8.5");
}

TEST(Spread, TakesTheLargestPoints) {
  std::string sum;
  const std::string most = "1000000000";
  SpreadTexts({D(most), D("0.000000001")}, {"0.000000001"}, &sum);
  EXPECT_EQ(sum, most);
}

// Parts add up to the sum, stay within their maxima and within 10^-18 of the exact figure.
TEST(Spread, AddsUpForAnyPoints) {
  std::mt19937_64 random(TestSeed());
  for (int round = 0; round < 20'000; ++round) {
    const size_t count = 1 + random() % 8;
    std::vector<Decimal> points(count);
    std::vector<Decimal> maxima(count);
    decimal::Int128 counted = 0;
    const int64_t unit = round % 2 == 0 ? 1'000'000'000 : 1'000'000'000'000'000'000;
    for (size_t i = 0; i < count; ++i) {
      const auto maximum = static_cast<int64_t>(1 + random() % 1000);
      ASSERT_EQ(Decimal::FromUnscaled(decimal::Int128{maximum} * unit, &maxima[i]),
                decimal::Arithmetic::kOk);
      const auto figure = static_cast<int64_t>(random() % static_cast<uint64_t>(maximum + 1));
      ASSERT_EQ(Decimal::FromUnscaled(decimal::Int128{figure} * unit, &points[i]),
                decimal::Arithmetic::kOk);
      counted += maxima[i].unscaled();
    }
    Weights weights;
    const decimal::Int128 all = counted + decimal::Int128{random() % 1000} * unit;
    ASSERT_EQ(Decimal::FromUnscaled(all, &weights.all), decimal::Arithmetic::kOk);
    ASSERT_EQ(Decimal::FromUnscaled(counted, &weights.counted), decimal::Arithmetic::kOk);

    const std::vector<Decimal> before = points;
    std::vector<Decimal*> pointers;
    for (Decimal& figure : points) pointers.push_back(&figure);
    const Decimal sum = Spread(weights, pointers);
    decimal::Int128 parts = 0;
    for (size_t i = 0; i < count; ++i) {
      parts += points[i].unscaled();
      EXPECT_LE(points[i], SpreadMaximum(weights, maxima[i]));
      const decimal::Int128 off = points[i].unscaled() - SpreadOne(weights, before[i]).unscaled();
      EXPECT_LE(off < 0 ? -off : off, 1);
    }
    ASSERT_EQ(parts, sum.unscaled());
  }
}

}  // namespace
}  // namespace jifen::scoring::evaluate
