// Each fault that the lint finds in what only some schemes have: computed scales, ranges, marks, bonus,
// deduction, weights by stage, caps and scaled totals.
#include <functional>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/bent_scheme.h"

namespace jifen::scoring::scheme {
namespace {

void AddStages(v1::Scheme* s) {
  Merge(R"pb(
          stages {
            id: "early"
            title { zh: "初" en: "Early" }
            when: "awards.size() == 0"
          }
          stages {
            id: "late"
            title { zh: "后" en: "Late" }
            when: "true"
          }
        )pb",
        s);
}

// 20 and 10 points early, 5 and 25 late.
void AddWeights(v1::Scheme* s) {
  AddStages(s);
  Merge(R"pb(stage_maxima { stage: "early" maximum: "20" }
             stage_maxima { stage: "late" maximum: "5" })pb",
        Share(s));
  Merge(R"pb(stage_maxima { stage: "early" maximum: "10" }
             stage_maxima { stage: "late" maximum: "25" })pb",
        Count(s));
}

void AddSide(v1::Scheme* s, v1::CategoryKind kind) {
  v1::Category* side = s->add_categories();
  *side = s->categories(1);
  side->set_id("side");
  side->set_kind(kind);
  side->mutable_indicators(0)->set_id("side_level");
}

void AddGate(v1::Scheme* s, const std::string& caps_at) {
  Merge(R"pb(gates {
               id: "cap"
               title { zh: "门" en: "Gate" }
               passes: "awards.size() > 0"
             })pb",
        s);
  s->mutable_gates(0)->set_caps_at(caps_at);
}

TEST(CheckConstructs, FindsNothingWrongWithSoundOnes) {
  const std::function<void(v1::Scheme*)> sound[] = {
      AddWeights,
      AddRange,
      [](auto* s) {
        AddRange(s);
        Share(s)->mutable_measure()->set_mark("awards.size()");
      },
      [](auto* s) { AddSide(s, v1::CATEGORY_KIND_DEDUCTION); },
      [](auto* s) {
        AddSide(s, v1::CATEGORY_KIND_BONUS);
        s->mutable_total()->set_bonus_maximum("4");
        s->mutable_total()->set_maximum("44");
      },
      [](auto* s) { AddGate(s, "39"); },
      [](auto* s) { s->mutable_total()->set_maximum("25"); },
      [](auto* s) {
        s->mutable_total()->set_scale_to("1000");
        s->mutable_total()->set_pass("999");
        s->mutable_total()->set_pass_exclusive(true);
      },
      [](auto* s) { ScaleOf(Share(s))->set_monotone(v1::MONOTONE_RISING); },
      [](auto* s) {
        Count(s)->mutable_measure()->set_value("indicator(\"share\") * points(\"share\")");
      },
      [](auto* s) {
        AddGate(s, "39");
        s->mutable_gates(0)->set_passes("points(\"level\") > 4.0 || indicator(\"level\")");
      },
      [](auto* s) {
        Merge(R"pb(expression { points: "value * 400" minimum: "0" maximum: "20" })pb",
              ScaleOf(Share(s)));
      },
      [](auto* s) {
        s->mutable_categories(1)
            ->mutable_indicators(0)
            ->mutable_measure()
            ->mutable_scale()
            ->Clear();
        Merge(R"pb(expression { points: "value ? 10 : 4" minimum: "4" maximum: "10" })pb",
              ScaleOf(s->mutable_categories(1)->mutable_indicators(0)));
      },
  };
  for (const auto& bend : sound) {
    v1::Scheme scheme = SmallScheme();
    bend(&scheme);
    for (const model::Fault& fault : CheckScheme(scheme)) {
      ADD_FAILURE() << &bend - sound << ": " << model::ToStatus(fault);
    }
  }
}

struct Bend {
  const char* name;
  std::function<void(v1::Scheme*)> bend;
  v1::Reason reason;
  const char* path;
};

class CheckConstructsReports : public testing::TestWithParam<Bend> {};

TEST_P(CheckConstructsReports, TheFaultWithItsPath) {
  v1::Scheme scheme = SmallScheme();
  GetParam().bend(&scheme);
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].reason, GetParam().reason) << model::ToStatus(faults[0]);
  EXPECT_EQ(faults[0].path, GetParam().path) << model::ToStatus(faults[0]);
}

std::function<void(v1::Scheme*)> WithScale(const char* text) {
  return [text](v1::Scheme* s) { Merge(text, ScaleOf(Share(s))); };
}

