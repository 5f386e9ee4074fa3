// Scales that compute points: by units and between knots, at each edge.
#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "scoring/scheme/linear_scale.h"
#include "scoring/scheme/per_unit_scale.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

template <typename Scale, typename Message>
std::optional<Scale> Make(const std::string& text, int places, FaultList* faults) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return Scale::Make(message, {.places = places}, FaultPlace(faults));
}

PerUnitScale Units(const std::string& text, int places = 0) {
  FaultList faults;
  auto scale = Make<PerUnitScale, v1::PerUnit>(text, places, &faults);
  for (const auto& fault : faults.faults()) ADD_FAILURE() << model::ToStatus(fault);
  return *scale;
}

LinearScale Line(const std::string& text, int places = 0) {
  FaultList faults;
  auto scale = Make<LinearScale, v1::Linear>(text, places, &faults);
  for (const auto& fault : faults.faults()) ADD_FAILURE() << model::ToStatus(fault);
  return *scale;
}

// One point for each full two years, at most five.
constexpr char kYears[] = R"pb(unit: "2" points: "1" maximum: "5" whole: true)pb";
// 0.3 points for each 100 above 500, at most 10.
constexpr char kAmount[] = R"pb(unit: "100" points: "0.3" maximum: "10" from: "500")pb";

struct UnitRow {
  const char* name;
  const char* scale;
  int places;
  const char* value;
  int position;
  const char* points;
  const char* next;  // bound and points; empty: none
};

class PerUnitScaleGives : public testing::TestWithParam<UnitRow> {};

TEST_P(PerUnitScaleGives, PointsPositionAndTheNextStep) {
  const UnitRow& row = GetParam();
  const PerUnitScale scale = Units(row.scale, row.places);
  EXPECT_EQ(scale.Find(D(row.value)), row.position);
  EXPECT_EQ(scale.PointsFor(D(row.value)).Format(), row.points);
  const auto next = scale.NextAbove(scale.PointsFor(D(row.value)));
  EXPECT_EQ(next.has_value() ? next->bound.Format() + ":" + next->points.Format() : "", row.next);
}

INSTANTIATE_TEST_SUITE_P(
    Whole, PerUnitScaleGives,
    testing::Values(UnitRow{"Negative", kYears, 0, "-3", 0, "0", "2:1"},
                    UnitRow{"Zero", kYears, 0, "0", 0, "0", "2:1"},
                    UnitRow{"JustBelowAUnit", kYears, 0, "1.999999999999999999", 0, "0", "2:1"},
                    UnitRow{"AUnit", kYears, 0, "2", 1, "1", "4:2"},
                    UnitRow{"BetweenUnits", kYears, 0, "3.5", 1, "1", "4:2"},
                    UnitRow{"BelowTheCap", kYears, 0, "9.99", 4, "4", "10:5"},
                    UnitRow{"AtTheCap", kYears, 0, "10", 5, "5", ""},
                    UnitRow{"AboveTheCap", kYears, 0, "11", 5, "5", ""},
                    UnitRow{"FarAbove", kYears, 0, "99999999999999999999", 5, "5", ""},
                    UnitRow{"TheLastUnitIsCut",
                            R"pb(unit: "1" points: "3" maximum: "5" whole: true)pb", 0, "2", 2, "5",
                            ""},
                    UnitRow{"BeforeTheLastUnit",
                            R"pb(unit: "1" points: "3" maximum: "5" whole: true)pb", 0, "1", 1, "3",
                            "2:5"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Parts, PerUnitScaleGives,
    testing::Values(
        UnitRow{"BelowFrom", kAmount, 2, "499", 0, "0", "3833.333333333333333333:10"},
        UnitRow{"AtFrom", kAmount, 2, "500", 0, "0", "3833.333333333333333333:10"},
        UnitRow{"HalfAUnit", kAmount, 2, "550", 0, "0.15", "3833.333333333333333333:10"},
        UnitRow{"RoundedOnceHalfToEven", kAmount, 1, "550", 0, "0.2", "3833.333333333333333333:10"},
        UnitRow{"JustBelowATie", kAmount, 1, "549.999999999999999999", 0, "0.1",
                "3833.333333333333333333:10"},
        UnitRow{"JustBelowTheCap", kAmount, 2, "3833", 33, "10", ""},
        UnitRow{"AtTheCap", kAmount, 9, "3833.333333333333333334", 33, "10", ""},
        UnitRow{"FarAbove", kAmount, 2, "99999999999999999999", 34, "10", ""},
        UnitRow{"FarBelow",
                R"pb(unit: "1" points: "1" maximum: "5" from: "-99999999999999999990")pb", 2,
                "99999999999999999999", 5, "5", ""}),
    [](const auto& info) { return info.param.name; });

// 0 up to 2 %, 10 at 6 %, 20 from 10 %.
constexpr char kRising[] = R"pb(knots { at: "0.02" points: "0" }
                                knots { at: "0.06" points: "10" }
                                knots { at: "0.1" points: "20" })pb";
constexpr char kFalling[] = R"pb(knots { at: "0.5" points: "10" }
                                 knots { at: "0.8" points: "0" })pb";
