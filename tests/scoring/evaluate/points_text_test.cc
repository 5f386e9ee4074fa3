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

TEST(RoundApart, ShowsAsManyPlacesAsTellTheNumbersApart) {
  std::string points = "9.999999123456789";
  std::string minimum = "10";
  RoundApart(Rounding::kHalfEven, {&points, &minimum});
  EXPECT_EQ(points, "9.999999");
  EXPECT_EQ(minimum, "10");
}

TEST(RoundApart, TellsApartWhatDiffersInTheLastPlace) {
  std::string lowest = "1.999999999999999999";
  std::string highest = "2";
  RoundApart(Rounding::kHalfEven, {&lowest, &highest});
  EXPECT_EQ(lowest, "1.999999999999999999");
  EXPECT_EQ(highest, "2");
}

TEST(RoundApart, ShowsEqualNumbersAlike) {
  std::string one = "1.333333333333333333";
  std::string other = "1.333333333333333333";
  RoundApart(Rounding::kHalfEven, {&one, &other});
  EXPECT_EQ(one, "1.3333");
  EXPECT_EQ(other, "1.3333");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