INSTANTIATE_TEST_SUITE_P(
    Scales, CheckConstructsReports,
    testing::Values(
        Bend{"MaximumIsNotWhatUnitsGive",
             WithScale(R"pb(per_unit { unit: "0.01" points: "1" maximum: "19" })pb"),
             v1::REASON_SCHEME_POINTS, "categories[0].indicators[0].maximum"},
        Bend{"UnitsOfABool",
             [](auto* s) {
               Merge(R"pb(per_unit { unit: "1" points: "1" maximum: "10" })pb",
                     ScaleOf(s->mutable_categories(1)->mutable_indicators(0)));
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[1].indicators[0].measure.scale"},
        Bend{"PointsAreNoNumber",
             WithScale(R"pb(expression { points: "value > 1" minimum: "0" maximum: "20" })pb"),
             v1::REASON_EXPRESSION_TYPE,
             "categories[0].indicators[0].measure.scale.expression.points"},
        Bend{"NoPoints", WithScale(R"pb(expression { minimum: "0" maximum: "20" })pb"),
             v1::REASON_FIELD_REQUIRED,
             "categories[0].indicators[0].measure.scale.expression.points"},
        Bend{"MinimumNotBelowMaximum",
             WithScale(R"pb(expression { points: "value" minimum: "20" maximum: "20" })pb"),
             v1::REASON_SCHEME_POINTS,
             "categories[0].indicators[0].measure.scale.expression.minimum"},
        Bend{"ValueIsNoNameElsewhere",
             [](auto* s) { Share(s)->mutable_measure()->set_value("value"); },
             v1::REASON_EXPRESSION_NAME, "categories[0].indicators[0].measure.value"},
        Bend{"FallingBandsThatClaimToRise",
             [](auto* s) {
               ScaleOf(Share(s))->set_monotone(v1::MONOTONE_RISING);
               ScaleOf(Share(s))->mutable_bands()->mutable_bands(0)->set_points("11");
             },
             v1::REASON_SCHEME_MONOTONE,
             "categories[0].indicators[0].measure.scale.bands.bands[1].points"},
        Bend{"LowestPointsThatFall",
             [](auto* s) {
               ScaleOf(Share(s))->set_monotone(v1::MONOTONE_RISING);
               ScaleOf(Share(s))->mutable_bands()->mutable_bands(2)->set_points_lowest("5");
             },
             v1::REASON_SCHEME_MONOTONE,
             "categories[0].indicators[0].measure.scale.bands.bands[2].points_lowest"},
        Bend{"RisingBandsThatClaimToFall",
             [](auto* s) { ScaleOf(Share(s))->set_monotone(v1::MONOTONE_FALLING); },
             v1::REASON_SCHEME_MONOTONE,
             "categories[0].indicators[0].measure.scale.bands.bands[1].points"},
        Bend{"UnitsThatClaimToFall",
             [](auto* s) {
               Merge(R"pb(per_unit { unit: "0.01" points: "1" maximum: "20" }
                          monotone: MONOTONE_FALLING)pb",
                     ScaleOf(Share(s)));
             },
             v1::REASON_SCHEME_MONOTONE, "categories[0].indicators[0].measure.scale.per_unit"},
        Bend{"LineThatClaimsToRise", WithScale(R"pb(linear {
                                                      knots { at: "0" points: "0" }
                                                      knots { at: "1" points: "20" }
                                                      knots { at: "2" points: "19" }
                                                    }
                                                    monotone: MONOTONE_RISING)pb"),
             v1::REASON_SCHEME_MONOTONE,
             "categories[0].indicators[0].measure.scale.linear.knots[2].points"},
        Bend{"ExpressionThatClaimsToRise",
             WithScale(R"pb(expression { points: "value" minimum: "0" maximum: "20" }
                            monotone: MONOTONE_RISING)pb"),
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].measure.scale.monotone"},
        Bend{"LevelsThatClaimToRise",
             [](auto* s) {
               ScaleOf(s->mutable_categories(1)->mutable_indicators(0))
                   ->set_monotone(v1::MONOTONE_RISING);
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[1].indicators[0].measure.scale.monotone"},
        Bend{"LowestAboveThePoints",
             [](auto* s) {
               ScaleOf(Share(s))->mutable_bands()->mutable_bands(1)->set_points_lowest("11");
             },
             v1::REASON_SCHEME_POINTS,
             "categories[0].indicators[0].measure.scale.bands.bands[1].points_lowest"},
        Bend{"MarkWithoutARange",
             [](auto* s) { Share(s)->mutable_measure()->set_mark("awards.size()"); },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].measure.mark"},
        Bend{"MarkIsNoNumber",
             [](auto* s) {
               AddRange(s);
               Share(s)->mutable_measure()->set_mark("true");
             },
             v1::REASON_EXPRESSION_TYPE, "categories[0].indicators[0].measure.mark"},
        Bend{"NoTemplateForARange",
             [](auto* s) {
               AddRange(s);
               s->mutable_reasons()->clear_range();
             },
             v1::REASON_FIELD_REQUIRED, "reasons.range.zh"},
        Bend{"LaterIndicator",
             [](auto* s) { Share(s)->mutable_measure()->set_value("points(\"count\")"); },
             v1::REASON_EXPRESSION_NAME, "categories[0].indicators[0].measure.value"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Stages, CheckConstructsReports,
    testing::Values(Bend{"WeightOfAnUnknownStage",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima(0)->set_stage("x");
                         },
                         v1::REASON_SCHEME_ID, "categories[0].indicators[0].stage_maxima[0].stage"},
                    Bend{"WeightTwice",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima(1)->set_stage("early");
                         },
                         v1::REASON_SCHEME_STRUCTURE,
                         "categories[0].indicators[0].stage_maxima[1].stage"},
                    Bend{"StageWithoutWeight",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima()->RemoveLast();
                         },
                         v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].stage_maxima"},
                    Bend{"WeightWithPlacesThatAreRounded",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima(0)->set_maximum("20.5");
                         },
                         v1::REASON_SCHEME_POINTS,
                         "categories[0].indicators[0].stage_maxima[0].maximum"},
                    Bend{"CategoryAboveItsIndicatorsInAStage",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima(1)->set_maximum("4");
                         },
                         v1::REASON_SCHEME_POINTS, "categories[0].maximum"},
                    Bend{"CategoryIsNotTheLargestOfItsStages",
                         [](auto* s) {
                           AddWeights(s);
                           Merge(R"pb(stage_maxima { stage: "early" maximum: "29" }
                                      stage_maxima { stage: "late" maximum: "29" })pb",
                                 s->mutable_categories(0));
                         },
                         v1::REASON_SCHEME_POINTS, "categories[0].maximum"},
                    Bend{"TotalAboveTheSumOfAStage",
                         [](auto* s) {
                           AddWeights(s);
                           Merge(R"pb(stage_maxima { stage: "early" maximum: "30" }
                                      stage_maxima { stage: "late" maximum: "29" })pb",
                                 s->mutable_categories(0));
                         },
                         v1::REASON_SCHEME_POINTS, "total.maximum"},
                    Bend{"CapThatRoundingLifts", [](auto* s) { AddGate(s, "19.5"); },
                         v1::REASON_SCHEME_POINTS, "gates[0].caps_at"},
                    Bend{"WeightsThatAddUpToMoreInAStage",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima(1)->set_maximum("15");
                         },
                         v1::REASON_SCHEME_POINTS, "total.maximum"},
                    Bend{"CategoryMinimumAboveAStage",
                         [](auto* s) {
                           AddWeights(s);
                           Merge(R"pb(minimum: "20"
                                      stage_maxima { stage: "early" maximum: "30" }
                                      stage_maxima { stage: "late" maximum: "19" })pb",
                                 s->mutable_categories(0));
                         },
                         v1::REASON_SCHEME_POINTS, "categories[0].minimum"},
                    Bend{"MinimumThatNothingExceedsInAStage",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->set_minimum_exceeded("5");
                         },
                         v1::REASON_SCHEME_POINTS, "categories[0].indicators[0].minimum_exceeded"},
                    Bend{"NoTemplateForWhatDoesNotApply",
                         [](auto* s) {
                           AddWeights(s);
                           Share(s)->mutable_stage_maxima(1)->set_maximum("0");
                           Count(s)->mutable_stage_maxima(1)->set_maximum("30");
                           s->mutable_reasons()->clear_not_applicable();
                         },
                         v1::REASON_FIELD_REQUIRED, "reasons.not_applicable.zh"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Totals, CheckConstructsReports,
    testing::Values(
        Bend{"UnknownKind",
             [](auto* s) { s->mutable_categories(1)->set_kind(static_cast<v1::CategoryKind>(9)); },
             v1::REASON_UNKNOWN_ENUM, "categories[1].kind"},
        Bend{"BonusThatIsExcluded",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_BONUS);
               s->mutable_categories(2)->mutable_indicators(0)->set_missing(
                   v1::MISSING_POLICY_EXCLUDE);
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[2].indicators[0].missing"},
        Bend{"DeductionWithAMinimum",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_DEDUCTION);
               s->mutable_categories(2)->set_minimum("1");
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[2].minimum"},
        Bend{"DeductionIndicatorWithAMinimum",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_DEDUCTION);
               s->mutable_categories(2)->mutable_indicators(0)->set_minimum_exceeded("1");
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[2].indicators[0].minimum_exceeded"},
        Bend{"DeductionThatLeavesARange",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_DEDUCTION);
               ScaleOf(s->mutable_categories(2)->mutable_indicators(0))
                   ->mutable_levels()
                   ->mutable_levels(0)
                   ->set_points_lowest("1");
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[2].indicators[0]"},
        Bend{"BonusMaximumWithoutABonus",
             [](auto* s) { s->mutable_total()->set_bonus_maximum("4"); }, v1::REASON_SCHEME_POINTS,
             "total.bonus_maximum"},
        Bend{"BonusMaximumAboveTheBonus",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_BONUS);
               s->mutable_total()->set_bonus_maximum("11");
             },
             v1::REASON_SCHEME_POINTS, "total.bonus_maximum"},
        Bend{"TotalAboveWhatTheBonusCanAdd",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_BONUS);
               s->mutable_total()->set_bonus_maximum("4");
               s->mutable_total()->set_maximum("45");
             },
             v1::REASON_SCHEME_POINTS, "total.maximum"},
        Bend{"TotalCountsNoDeduction",
             [](auto* s) {
               AddSide(s, v1::CATEGORY_KIND_DEDUCTION);
               s->mutable_total()->set_maximum("50");
             },
             v1::REASON_SCHEME_POINTS, "total.maximum"},
        Bend{"TotalOfNothing",
             [](auto* s) {
               s->mutable_total()->set_maximum("0");
               s->mutable_total()->clear_pass();
             },
             v1::REASON_SCHEME_POINTS, "total.maximum"},
        Bend{"TooManyPointsPlaces", [](auto* s) { s->mutable_total()->set_points_places(10); },
             v1::REASON_OUT_OF_RANGE, "total.points_places"},
        Bend{"ScaleToNothing", [](auto* s) { s->mutable_total()->set_scale_to("0"); },
             v1::REASON_SCHEME_POINTS, "total.scale_to"},
        Bend{"ScaleToPlacesThatAreRounded",
             [](auto* s) { s->mutable_total()->set_scale_to("100.5"); }, v1::REASON_SCHEME_POINTS,
             "total.scale_to"},
        Bend{"PassAboveTheScale",
             [](auto* s) {
               s->mutable_total()->set_scale_to("10");
               s->mutable_total()->set_pass("11");
             },
             v1::REASON_SCHEME_POINTS, "total.pass"},
        Bend{"PassThatNothingIsAbove",
             [](auto* s) {
               s->mutable_total()->set_pass("40");
               s->mutable_total()->set_pass_exclusive(true);
             },
             v1::REASON_SCHEME_POINTS, "total.pass"},
        Bend{"ExclusiveWithoutAPassMark",
             [](auto* s) {
               s->mutable_total()->clear_pass();
               s->mutable_total()->set_pass_exclusive(true);
             },
             v1::REASON_SCHEME_STRUCTURE, "total.pass_exclusive"},
        Bend{"CapThatCapsNothing", [](auto* s) { AddGate(s, "40"); }, v1::REASON_SCHEME_POINTS,
             "gates[0].caps_at"},
        Bend{"CapIsNoNumber", [](auto* s) { AddGate(s, "x"); }, v1::REASON_DECIMAL_INVALID,
             "gates[0].caps_at"},
        Bend{"NoTemplateForACap",
             [](auto* s) {
               AddGate(s, "39");
               s->mutable_reasons()->clear_gate_capped();
             },
             v1::REASON_FIELD_REQUIRED, "reasons.gate_capped.zh"}),
    [](const auto& info) { return info.param.name; });

