// Weights and maxima by stage.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/scoring/evaluate/construct_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

// Early without an award. `share` weighs 20 and 5 of 30 points, `count` 10 and 25.
v1::Scheme StageScheme() {
  v1::Scheme scheme = SmallScheme();
  Merge(R"pb(stages {
               id: "early"
               title { zh: "初创期" en: "Early" }
               when: "awards.size() == 0"
             }
             stages {
               id: "late"
               title { zh: "稳定期" en: "Late" }
               when: "awards.size() > 1"
             })pb",
        &scheme);
  Merge(R"pb(stage_maxima { stage: "early" maximum: "20" }
             stage_maxima { stage: "late" maximum: "5" })pb",
        Share(&scheme));
  Merge(R"pb(stage_maxima { stage: "early" maximum: "10" }
             stage_maxima { stage: "late" maximum: "25" })pb",
        Count(&scheme));
  return scheme;
}

const v1::IndicatorResult& ShareOf(const v1::ScoreCard& card) {
  return card.categories(0).indicators(0);
}

TEST(Stages, WeightThePointsOfTheScale) {
  const v1::Scheme scheme = StageScheme();
  const v1::ScoreCard early = CardOf(scheme, DossierOf({Report(300), Strategic(true)}));
  EXPECT_EQ(ShareOf(early).points(), "10");
  EXPECT_EQ(ShareOf(early).maximum(), "20");
  EXPECT_FALSE(ShareOf(early).has_scale_points());
  const v1::ScoreCard late =
      CardOf(scheme, DossierOf({Report(300), Award("a"), Award("b"), Strategic(true)}));
  EXPECT_EQ(late.stage().stage_id(), "late");
  EXPECT_EQ(ShareOf(late).points(), "2");  // 10 * 5 / 20 = 2.5, half to even
  EXPECT_EQ(ShareOf(late).scale_points(), "10");
  EXPECT_EQ(ShareOf(late).maximum(), "5");
  EXPECT_EQ(late.categories(0).indicators(1).points(), "12");  // 5 * 25 / 10 = 12.5
  EXPECT_EQ(late.categories(0).points(), "14");
  EXPECT_EQ(ShareOf(late).next().points(), "5");
  EXPECT_EQ(ShareOf(late).next().gain(), "3");
}

TEST(Stages, RoundWeightedPointsAsTheSchemeAsks) {
  v1::Scheme scheme = StageScheme();
  scheme.mutable_total()->set_points_places(1);
  const v1::Dossier dossier = DossierOf({Report(300), Award("a"), Award("b"), Strategic(true)});
  const v1::ScoreCard one = CardOf(scheme, dossier);
  EXPECT_EQ(ShareOf(one).points(), "2.5");
  EXPECT_EQ(one.categories(0).points(), "15");
  scheme.mutable_total()->set_points_places(0);
  scheme.mutable_total()->set_rounding(v1::ROUNDING_HALF_UP);
  EXPECT_EQ(ShareOf(CardOf(scheme, dossier)).points(), "3");
}

TEST(Stages, WithoutWeightDoNotApply) {
  v1::Scheme scheme = StageScheme();
  Share(&scheme)->mutable_stage_maxima(1)->set_maximum("0");
  Share(&scheme)->set_missing(v1::MISSING_POLICY_REFUSE);
  Share(&scheme)->set_minimum_exceeded("0");
  Count(&scheme)->mutable_stage_maxima(1)->set_maximum("30");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Award("a"), Award("b"), Strategic(true)}));
  EXPECT_EQ(ShareOf(card).state(), v1::VALUE_STATE_NOT_APPLICABLE);
  EXPECT_EQ(ShareOf(card).points(), "0");
  EXPECT_EQ(ShareOf(card).maximum(), "0");
  EXPECT_FALSE(ShareOf(card).has_value());
  EXPECT_THAT(ShareOf(card).missing(), testing::IsEmpty());
  EXPECT_TRUE(ShareOf(card).minimum_reached());
  EXPECT_EQ(ShareOf(card).reason().zh(), "研发占比 不适用于 稳定期");
  EXPECT_EQ(card.coverage(), "1");
  EXPECT_EQ(card.total(), "25");  // 5 * 30 / 10, and 10
}

TEST(Stages, SpreadTheWeightsOfTheStage) {
  v1::Scheme scheme = StageScheme();
  Share(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Award("a"), Award("b"), Strategic(true)}));
  EXPECT_EQ(ShareOf(card).maximum(), "0");
  EXPECT_EQ(card.categories(0).indicators(1).maximum(), "30");
  EXPECT_EQ(card.categories(0).indicators(1).points(), "14.4");  // 12 * 30 / 25
  EXPECT_EQ(card.coverage(), "0.875");                           // 35 of 40
}

TEST(Stages, CutAtTheMaximumOfTheStage) {
  v1::Scheme scheme = StageScheme();
  Merge(R"pb(stage_maxima { stage: "early" maximum: "30" }
             stage_maxima { stage: "late" maximum: "13" })pb",
        scheme.mutable_categories(0));
  scheme.mutable_total()->set_maximum("23");
  const v1::ScoreCard card =
      CardOf(scheme, DossierOf({Report(500), Award("a"), Award("b"), Strategic(true)}));
  EXPECT_EQ(card.categories(0).maximum(), "13");
  EXPECT_EQ(card.categories(0).cut(), "4");  // 5 + 12
  EXPECT_EQ(card.total(), "23");
}

TEST(Stages, ThatDoNotHoldLeaveWeightsOpen) {
  const v1::ScoreCard card =
      CardOf(StageScheme(), DossierOf({Report(500), Award("a"), Strategic(true)}));
  EXPECT_EQ(card.outcome(), v1::OUTCOME_NOT_SCORED);
  EXPECT_THAT(card.stage().missing(), testing::ElementsAre("stage"));
  EXPECT_EQ(card.reasons(0).zh(), "缺 符合条件的阶段");
  EXPECT_EQ(card.reasons(0).en(), "lacks a stage that applies");
}

TEST(Stages, WithoutWeightsAreNotNeeded) {
  v1::Scheme scheme = StageScheme();
  Share(&scheme)->clear_stage_maxima();
  Count(&scheme)->clear_stage_maxima();
  EXPECT_EQ(CardOf(scheme, DossierOf({Report(500), Award("a"), Strategic(true)})).total(), "35");
}

TEST(Stages, WeightRangesAndMarksAlike) {
  v1::Scheme scheme = StageScheme();
  scheme.mutable_total()->set_points_places(2);
  ScaleOf(Share(&scheme))->mutable_bands()->mutable_bands(2)->set_points_lowest("12");
  const v1::ScoreCard card =
      CardOf(scheme, DossierOf({Report(500), Award("a"), Award("b"), Strategic(true)}));
  EXPECT_EQ(ShareOf(card).points(), "3");
  EXPECT_EQ(ShareOf(card).points_highest(), "5");
  EXPECT_EQ(ShareOf(card).scale_points(), "12");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