constexpr char kHill[] = R"pb(knots { at: "0" points: "10" }
                              knots { at: "1" points: "2" }
                              knots { at: "2" points: "2" }
                              knots { at: "3" points: "8" })pb";

class LinearScaleGives : public testing::TestWithParam<UnitRow> {};

TEST_P(LinearScaleGives, PointsPositionAndTheNextKnot) {
  const UnitRow& row = GetParam();
  const LinearScale scale = Line(row.scale, row.places);
  const size_t position = scale.Find(D(row.value));
  EXPECT_EQ(position, static_cast<size_t>(row.position));
  const Decimal points = scale.PointsFor(D(row.value), position);
  EXPECT_EQ(points.Format(), row.points);
  const auto next = scale.NextAbove(D(row.value), position, points);
  EXPECT_EQ(next.has_value() ? scale.at(*next).Format() + ":" + scale.points(*next).Format() : "",
            row.next);
}

INSTANTIATE_TEST_SUITE_P(
    Knots, LinearScaleGives,
    testing::Values(UnitRow{"BeforeTheFirst", kRising, 2, "-1", 0, "0", "0.06:10"},
                    UnitRow{"AtTheFirst", kRising, 2, "0.02", 1, "0", "0.06:10"},
                    UnitRow{"Between", kRising, 2, "0.05", 1, "7.5", "0.06:10"},
                    UnitRow{"BetweenRounded", kRising, 0, "0.05", 1, "8", "0.06:10"},
                    UnitRow{"AtAKnot", kRising, 2, "0.06", 2, "10", "0.1:20"},
                    UnitRow{"JustBelowTheLast", kRising, 9, "0.099999999999999999", 2, "20", ""},
                    UnitRow{"AtTheLast", kRising, 2, "0.1", 3, "20", ""},
                    UnitRow{"BeyondTheLast", kRising, 2, "7", 3, "20", ""},
                    UnitRow{"FallingBefore", kFalling, 2, "0.4", 0, "10", ""},
                    UnitRow{"FallingBetween", kFalling, 2, "0.6", 1, "6.67", "0.5:10"},
                    UnitRow{"FallingTie", kFalling, 0, "0.575", 1, "8", "0.5:10"},
                    UnitRow{"FallingBeyond", kFalling, 2, "0.9", 2, "0", "0.5:10"},
                    UnitRow{"InTheHollowNearerAbove", kHill, 0, "1.9", 2, "2", "3:8"},
                    UnitRow{"InTheHollowNearerBelow", kHill, 0, "1.1", 2, "2", "0:10"},
                    UnitRow{"InTheHollowEquallyNear", kHill, 0, "1.5", 2, "2", "3:8"},
                    UnitRow{"OnlyBelowGivesMore", kHill, 0, "4", 4, "8", "0:10"}),
    [](const auto& info) { return info.param.name; });

struct FaultRow {
  const char* name;
  const char* scale;
  const char* path;
  v1::Reason reason;
};

class PerUnitScaleRefuses : public testing::TestWithParam<FaultRow> {};

