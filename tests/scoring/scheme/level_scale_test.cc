#include "scoring/scheme/level_scale.h"

#include <string>

#include "gtest/gtest.h"
#include "jifen/v1/level.pb.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

const expression::Type kBool = expression::Type::Of(expression::Kind::kBool);
const expression::Type kLevel = expression::Type::Enum(v1::Level_descriptor());

LevelScale MakeLevels(const std::string& text, const expression::Type& type) {
  FaultList faults;
  auto scale = LevelScale::Make(ParseLevels(text), type, FaultPlace(&faults));
  for (const auto& fault : faults.faults()) ADD_FAILURE() << model::ToStatus(fault);
  return *std::move(scale);
}

constexpr char kThreeLevels[] = R"pb(levels { equals: "NATIONAL" points: "10" }
                                     levels { equals: "PROVINCIAL" points: "8" }
                                     otherwise: "2")pb";

TEST(LevelScaleFind, GivesTheLevelOfABool) {
  const LevelScale scale = MakeLevels(R"pb(levels { equals: "false" points: "5" }
                                           levels { equals: "true" points: "10" })pb",
                                      kBool);
  EXPECT_EQ(scale.Find(1), 1u);
  EXPECT_EQ(scale.Find(0), 0u);
  EXPECT_EQ(scale.points(1), Decimal::FromInt(10));
  EXPECT_EQ(scale.name(1), "true");
}

TEST(LevelScaleFind, GivesOtherwiseToValuesWithoutALevel) {
  const LevelScale scale = MakeLevels(kThreeLevels, kLevel);
  EXPECT_EQ(scale.Find(v1::LEVEL_PROVINCIAL), 1u);
  EXPECT_EQ(scale.Find(v1::LEVEL_COUNTY), 2u);
  EXPECT_EQ(scale.name(2), "");
  EXPECT_EQ(scale.points_max(), Decimal::FromInt(10));
}

TEST(LevelScaleFind, GivesNothingForAValueThatTheEnumDidNotHave) {
  const LevelScale scale = MakeLevels(R"pb(levels { equals: "NATIONAL" points: "4" }
                                           levels { equals: "PROVINCIAL" points: "3" }
                                           levels { equals: "MUNICIPAL" points: "2" }
                                           levels { equals: "COUNTY" points: "1" })pb",
                                      kLevel);
  EXPECT_EQ(scale.Find(99), std::nullopt);
}

TEST(LevelScaleNextAbove, TakesTheLeastThatIsMore) {
  const LevelScale scale = MakeLevels(kThreeLevels, kLevel);
  EXPECT_EQ(scale.NextAbove(Decimal::FromInt(2)), 1u);
  EXPECT_EQ(scale.NextAbove(Decimal::FromInt(8)), 0u);
  EXPECT_EQ(scale.NextAbove(Decimal::FromInt(10)), std::nullopt);
}

struct BadLevels {
  const char* name;
  const char* levels;
  expression::Type type;
  v1::Reason reason;
  const char* path;
};

class LevelScaleMakeRejects : public testing::TestWithParam<BadLevels> {};

TEST_P(LevelScaleMakeRejects, WithThePathOfTheLevel) {
  FaultList faults;
  const auto scale = LevelScale::Make(ParseLevels(GetParam().levels), GetParam().type,
                                      FaultPlace(&faults).At("s"));
  EXPECT_FALSE(scale.has_value());
  ASSERT_FALSE(faults.faults().empty());
  EXPECT_EQ(faults.faults()[0].reason, GetParam().reason);
  EXPECT_EQ(faults.faults()[0].path, GetParam().path);
}

INSTANTIATE_TEST_SUITE_P(
    Table, LevelScaleMakeRejects,
    testing::Values(
        BadLevels{"NoLevel", "", kBool, v1::REASON_SCHEME_STRUCTURE, "s.levels"},
        BadLevels{"ABoolLeftOver", R"pb(levels { equals: "true" points: "1" })pb", kBool,
                  v1::REASON_SCHEME_STRUCTURE, "s.otherwise"},
        BadLevels{"EnumValuesLeftOver", R"pb(levels { equals: "NATIONAL" points: "1" })pb", kLevel,
                  v1::REASON_SCHEME_STRUCTURE, "s.otherwise"},
        BadLevels{"OtherwiseForNothing",
                  R"pb(levels { equals: "true" points: "1" }
                       levels { equals: "false" points: "0" }
                       otherwise: "3")pb",
                  kBool, v1::REASON_SCHEME_STRUCTURE, "s.otherwise"},
        BadLevels{"UnknownValue", R"pb(levels { equals: "GALACTIC" points: "1" }
                                       otherwise: "0")pb",
                  kLevel, v1::REASON_SCHEME_STRUCTURE, "s.levels[0].equals"},
        BadLevels{"LongNameOfAValue", R"pb(levels { equals: "LEVEL_NATIONAL" points: "1" }
                                           otherwise: "0")pb",
                  kLevel, v1::REASON_SCHEME_STRUCTURE, "s.levels[0].equals"},
        BadLevels{"UnspecifiedIsNoValue", R"pb(levels { equals: "UNSPECIFIED" points: "1" }
                                               otherwise: "0")pb",
                  kLevel, v1::REASON_SCHEME_STRUCTURE, "s.levels[0].equals"},
        BadLevels{"Twice",
                  R"pb(levels { equals: "true" points: "1" }
                       levels { equals: "true" points: "2" }
                       otherwise: "0")pb",
                  kBool, v1::REASON_SCHEME_STRUCTURE, "s.levels[1].equals"},
        BadLevels{"NegativePoints",
                  R"pb(levels { equals: "true" points: "-1" }
                       levels { equals: "false" points: "0" })pb",
                  kBool, v1::REASON_SCHEME_POINTS, "s.levels[0].points"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace jifen::scoring::scheme
