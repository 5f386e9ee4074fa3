// A scheme's faults are told together, each mistake once.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::vector<std::string> PathsOf(const v1::Scheme& scheme) {
  std::vector<std::string> paths;
  for (const model::Fault& fault : CheckScheme(scheme)) paths.push_back(fault.path);
  return paths;
}

void Define(const std::string& id, const std::string& expression, v1::Scheme* scheme) {
  v1::Definition* definition = scheme->add_definitions();
  definition->set_id(id);
  definition->set_expression(expression);
}

template <typename Part>
Part* Name(const std::string& id, Part* part) {
  part->set_id(id);
  part->mutable_title()->set_zh("件");
  part->mutable_title()->set_en("Part");
  return part;
}

v1::Indicator* IndicatorOf(v1::Scheme* scheme, int category, int indicator) {
  return scheme->mutable_categories(category)->mutable_indicators(indicator);
}

// Every kind of expression names `broken`, or what names it.
v1::Scheme WithBrokenDefinition(const std::string& expression) {
  v1::Scheme scheme = SmallScheme();
  Define("broken", expression, &scheme);
  Define("above", "broken", &scheme);
  Name("s", scheme.add_stages())->set_when("above > 3 || annual(year).staff > 3");
  Name("g", scheme.add_gates())->set_passes("above.field");
  Name("h", scheme.add_gates())->set_passes("!broken");
  Name("p", scheme.add_direct_passes())->set_when("broken.exists(x, x.y.startsWith('a'))");
  IndicatorOf(&scheme, 0, 0)->mutable_measure()->set_value("broken");
  v1::Measure* count = IndicatorOf(&scheme, 0, 1)->mutable_measure();
  *count =
      ParseIndicator(R"pb(measure {
                            value: "indicator('share')"
                            scale { expression { points: "broken" minimum: "0" maximum: "10" } }
                          })pb")
          .measure();
  v1::StageScale* in_stage = IndicatorOf(&scheme, 1, 0)->mutable_measure()->add_stage_scales();
  in_stage->set_stage("s");
  *in_stage->mutable_scale() =
      ParseIndicator(
          R"pb(measure { scale { expression { points: "broken" minimum: "0" maximum: "9" } } })pb")
          .measure()
          .scale();
  return scheme;
}

TEST(CheckScheme, TellsABrokenDefinitionOnce) {
  for (const char* expression : {"annual(year).stuff", "annual(year", "", "1 + 'a'"}) {
    EXPECT_THAT(PathsOf(WithBrokenDefinition(expression)), ElementsAre("definitions[0].expression"))
        << expression;
  }
}

TEST(CheckScheme, TellsABrokenDefinitionOfAChosenOptionOnce) {
  v1::Scheme scheme = SmallScheme();
  Define("broken", "profile.nothing", &scheme);
  v1::Indicator* share = IndicatorOf(&scheme, 0, 0);
  const v1::Measure measure = share->measure();
  v1::Alternatives* alternatives = share->mutable_alternatives();
  alternatives->set_choice(v1::CHOICE_DECLARED);
  alternatives->set_chosen("broken");
  for (const char* id : {"one", "two"}) {
    *Name(id, alternatives->add_options())->mutable_measure() = measure;
  }
  alternatives->mutable_options(1)->mutable_measure()->set_value("broken");
  EXPECT_THAT(PathsOf(scheme), ElementsAre("definitions[0].expression"));
}

TEST(CheckScheme, TellsTheOtherFaultsOfWhatNamesABrokenDefinition) {
  v1::Scheme scheme = WithBrokenDefinition("annual(year).stuff");
  scheme.mutable_gates(0)->set_passes("above.field > 3 && profil.resident");
  scheme.mutable_gates(1)->set_passes("broken && 3");
  IndicatorOf(&scheme, 0, 0)->set_maximum("-1");
  scheme.mutable_total()->set_maximum("50");
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("definitions[0].expression", "categories[0].indicators[0].maximum",
                          "gates[0].passes", "gates[1].passes"));
}

