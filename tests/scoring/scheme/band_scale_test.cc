#include "scoring/scheme/band_scale.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

BandScale MakeBands(const std::string& text) {
  FaultList faults;
  auto scale = BandScale::Make(ParseBands(text), FaultPlace(&faults));
  for (const auto& fault : faults.faults()) ADD_FAILURE() << model::ToStatus(fault);
  return *std::move(scale);
}

constexpr char kLower[] = R"pb(closed: CLOSED_LOWER
                               bands { points: "0" }
                               bands { from: "0.1" points: "4" }
                               bands { from: "0.3" points: "20" })pb";
constexpr char kUpper[] = R"pb(closed: CLOSED_UPPER
                               bands { to: "0.55" points: "10" }
                               bands { to: "0.75" points: "5" }
                               bands { points: "0" })pb";

TEST(BandScaleFind, ABoundBelongsToTheBandAboveWhenTheLowerEndIsClosed) {
  const BandScale scale = MakeBands(kLower);
  EXPECT_EQ(scale.Find(D("-99999999999999999999")), 0u);
  EXPECT_EQ(scale.Find(D("0.099999999999999999")), 0u);
  EXPECT_EQ(scale.Find(D("0.1")), 1u);
  EXPECT_EQ(scale.Find(D("0.299999999999999999")), 1u);
  EXPECT_EQ(scale.Find(D("0.3")), 2u);
  EXPECT_EQ(scale.Find(D("99999999999999999999")), 2u);
}

TEST(BandScaleFind, ABoundBelongsToTheBandBelowWhenTheUpperEndIsClosed) {
  const BandScale scale = MakeBands(kUpper);
  EXPECT_EQ(scale.Find(D("0.55")), 0u);
  EXPECT_EQ(scale.Find(D("0.550000000000000001")), 1u);
  EXPECT_EQ(scale.Find(D("0.75")), 1u);
  EXPECT_EQ(scale.Find(D("0.750000000000000001")), 2u);
}

TEST(BandScaleMake, RefusesAnEndThatIsNone) {
  v1::Bands bands = ParseBands(kLower);
  bands.set_closed(static_cast<v1::Closed>(7));
  FaultList faults;
  EXPECT_FALSE(BandScale::Make(bands, FaultPlace(&faults)).has_value());
  ASSERT_EQ(faults.count(), 1u);
  EXPECT_EQ(faults.faults()[0].reason, v1::REASON_UNKNOWN_ENUM);
  EXPECT_EQ(faults.faults()[0].path, "closed");
  EXPECT_EQ(faults.faults()[0].got, "7");
}

TEST(BandScaleMake, TakesBothBoundsIfTheyMeet) {
  const BandScale scale = MakeBands(R"pb(closed: CLOSED_LOWER
                                         bands { to: "1" points: "0" }
                                         bands { from: "1" to: "2" points: "1" }
                                         bands { from: "2" points: "2" })pb");
  EXPECT_EQ(scale.from(1)->Format(), "1");
  EXPECT_EQ(scale.to(1)->Format(), "2");
  EXPECT_EQ(scale.from(0), nullptr);
  EXPECT_EQ(scale.to(2), nullptr);
  EXPECT_EQ(scale.points_max(), D("2"));
}

TEST(BandScaleNextAbove, GoesUpToTheBoundWhenPointsRise) {
  const auto step = MakeBands(kLower).NextAbove(D("0.05"), 0, D("0"));
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(step->band, 1u);
  EXPECT_EQ(step->bound, D("0.1"));
  EXPECT_FALSE(step->beyond);
}

TEST(BandScaleNextAbove, SkipsBandsThatGiveNoMore) {
  const auto step = MakeBands(kLower).NextAbove(D("0.05"), 0, D("4"));
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(step->band, 2u);
}

TEST(BandScaleNextAbove, GoesDownToTheBoundWhenPointsFall) {
  const auto step = MakeBands(kUpper).NextAbove(D("0.8"), 2, D("0"));
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(step->band, 1u);
  EXPECT_EQ(step->bound, D("0.75"));
  EXPECT_FALSE(step->beyond);
}

TEST(BandScaleNextAbove, SaysWhenTheBoundItselfIsNotEnough) {
  const BandScale scale = MakeBands(R"pb(closed: CLOSED_UPPER
                                         bands { to: "5" points: "0" }
                                         bands { points: "3" })pb");
  EXPECT_TRUE(scale.NextAbove(D("2"), 0, D("0"))->beyond);
  EXPECT_FALSE(scale.NextAbove(D("7"), 1, D("3")).has_value());
}

