#include "scoring/evaluate/points_text.h"

#include <string>

#include "gtest/gtest.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Rounding;

std::string Rounded(std::string points, Rounding rounding = Rounding::kHalfEven) {
  RoundForText(rounding, &points);
  return points;
}

TEST(RoundForText, LeavesPointsOfFewPlacesAsTheyAre) {
  EXPECT_EQ(Rounded(""), "");
  EXPECT_EQ(Rounded("0"), "0");
  EXPECT_EQ(Rounded("12.3456"), "12.3456");
}

TEST(RoundForText, ShowsFourPlacesWithoutTrailingZeros) {
  EXPECT_EQ(Rounded("9.142857142857142857"), "9.1429");
  EXPECT_EQ(Rounded("9.142857142857142858"), "9.1429");
  EXPECT_EQ(Rounded("6.999999999999999999"), "7");
}

TEST(RoundForText, RoundsATieAsTheSchemeDoes) {
  EXPECT_EQ(Rounded("1.00005"), "1");
  EXPECT_EQ(Rounded("1.00005", Rounding::kHalfAwayFromZero), "1.0001");
}

TEST(RoundForText, LetsNoNoiseDecideATie) {
  EXPECT_EQ(Rounded("9.142849999999999999"), Rounded("9.142850000000000001"));
}

TEST(RoundForText, DoesNotShowAsNothingWhatIsSomething) {
  EXPECT_EQ(Rounded("0.000012345"), "0.00001");
  EXPECT_EQ(Rounded("0.000000000000000001"), "0.000000000000000001");
}

struct Shown {
  std::string points;
  std::string highest;
  std::string whole;

  friend bool operator==(const Shown&, const Shown&) = default;
};

Shown OfWhole(Shown exact) {
  RoundPartAndWhole(Rounding::kHalfEven, &exact.points, &exact.highest, &exact.whole);
  return exact;
}

TEST(RoundPartAndWhole, ShowsFullMarksAsFullAndNoOthers) {
  EXPECT_EQ(OfWhole({"9.142857142857142857", "", "9.142857142857142858"}),
            (Shown{"9.1429", "", "9.1429"}));
  EXPECT_EQ(OfWhole({"9.99996", "", "10"}), (Shown{"9.99996", "", "10"}));
  EXPECT_EQ(OfWhole({"0.000004", "", "10"}), (Shown{"0.000004", "", "10"}));
  EXPECT_EQ(OfWhole({"0", "", "9.142857142857142858"}), (Shown{"0", "", "9.1429"}));
}

TEST(RoundPartAndWhole, ShowsTheEndsOfARangeApart) {
  EXPECT_EQ(OfWhole({"3.333333333333333333", "9.142857142857142857", "9.142857142857142858"}),
            (Shown{"3.3333", "9.1429", "9.1429"}));
  EXPECT_EQ(OfWhole({"1.999999999999999999", "2", "10"}),
            (Shown{"1.999999999999999999", "2", "10"}));
}

Shown BesideBound(Shown exact) {
  RoundBeside(Rounding::kHalfEven, &exact.points, &exact.highest, exact.whole);
  return exact;
}

TEST(RoundBeside, LeavesTheBoundAsItIsAndShowsOnWhichSideThePointsAre) {
  EXPECT_EQ(BesideBound({"9.999999123456789", "9.999999123456789", "10"}),
            (Shown{"9.999999", "9.999999", "10"}));
  EXPECT_EQ(BesideBound({"6.12345", "6.12345", "6.12345"}),
            (Shown{"6.12345", "6.12345", "6.12345"}));
  EXPECT_EQ(BesideBound({"6.1234499999999", "6.1234499999999", "6.12345"}).points,
            "6.1234499999999");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