TEST_P(PerUnitScaleRefuses, WithThePath) {
  FaultList faults;
  EXPECT_FALSE((Make<PerUnitScale, v1::PerUnit>(GetParam().scale, 1, &faults).has_value()));
  ASSERT_FALSE(faults.faults().empty());
  EXPECT_EQ(faults.faults()[0].path, GetParam().path);
  EXPECT_EQ(faults.faults()[0].reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, PerUnitScaleRefuses,
    testing::Values(FaultRow{"NoUnit", R"pb(points: "1" maximum: "5")pb", "unit",
                             v1::REASON_DECIMAL_INVALID},
                    FaultRow{"UnitZero", R"pb(unit: "0" points: "1" maximum: "5")pb", "unit",
                             v1::REASON_OUT_OF_RANGE},
                    FaultRow{"UnitNegative", R"pb(unit: "-2" points: "1" maximum: "5")pb", "unit",
                             v1::REASON_OUT_OF_RANGE},
                    FaultRow{"PointsZero", R"pb(unit: "1" points: "0" maximum: "5")pb", "points",
                             v1::REASON_SCHEME_POINTS},
                    FaultRow{"WholeWithPlacesThatAreRounded", R"pb(unit: "1"
                                                                   points: "0.25"
                                                                   maximum: "5"
                                                                   whole: true)pb",
                             "points", v1::REASON_SCHEME_POINTS},
                    FaultRow{"MaximumZero", R"pb(unit: "1" points: "1" maximum: "0")pb", "maximum",
                             v1::REASON_SCHEME_POINTS},
                    FaultRow{"MaximumWithPlacesThatAreRounded", R"pb(unit: "1"
                                                                     points: "1"
                                                                     maximum: "5.25")pb",
                             "maximum", v1::REASON_SCHEME_POINTS},
                    FaultRow{"FromNoNumber", R"pb(unit: "1" points: "1" maximum: "5" from: "x")pb",
                             "from", v1::REASON_DECIMAL_INVALID},
                    FaultRow{"TooManyUnits", R"pb(unit: "1" points: "0.000000001" maximum: "5")pb",
                             "", v1::REASON_OUT_OF_RANGE},
                    FaultRow{"CapBeyondAllNumbers", R"pb(unit: "50000000000000000000"
                                                         points: "1"
                                                         maximum: "5")pb",
                             "", v1::REASON_OUT_OF_RANGE}),
    [](const auto& info) { return info.param.name; });

class LinearScaleRefuses : public testing::TestWithParam<FaultRow> {};

TEST_P(LinearScaleRefuses, WithThePath) {
  FaultList faults;
  EXPECT_FALSE((Make<LinearScale, v1::Linear>(GetParam().scale, 1, &faults).has_value()));
  ASSERT_FALSE(faults.faults().empty());
  EXPECT_EQ(faults.faults()[0].path, GetParam().path);
  EXPECT_EQ(faults.faults()[0].reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, LinearScaleRefuses,
    testing::Values(FaultRow{"OneKnot", R"pb(knots { at: "1" points: "1" })pb", "knots",
                             v1::REASON_SCHEME_STRUCTURE},
                    FaultRow{"KnotsThatDoNotRise", R"pb(knots { at: "1" points: "1" }
                                                        knots { at: "1" points: "2" })pb",
                             "knots[1].at", v1::REASON_SCHEME_STRUCTURE},
                    FaultRow{"KnotsTooFarApart",
                             R"pb(knots { at: "-99999999999999999999" points: "1" }
                                  knots { at: "99999999999999999999" points: "2" })pb",
                             "knots[1].at", v1::REASON_SCHEME_STRUCTURE},
                    FaultRow{"NegativePoints", R"pb(knots { at: "1" points: "-1" }
                                                    knots { at: "2" points: "2" })pb",
                             "knots[0].points", v1::REASON_SCHEME_POINTS},
                    FaultRow{"PlacesThatAreRounded", R"pb(knots { at: "1" points: "1" }
                                                          knots { at: "2" points: "2.25" })pb",
                             "knots[1].points", v1::REASON_SCHEME_POINTS}),
    [](const auto& info) { return info.param.name; });

TEST(LinearScaleMake, RefusesMoreThan64Knots) {
  v1::Linear line;
  for (int i = 0; i < 65; ++i) {
    v1::Knot* knot = line.add_knots();
    knot->set_at(std::to_string(i));
    knot->set_points("1");
  }
  FaultList faults;
  EXPECT_FALSE(LinearScale::Make(line, {}, FaultPlace(&faults)).has_value());
  EXPECT_EQ(faults.faults()[0].reason, v1::REASON_TOO_LARGE);
  line.mutable_knots()->RemoveLast();
  FaultList none;
  EXPECT_TRUE(LinearScale::Make(line, {}, FaultPlace(&none)).has_value());
}

}  // namespace
}  // namespace jifen::scoring::scheme