TEST(CheckScheme, TellsWhatIsInVainBesideOtherFaults) {
  v1::Scheme scheme = SmallScheme();
  Define("unused", "annual(year).staff", &scheme);
  Name("s", scheme.add_stages())->set_when("true");
  Name("behind", scheme.add_stages())->set_when("profile.resident");
  Name("g", scheme.add_gates())->set_passes("annual(year).staff > 3 && annual(year).staff < 2");
  Name("h", scheme.add_gates())->set_passes("annual(year).staff > 3 +");
  Name("p", scheme.add_direct_passes())->set_when("false");
  v1::Measure* count = IndicatorOf(&scheme, 0, 1)->mutable_measure();
  count->set_value("max(awards.size(), 1)");
  IndicatorOf(&scheme, 0, 0)->set_maximum("19");  // another indicator of the category
  scheme.add_base_dossiers()->set_id("unused");
  scheme.mutable_base_dossiers(0)->mutable_dossier()->CopyFrom(DossierOf({}));
  scheme.mutable_total()->set_places(99);
  EXPECT_THAT(PathsOf(scheme),
              UnorderedElementsAre("categories[0].indicators[0].maximum", "gates[1].passes",
                                   "total.places", "stages[1].when", "gates[0].passes",
                                   "categories[0].indicators[1].measure.scale.bands.bands[0]",
                                   "base_dossiers[0].id"));
  scheme.mutable_gates(1)->set_passes("annual(year).staff > 30");  // now every expression is read
  EXPECT_THAT(PathsOf(scheme), testing::Contains("definitions[0].id"));
}

// Bands were told only once the rest of their indicator was mended.
TEST(CheckScheme, TellsTheFaultsOfAnIndicatorTogether) {
  v1::Scheme scheme = SmallScheme();
  v1::Indicator* share = IndicatorOf(&scheme, 0, 0);
  share->set_maximum("19");
  share->mutable_title()->clear_zh();
  share->mutable_measure()->set_value("max(ratio(annual(year).staff, 3), 0.04)");
  v1::Indicator* count = IndicatorOf(&scheme, 0, 1);
  count->mutable_measure()->set_value("awrds.size()");
  count->mutable_measure()->mutable_scale()->mutable_bands()->mutable_bands(1)->set_to("-1");
  EXPECT_THAT(
      PathsOf(scheme),
      ElementsAre("categories[0].indicators[0].title.zh", "categories[0].indicators[0].maximum",
                  "categories[0].indicators[1].measure.value",
                  "categories[0].indicators[1].measure.scale.bands.bands[1].to",
                  "categories[0].indicators[0].measure.scale.bands.bands[0]"));
}

TEST(CheckScheme, TellsTheMaximaBesideAFaultyValue) {
  v1::Scheme scheme = SmallScheme();
  IndicatorOf(&scheme, 0, 0)->mutable_measure()->set_value("annual(year).stuff");
  IndicatorOf(&scheme, 0, 1)->set_maximum("9");
  EXPECT_THAT(PathsOf(scheme), ElementsAre("categories[0].indicators[0].measure.value",
                                           "categories[0].indicators[1].maximum"));
  IndicatorOf(&scheme, 0, 1)->set_maximum("10");
  scheme.mutable_categories(0)->set_maximum("31");
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("categories[0].indicators[0].measure.value", "categories[0].maximum"));
  scheme.mutable_categories(0)->set_maximum("30");
  scheme.mutable_total()->set_maximum("41");
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("categories[0].indicators[0].measure.value", "total.maximum"));
}

