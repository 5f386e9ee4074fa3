// Maxima hold in every stage, and each indicator counts in one.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/bent_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> PathsOf(const v1::Scheme& scheme) {
  std::vector<std::string> paths;
  for (const model::Fault& fault : CheckScheme(scheme)) paths.push_back(fault.path);
  return paths;
}

v1::Scheme TwoStages() {
  v1::Scheme scheme = SmallScheme();
  AddStage("early", "annual(year).staff < 50", &scheme);
  AddStage("late", "annual(year).staff >= 50", &scheme);
  return scheme;
}

// At most so many points from 10 %.
void AddScale(const std::string& stage, const std::string& points, v1::Measure* measure) {
  Merge("stage_scales { stage: '" + stage +
            "' scale { bands { bands { points: '0' } bands { from: '0.1' points: '" + points +
            "' } } } }",
        measure);
}

TEST(StageReach, TheScaleOfAStageReachesTheMaximum) {
  v1::Scheme scheme = TwoStages();
  AddScale("late", "20", Share(&scheme)->mutable_measure());
  EXPECT_THAT(PathsOf(scheme), IsEmpty());
}

TEST(StageReach, AScaleOfAStageBelowTheMaximumIsAFault) {
  v1::Scheme scheme = TwoStages();
  AddScale("early", "20", Share(&scheme)->mutable_measure());
  AddScale("late", "19", Share(&scheme)->mutable_measure());
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].path, "categories[0].indicators[0].measure.stage_scales[1].scale");
  EXPECT_EQ(faults[0].reason, v1::REASON_SCHEME_POINTS);
  EXPECT_EQ(faults[0].got, "19");
  EXPECT_EQ(faults[0].want, "20");
}

TEST(StageReach, AScaleBelowTheMaximumWhereNoOtherStandsIsAFault) {
  v1::Scheme scheme = TwoStages();
  AddScale("late", "25", Share(&scheme)->mutable_measure());
  Share(&scheme)->set_maximum("25");
  EXPECT_THAT(PathsOf(scheme), ElementsAre("categories[0].indicators[0].maximum"));
}

TEST(StageReach, AStageWithoutWeightNeedNotReachIt) {
  v1::Scheme scheme = TwoStages();
  AddScale("late", "19", Share(&scheme)->mutable_measure());
  Merge("stage_maxima { stage: 'early' maximum: '20' } stage_maxima { stage: 'late' maximum: '0' }",
        Share(&scheme));
  Merge(
      "stage_maxima { stage: 'early' maximum: '10' } stage_maxima { stage: 'late' maximum: '30' }",
      Count(&scheme));
  EXPECT_THAT(PathsOf(scheme), IsEmpty());
}

TEST(StageReach, OneOptionThatReachesItIsEnough) {
  v1::Scheme scheme = TwoStages();
  const v1::Measure measure = Share(&scheme)->measure();
  v1::Alternatives* alternatives = Share(&scheme)->mutable_alternatives();
  alternatives->set_choice(v1::CHOICE_BEST);
  for (const char* id : {"one", "two"}) {
    v1::Option* option = alternatives->add_options();
    Merge("title { zh: '项' en: 'Option' }", option);
    option->set_id(id);
    *option->mutable_measure() = measure;
  }
  AddScale("late", "12", alternatives->mutable_options(0)->mutable_measure());
  EXPECT_THAT(PathsOf(scheme), IsEmpty());
  AddScale("late", "15", alternatives->mutable_options(1)->mutable_measure());
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("categories[0].indicators[0].alternatives.options[0].measure.stage_scales"
                          "[0].scale"));
}

TEST(CheckScheme, RefusesIndicatorsThatGiveNoPoints) {
  v1::Scheme scheme = SmallScheme();
  v1::Indicator* more = scheme.mutable_categories(0)->add_indicators();
  *more = *Count(&scheme);
  more->set_id("nothing");
  more->set_maximum("0");
  *more->mutable_measure()->mutable_scale()->mutable_bands() = ParseBands("bands { points: '0' }");
  EXPECT_THAT(PathsOf(scheme), ElementsAre("categories[0].indicators[2].maximum"));
}

TEST(CheckScheme, RefusesIndicatorsThatCountInNoStage) {
  v1::Scheme scheme = TwoStages();
  v1::Indicator* more = scheme.mutable_categories(0)->add_indicators();
  *more = *Count(&scheme);
  more->set_id("nothing");
  Merge("stage_maxima { stage: 'early' maximum: '0' } stage_maxima { stage: 'late' maximum: '0' }",
        more);
  EXPECT_THAT(PathsOf(scheme), ElementsAre("categories[0].indicators[2].stage_maxima"));
}

}  // namespace
}  // namespace jifen::scoring::scheme
