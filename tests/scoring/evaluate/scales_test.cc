// Scales that compute points, as a card shows them; and expressions that name other indicators.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "tests/scoring/evaluate/construct_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

v1::Scheme ShareBy(const std::string& scale, int points_places = 0) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_total()->set_points_places(points_places);
  Merge(scale, ScaleOf(Share(&scheme)));
  return scheme;
}

const v1::IndicatorResult ShareOf(const v1::Scheme& scheme, int64_t rd) {
  return CardOf(scheme, DossierOf({Report(rd), Strategic(true)})).categories(0).indicators(0);
}

TEST(Scales, ByFullUnitsShowTheUnitsAndTheNextOne) {
  const v1::Scheme scheme =
      ShareBy(R"pb(per_unit { unit: "0.02" points: "5" maximum: "20" whole: true })pb");
  const v1::IndicatorResult share = ShareOf(scheme, 500);
  EXPECT_EQ(share.points(), "10");
  EXPECT_EQ(share.position().index(), 2);
  EXPECT_EQ(share.position().from(), "0.04");
  EXPECT_EQ(share.position().to(), "0.06");
  EXPECT_EQ(share.position().closed(), v1::CLOSED_LOWER);
  EXPECT_EQ(share.next().bound(), "0.06");
  EXPECT_EQ(share.next().gain(), "5");
  EXPECT_EQ(share.reason().en(), "R&D share: 5%, 4% to below 6%, 10/20");
  EXPECT_EQ(ShareOf(scheme, 100).reason().zh(), "研发占比:1%,低于 2%,0/20");
  const v1::IndicatorResult best = ShareOf(scheme, 900);
  EXPECT_EQ(best.position().index(), 4);
  EXPECT_FALSE(best.position().has_to());
  EXPECT_FALSE(best.has_next());
  EXPECT_EQ(best.reason().en(), "R&D share: 9%, 8% or more, 20/20");
}

TEST(Scales, ByPartsOfUnitsShowWhereTheCapIsReached) {
  const v1::Scheme scheme =
      ShareBy(R"pb(per_unit { unit: "0.01" points: "2.5" maximum: "20" })pb", 2);
  const v1::IndicatorResult share = ShareOf(scheme, 333);
  EXPECT_EQ(share.points(), "8.32");  // 8.325, half to even
  EXPECT_EQ(share.position().index(), 3);
  EXPECT_EQ(share.next().bound(), "0.08");
  EXPECT_EQ(share.next().points(), "20");
}

TEST(Scales, BetweenKnotsShowTheKnotsAround) {
  const v1::Scheme scheme = ShareBy(R"pb(linear {
                                           knots { at: "0.02" points: "0" }
                                           knots { at: "0.06" points: "20" }
                                         })pb",
                                    1);
  const v1::IndicatorResult share = ShareOf(scheme, 333);
  EXPECT_EQ(share.points(), "6.6");  // 6.65, half to even
  EXPECT_EQ(share.position().index(), 1);
  EXPECT_EQ(share.position().from(), "0.02");
  EXPECT_EQ(share.position().to(), "0.06");
  EXPECT_EQ(share.next().bound(), "0.06");
  EXPECT_EQ(share.next().points(), "20");
  EXPECT_EQ(share.reason().en(), "R&D share: 3.33%, 2% to below 6%, 6.6/20");
}

struct FormulaRow {
  const char* name;
  const char* points;
  int rd;
  const char* want;
};

class Formulas : public testing::TestWithParam<FormulaRow> {};

TEST_P(Formulas, GivePointsCutToTheirEndsAndRoundedOnce) {
  const v1::Scheme scheme = ShareBy(std::string("expression { points: \"") + GetParam().points +
                                    "\" minimum: \"2\" maximum: \"20\" }");
  const v1::IndicatorResult share = ShareOf(scheme, GetParam().rd);
  EXPECT_EQ(share.points(), GetParam().want);
  EXPECT_EQ(share.position().index(), 0);
  EXPECT_FALSE(share.has_next());
  EXPECT_THAT(share.reason().zh(), testing::HasSubstr("按公式计算"));
}

INSTANTIATE_TEST_SUITE_P(Rows, Formulas,
                         testing::Values(FormulaRow{"Within", "value * 200", 333, "7"},
                                         FormulaRow{"ATie", "value * 250", 500, "12"},
                                         FormulaRow{"Below", "value - 1", 500, "2"},
                                         FormulaRow{"JustBelow", "value * 20 + 0.999", 500, "2"},
                                         FormulaRow{"Above", "value * 10000", 500, "20"},
                                         FormulaRow{"AnInt", "value > 0.04 ? 7 : 3", 500, "7"},
                                         FormulaRow{"OtherFigures", "value * 100 + awards.size()",
                                                    500, "5"}),
                         [](const auto& info) { return info.param.name; });

TEST(Formulas, OfWhichAFigureIsMissingGiveNoPoints) {
  const v1::Scheme scheme = ShareBy(
      R"pb(expression { points: "value * annual(year).staff" minimum: "0" maximum: "20" })pb");
  const v1::IndicatorResult share = ShareOf(scheme, 500);
  EXPECT_EQ(share.state(), v1::VALUE_STATE_MISSING);
  EXPECT_THAT(share.missing(), testing::ElementsAre("annual_report[2024].staff"));
}

