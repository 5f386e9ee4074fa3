#include "tools/synth/draw.h"

#include <gtest/gtest.h>

#include <set>

#include "tools/synth/cell_text.h"
#include "tools/synth/codes.h"
#include "tools/synth/names.h"

namespace jifen::tools::synth {
namespace {

TEST(Draw, GivesTheseNumbers) {
  Draw draw(1, 2);
  const int64_t first[] = {draw.Below(1'000'000), draw.Below(1'000'000), draw.Normal()};
  Draw again(1, 2);
  for (int64_t number : first) {
    EXPECT_EQ(number == first[2] ? again.Normal() : again.Below(1'000'000), number);
  }
  EXPECT_NE(Draw(1, 3).Below(1'000'000'000), Draw(1, 2).Below(1'000'000'000));
  EXPECT_NE(Draw(2, 2).Below(1'000'000'000), Draw(1, 2).Below(1'000'000'000));
}

TEST(DrawNormal, HasItsMeanAndSpread) {
  Draw draw(5, 0);
  int64_t sum = 0;
  int64_t squares = 0;
  constexpr int64_t kDraws = 20'000;
  for (int64_t i = 0; i < kDraws; ++i) {
    const int64_t number = draw.Normal();
    ASSERT_TRUE(number >= -6000 && number <= 6000);
    sum += number;
    squares += number * number;
  }
  EXPECT_LT(std::abs(sum / kDraws), 30);
  EXPECT_NEAR(static_cast<double>(squares / kDraws), 1e6, 4e4);
}

TEST(DrawBelow, ReachesBothEnds) {
  Draw draw(5, 1);
  std::set<int64_t> seen;
  for (int i = 0; i < 200; ++i) seen.insert(draw.Between(3, 7));
  EXPECT_EQ(seen, (std::set<int64_t>{3, 4, 5, 6, 7}));
}

TEST(Doubled, IsExactAtWholeDoublingsAndRisesBetween) {
  EXPECT_EQ(Doubled(1000, 0), 1000);
  EXPECT_EQ(Doubled(1000, 3000), 8000);
  EXPECT_EQ(Doubled(1000, -2000), 250);
  EXPECT_EQ(Doubled(int64_t{1} << 40, 20000), int64_t{1} << 60);
  EXPECT_EQ(Doubled(0, 5000), 0);
  for (int64_t milli = -5000; milli < 5000; ++milli) {
    ASSERT_LE(Doubled(1'000'000, milli), Doubled(1'000'000, milli + 1)) << milli;
  }
  EXPECT_NEAR(static_cast<double>(Doubled(1'000'000, 500)), 1'414'213, 2'000);
}

TEST(Shuffled, IsABijection) {
  std::set<uint64_t> seen;
  for (uint64_t i = 0; i < 4096; ++i) {
    const uint64_t number = Shuffled(i, 77, 12);
    ASSERT_LT(number, 4096U);
    seen.insert(number);
  }
  EXPECT_EQ(seen.size(), 4096U);
}

TEST(MakeName, NeverGivesANameTwice) {
  std::set<std::string> names;
  for (int64_t i = 0; i < kNamesMax; ++i) {
    names.insert(MakeName(kCountyRows[0], kIndustryRows[0], i, 9));
  }
  EXPECT_EQ(static_cast<int64_t>(names.size()), kNamesMax);
}

TEST(FormatScaled, IsExact) {
  EXPECT_EQ(FormatScaled(0, 6), "0.00");
  EXPECT_EQ(FormatScaled(1, 6), "0.000001");
  EXPECT_EQ(FormatScaled(-1'230'000, 6), "-1.23");
  EXPECT_EQ(FormatScaled(5'000'000'000, 6), "5000.00");
  EXPECT_EQ(FormatScaled(385, 2), "3.85");
  EXPECT_EQ(FormatScaled(-5, 2), "-0.05");
}

}  // namespace
}  // namespace jifen::tools::synth