TEST(CheckScheme, TellsWhatLevelsHaveWrongBesideAFaultyValue) {
  v1::Scheme scheme = SmallScheme();
  v1::Measure* measure = IndicatorOf(&scheme, 1, 0)->mutable_measure();
  measure->set_value("profile.nothing");
  measure->mutable_scale()->mutable_levels()->mutable_levels(1)->set_equals("true");
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("categories[1].indicators[0].measure.value",
                          "categories[1].indicators[0].measure.scale.levels.levels[1].equals"));
  measure->mutable_scale()->mutable_levels()->mutable_levels(1)->set_equals("false");
  measure->mutable_scale()->mutable_levels()->mutable_levels(1)->set_points("-4");
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("categories[1].indicators[0].measure.value",
                          "categories[1].indicators[0].measure.scale.levels.levels[1].points"));
}

TEST(CheckScheme, TellsWhatAFormulaHasWrongBesideAFaultyValue) {
  v1::Scheme scheme = SmallScheme();
  v1::Indicator* level = IndicatorOf(&scheme, 1, 0);
  *level->mutable_measure() =
      ParseIndicator(
          R"pb(measure {
                 value: "profile.nothing"
                 scale { expression { points: "value + profl" minimum: "x" maximum: "10" } }
               })pb")
          .measure();
  EXPECT_THAT(PathsOf(scheme),
              ElementsAre("categories[1].indicators[0].measure.value",
                          "categories[1].indicators[0].measure.scale.expression.points",
                          "categories[1].indicators[0].measure.scale.expression.minimum"));
}

TEST(CheckScheme, TellsWhatAScaleOfTheWrongKindOrStageHasWrong) {
  v1::Scheme scheme = SmallScheme();
  v1::Measure* level = IndicatorOf(&scheme, 1, 0)->mutable_measure();
  *level->mutable_scale() =
      ParseIndicator(R"pb(measure { scale { bands { bands { points: "-1" } } } })pb")
          .measure()
          .scale();
  v1::StageScale* in_stage = IndicatorOf(&scheme, 0, 0)->mutable_measure()->add_stage_scales();
  in_stage->set_stage("nowhere");
  *in_stage->mutable_scale() = level->scale();
  EXPECT_THAT(
      PathsOf(scheme),
      ElementsAre("categories[0].indicators[0].measure.stage_scales[0].stage",
                  "categories[0].indicators[0].measure.stage_scales[0].scale.bands.bands[0].points",
                  "categories[1].indicators[0].measure.scale",
                  "categories[1].indicators[0].measure.scale.bands.bands[0].points"));
}

// Fifteen thousand of them took nine seconds and 400 MB.
TEST(CheckScheme, RefusesMorePatternsThanCompileSoon) {
  v1::Scheme scheme = SmallScheme();
  std::string text = "enterprise.name.matches('a')";
  for (int i = 0; i < 127; ++i) text += " || enterprise.name.matches('a')";
  Name("g", scheme.add_gates())->set_passes(text);
  Name("h", scheme.add_gates())->set_passes(text);
  EXPECT_THAT(PathsOf(scheme), testing::IsEmpty());
  scheme.mutable_gates(1)->set_passes(text + " || matches(enterprise.name, 'a')");
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].reason, v1::REASON_TOO_LARGE);
  EXPECT_EQ(faults[0].got, "257 calls of matches()");
}

TEST(CheckScheme, TellsAMisspeltNameOnce) {
  v1::Scheme scheme = SmallScheme();
  Define("staff", "annual(year).staff", &scheme);
  Name("g", scheme.add_gates())->set_passes("staf > 3");
  EXPECT_THAT(PathsOf(scheme), ElementsAre("gates[0].passes"));
  scheme.mutable_gates(0)->set_passes("staff > 3");
  v1::BaseDossier* base = scheme.add_base_dossiers();
  base->set_id("base");
  *base->mutable_dossier() = DossierOf({});
  v1::Vector* vector = scheme.add_vectors();
  vector->set_name("one");
  vector->set_base("bse");
  vector->mutable_expect()->set_total("0");
  EXPECT_THAT(PathsOf(scheme), ElementsAre("vectors[0].base"));
}

}  // namespace
}  // namespace jifen::scoring::scheme