TEST(Formulas, ThatOverflowAreAnErrorWithTheirPlace) {
  const v1::Scheme scheme = ShareBy(
      R"pb(expression {
             points: "annual(year).rd_expense_fen * 9223372036854775807"
             minimum: "0"
             maximum: "20"
           })pb");
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  Evaluator evaluator;
  const v1::Dossier dossier = DossierOf({Report(500)});
  const auto result = evaluator.Evaluate(**compiled, dossier, 0);
  const auto detail = model::DetailOf(result.status());
  ASSERT_TRUE(detail.has_value()) << result.status();
  EXPECT_EQ(detail->path(), "categories[0].indicators[0].measure.scale");
}

TEST(Formulas, RestOnTheRecordsOfBothExpressions) {
  v1::Scheme scheme = ShareBy(
      R"pb(expression { points: "value * 100 + awards.size()" minimum: "0" maximum: "20" })pb");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Award("a"), Strategic(true)}));
  std::vector<std::string> ids;
  for (const auto& evidence : card.categories(0).indicators(0).evidence()) {
    ids.push_back(evidence.record_id());
  }
  EXPECT_THAT(ids, testing::ElementsAre("2024", "a"));
}

TEST(StageScales, MayBeOfAnotherKind) {
  v1::Scheme scheme = SmallScheme();
  Merge(R"pb(stages {
               id: "all"
               title { zh: "期" en: "All" }
               when: "awards.size() >= 0"
             })pb",
        &scheme);
  scheme.mutable_stages(0)->set_when("awards.size() == 0");
  Merge(R"pb(stage_scales {
               stage: "all"
               scale { expression { points: "value * 100" minimum: "0" maximum: "20" } }
             })pb",
        Share(&scheme)->mutable_measure());
  EXPECT_EQ(ShareOf(scheme, 500).points(), "5");
  const v1::ScoreCard other = CardOf(scheme, DossierOf({Report(500), Award("a"), Strategic(true)}));
  EXPECT_EQ(other.categories(0).indicators(0).points(), "20");
}

TEST(NamedIndicators, GiveValueAndPointsToLaterExpressions) {
  v1::Scheme scheme = SmallScheme();
  Count(&scheme)->mutable_measure()->set_value(
      "indicator(\"share\") * 100 + points(\"share\") + awards.size()");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(300), Award("a"), Strategic(true)}));
  EXPECT_EQ(card.categories(0).indicators(1).value(), "14");  // 3 + 10 + 1
  // What the other rested on is evidence here.
  EXPECT_EQ(card.categories(0).indicators(1).evidence(0).record_id(), "2024");
}

TEST(NamedIndicators, ThatAreMissingSayWhatWasMissing) {
  v1::Scheme scheme = SmallScheme();
  Count(&scheme)->mutable_measure()->set_value("indicator(\"share\") * awards.size()");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Award("a"), Strategic(true)}));
  EXPECT_THAT(card.categories(0).indicators(1).missing(),
              testing::ElementsAre("annual_report[2024]"));
}

TEST(NamedIndicators, HaveThePointsThatThePolicyGives) {
  v1::Scheme scheme = SmallScheme();
  Count(&scheme)->mutable_measure()->set_value("points(\"share\") + awards.size()");
  const v1::Dossier dossier = DossierOf({Award("a"), Strategic(true)});
  EXPECT_EQ(CardOf(scheme, dossier).categories(0).indicators(1).value(), "1");
  Share(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  EXPECT_EQ(CardOf(scheme, dossier).categories(0).indicators(1).state(), v1::VALUE_STATE_MISSING);
}

TEST(NamedIndicators, OfAlternativesHaveTheValueThatCounts) {
  v1::Scheme scheme = SmallScheme();
  SplitIntoOptions(v1::CHOICE_BEST, Share(&scheme));
  auto* options = Share(&scheme)->mutable_alternatives()->mutable_options();
  // An int beside a decimal: the value is a decimal whichever counts.
  options->Mutable(1)->mutable_measure()->set_value("awards.size()");
  options->Mutable(1)->mutable_measure()->mutable_scale()->clear_bands();
  Merge(R"pb(per_unit { unit: "1" points: "10" maximum: "20" whole: true })pb",
        options->Mutable(1)->mutable_measure()->mutable_scale());
  Count(&scheme)->mutable_measure()->set_value("indicator(\"share\") * 1.5");
  const v1::ScoreCard card =
      CardOf(scheme, DossierOf({Report(100), Award("a"), Award("b"), Strategic(true)}));
  EXPECT_EQ(card.categories(0).indicators(0).option_id(), "b");
  EXPECT_EQ(card.categories(0).indicators(1).value(), "3");
}

TEST(NamedIndicators, MayDecideGatesAndDirectPasses) {
  v1::Scheme scheme = SmallScheme();
  Merge(R"pb(gates {
               id: "g"
               title { zh: "门" en: "Gate" }
               passes: "points(\"level\") > 4.0"
             }
             direct_passes {
               id: "d"
               title { zh: "直" en: "Direct" }
               when: "indicator(\"share\") >= 0.05 && indicator(\"level\")"
             })pb",
        &scheme);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.gates(0).state(), v1::GATE_STATE_PASS);
  EXPECT_EQ(card.direct_passes(0).state(), v1::GATE_STATE_PASS);
  const v1::ScoreCard other = CardOf(scheme, DossierOf({Report(500), Strategic(false)}));
  EXPECT_EQ(other.gates(0).state(), v1::GATE_STATE_FAIL);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