TEST(BandScaleNextAbove, TakesTheNearerOfTwoAndTheUpperOfEqualOnes) {
  const BandScale scale = MakeBands(R"pb(closed: CLOSED_LOWER
                                         bands { points: "5" }
                                         bands { from: "10" points: "0" }
                                         bands { from: "20" points: "5" })pb");
  EXPECT_EQ(scale.NextAbove(D("14"), 1, D("0"))->band, 0u);
  EXPECT_TRUE(scale.NextAbove(D("14"), 1, D("0"))->beyond);
  EXPECT_EQ(scale.NextAbove(D("15"), 1, D("0"))->band, 2u);
  EXPECT_EQ(scale.NextAbove(D("16"), 1, D("0"))->band, 2u);
}

struct BadBands {
  const char* name;
  std::string bands;
  v1::Reason reason;
  const char* path;
};

class BandScaleMakeRejects : public testing::TestWithParam<BadBands> {};

TEST_P(BandScaleMakeRejects, WithThePathOfTheBand) {
  FaultList faults;
  const auto scale = BandScale::Make(ParseBands(GetParam().bands), FaultPlace(&faults).At("s"));
  EXPECT_FALSE(scale.has_value());
  ASSERT_EQ(faults.faults().size(), 1u);
  EXPECT_EQ(faults.faults()[0].reason, GetParam().reason);
  EXPECT_EQ(faults.faults()[0].path, GetParam().path);
}

std::string ManyBands(int count) {
  std::string text = R"pb(bands { points: "0" })pb";
  for (int i = 1; i < count; ++i) {
    text += "bands { from: \"" + std::to_string(i) + "\" points: \"1\" }";
  }
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, BandScaleMakeRejects,
    testing::Values(BadBands{"NoBand", "", v1::REASON_SCHEME_BANDS, "s.bands"},
                    BadBands{"TooMany", ManyBands(65), v1::REASON_TOO_LARGE, "s.bands"},
                    BadBands{"FallingBounds",
                             R"pb(bands { points: "0" }
                                  bands { from: "2" points: "1" }
                                  bands { from: "1" points: "2" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[2].from"},
                    BadBands{"EqualBounds",
                             R"pb(bands { points: "0" }
                                  bands { from: "2" points: "1" }
                                  bands { from: "2.0" points: "2" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[2].from"},
                    BadBands{"FallingUpperBounds",
                             R"pb(closed: CLOSED_UPPER
                                  bands { to: "2" points: "0" }
                                  bands { to: "1" points: "1" }
                                  bands { points: "2" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[1].to"},
                    BadBands{"Overlap",
                             R"pb(bands { to: "3" points: "0" }
                                  bands { from: "2" points: "1" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[1].from"},
                    BadBands{"Gap",
                             R"pb(bands { to: "1" points: "0" }
                                  bands { from: "2" points: "1" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[1].from"},
                    BadBands{"NoLowerBound", R"pb(bands { to: "1" points: "0" }
                                                  bands { points: "1" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[1].from"},
                    BadBands{"NoUpperBound",
                             R"pb(closed: CLOSED_UPPER
                                  bands { points: "0" }
                                  bands { from: "1" points: "1" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[0].to"},
                    BadBands{"NothingBelow", R"pb(bands { from: "0" points: "0" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[0].from"},
                    BadBands{"NothingAbove", R"pb(bands { to: "9" points: "0" })pb",
                             v1::REASON_SCHEME_BANDS, "s.bands[0].to"},
                    BadBands{"BoundIsNoNumber",
                             R"pb(bands { points: "0" }
                                  bands { from: "5%" points: "1" })pb",
                             v1::REASON_DECIMAL_INVALID, "s.bands[1].from"},
                    BadBands{"NegativePoints", R"pb(bands { points: "-1" })pb",
                             v1::REASON_SCHEME_POINTS, "s.bands[0].points"},
                    BadBands{"PointsOfTenPlaces", R"pb(bands { points: "0.0000000001" })pb",
                             v1::REASON_SCHEME_POINTS, "s.bands[0].points"},
                    BadBands{"PointsTooMany", R"pb(bands { points: "1000000001" })pb",
                             v1::REASON_SCHEME_POINTS, "s.bands[0].points"},
                    BadBands{"PointsAreNoNumber", R"pb(bands { points: "ten" })pb",
                             v1::REASON_DECIMAL_INVALID, "s.bands[0].points"}),
    [](const auto& info) { return info.param.name; });

TEST(BandScaleMake, TakesTheMostBands) { EXPECT_EQ(MakeBands(ManyBands(64)).size(), 64u); }

}  // namespace
}  // namespace jifen::scoring::scheme