TEST(CheckConstructs, FindsWhatIsWrongWithAScaleWhoseValueDoesNotCompile) {
  v1::Scheme scheme = SmallScheme();
  Share(&scheme)->mutable_measure()->set_value("no_such_name");
  Share(&scheme)->mutable_measure()->set_mark("1 +");
  ScaleOf(Share(&scheme))->mutable_bands()->mutable_bands(2)->set_from("0.02");
  std::vector<std::string> paths;
  for (const model::Fault& fault : CheckScheme(scheme)) paths.push_back(fault.path);
  const std::string measure = "categories[0].indicators[0].measure";
  EXPECT_THAT(paths,
              testing::ElementsAre(measure + ".value", measure + ".scale.bands.bands[2].from",
                                   measure + ".mark"));
}

TEST(CheckConstructs, NamesTheStageThatDoesNotReachTheTotal) {
  v1::Scheme scheme = SmallScheme();
  AddWeights(&scheme);
  Merge(R"pb(stage_maxima { stage: "early" maximum: "30" }
             stage_maxima { stage: "late" maximum: "29" })pb",
        scheme.mutable_categories(0));
  const auto faults = CheckScheme(scheme);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_THAT(faults[0].message, testing::HasSubstr("in stage late"));
  EXPECT_EQ(faults[0].want, "at most 39");
}

}  // namespace
}  // namespace jifen::scoring::scheme
