#include "scoring/evaluate/evaluator.h"

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/points.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

constexpr char kReport[] =
    R"pb(record_id: "2024"
         annual_report { year: 2024 sales_fen: 10000 rd_expense_fen: 500 })pb";
constexpr char kStrategic[] = R"pb(record_id: "p"
                                   profile { main_product_strategic: true })pb";
constexpr char kAward[] = R"pb(record_id: "a"
                               award { kind: AWARD_KIND_SCIENCE level: LEVEL_NATIONAL })pb";

v1::ScoreCard CardOf(const v1::Scheme& scheme, const v1::Dossier& dossier, int year = 0) {
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  if (!compiled.ok()) {
    ADD_FAILURE() << compiled.status();
    return {};
  }
  Evaluator evaluator;
  const auto card = Score(**compiled, dossier, year, &evaluator);
  EXPECT_TRUE(card.ok()) << card.status();
  return card.ok() ? *card : v1::ScoreCard();
}

absl::Status StatusOf(const v1::Scheme& scheme, const v1::Dossier& dossier, int year = 0) {
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  if (!compiled.ok()) return absl::UnknownError("the scheme does not compile");
  Evaluator evaluator;
  return Score(**compiled, dossier, year, &evaluator).status();
}

v1::Indicator* Share(v1::Scheme* s) { return s->mutable_categories(0)->mutable_indicators(0); }
v1::Indicator* Count(v1::Scheme* s) { return s->mutable_categories(0)->mutable_indicators(1); }

TEST(Evaluate, AddsUpPointsOfBandsAndLevels) {
  const v1::ScoreCard card = CardOf(SmallScheme(), DossierOf({kReport, kStrategic, kAward}));
  EXPECT_EQ(card.categories(0).indicators(0).points(), "20");
  EXPECT_EQ(card.categories(0).indicators(1).points(), "5");
  EXPECT_EQ(card.categories(1).indicators(0).points(), "10");
  EXPECT_EQ(card.categories(0).points(), "25");
  EXPECT_EQ(card.total(), "35");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_PASSED);
  EXPECT_EQ(card.coverage(), "1");
}

TEST(Evaluate, MissingThatIsZeroGivesNoPointsAndLessCoverage) {
  const v1::ScoreCard card = CardOf(SmallScheme(), DossierOf({kStrategic, kAward}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.state(), v1::VALUE_STATE_MISSING);
  EXPECT_FALSE(share.has_value());
  EXPECT_EQ(share.points(), "0");
  EXPECT_EQ(share.maximum(), "20");
  EXPECT_THAT(share.missing(), testing::ElementsAre("annual_report[2024]"));
  EXPECT_EQ(card.coverage(), "0.5");
  EXPECT_EQ(card.total(), "15");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_FAILED);
}

TEST(Evaluate, MissingThatRefusesGivesNoScore) {
  v1::Scheme scheme = SmallScheme();
  Share(&scheme)->set_missing(v1::MISSING_POLICY_REFUSE);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kStrategic, kAward}));
  EXPECT_EQ(card.outcome(), v1::OUTCOME_NOT_SCORED);
  EXPECT_FALSE(card.has_total());
  EXPECT_EQ(card.reasons(0).en(), "lacks the annual report 2024");
}

TEST(Evaluate, MissingThatIsExcludedSpreadsItsWeightOverItsCategory) {
  v1::Scheme scheme = SmallScheme();
  Share(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kStrategic, kAward}));
  const v1::CategoryResult& first = card.categories(0);
  EXPECT_EQ(first.indicators(0).points(), "0");
  EXPECT_EQ(first.indicators(0).maximum(), "0");
  EXPECT_EQ(first.indicators(1).points(), "15");  // 5 of 10 becomes 15 of 30
  EXPECT_EQ(first.indicators(1).maximum(), "30");
  EXPECT_EQ(first.indicators(1).next().points(), "30");
  EXPECT_EQ(first.indicators(1).next().gain(), "15");
  EXPECT_EQ(first.points(), "15");
  EXPECT_EQ(card.total(), "25");
  EXPECT_EQ(card.coverage(), "0.5");
}

TEST(Evaluate, SpreadPointsThatAreNoWholeNumbersAddUpExactly) {
  v1::Scheme scheme = SmallScheme();
  v1::Category* category = scheme.mutable_categories(0);
  for (int i = 0; i < 3; ++i) {
    v1::Indicator indicator = *Share(&scheme);
    indicator.set_id("more" + std::to_string(i));
    // Of three indicators of 10, 20 and 20 points that have data, two give less than their maximum.
    if (i == 0) indicator.mutable_measure()->set_value("awards.size() * 0.04");
    if (i == 1) indicator.mutable_measure()->set_value("awards.size() * 0.05");
    if (i == 2) indicator.set_missing(v1::MISSING_POLICY_EXCLUDE);
    *category->add_indicators() = indicator;
  }
  category->set_maximum("90");
  scheme.mutable_total()->set_maximum("100");
  scheme.mutable_total()->set_places(18);
  // Shares 20 + 20 + 20 + 20 and 10: 90, of which `share` is 0 and more2 is left out: 70 bear 90.
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kStrategic, kAward}));
  const v1::CategoryResult& first = card.categories(0);
  EXPECT_EQ(first.indicators(1).points(), "6.428571428571428572");   // 5 * 90 / 70
  EXPECT_EQ(first.indicators(2).points(), "12.857142857142857143");  // 10 * 90 / 70
  EXPECT_EQ(first.indicators(3).points(), "25.714285714285714285");  // 20 * 90 / 70
  EXPECT_EQ(first.points(), "45");
  EXPECT_EQ(card.total(), "55");
}

// Full marks looked like less: 9.142857142857142857 of 9.142857142857142858.
TEST(Evaluate, SentencesShowSpreadPointsWithFewPlaces) {
  v1::Scheme scheme = SmallScheme();
  v1::Category* category = scheme.mutable_categories(0);
  v1::Indicator full = *Share(&scheme);
  full.set_id("full");
  full.set_maximum("25");
  full.mutable_measure()->set_value("awards.size() * 0.05");
  full.mutable_measure()->mutable_scale()->mutable_bands()->mutable_bands(2)->set_points("25");
  *category->add_indicators() = full;
  Share(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  category->set_maximum("55");
  scheme.mutable_total()->set_maximum("65");
  scheme.mutable_total()->set_pass("60");
  // 20 + 10 + 25 points, of which the 20 are left out: 35 bear 55.
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kStrategic, kAward}));
  const v1::IndicatorResult& part = card.categories(0).indicators(1);
  EXPECT_EQ(part.points(), "7.857142857142857143");  // 5 * 55 / 35
  EXPECT_THAT(part.reason().en(), testing::EndsWith(", 7.8571/15.7143"));
  const v1::IndicatorResult& whole = card.categories(0).indicators(2);
  EXPECT_NE(whole.points(), whole.maximum());  // 25 * 55 / 35, and the same rounded up
  EXPECT_THAT(whole.reason().en(), testing::EndsWith(", 39.2857/39.2857"));
  EXPECT_THAT(card.reasons(1).en(), testing::EndsWith("gains 7.8571"));
}

TEST(Evaluate, ACategoryOfWhichNothingIsKnownGivesNothing) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_categories(1)->mutable_indicators(0)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kReport}));
  EXPECT_EQ(card.categories(1).points(), "0");
  EXPECT_EQ(card.total(), "20");
  EXPECT_EQ(card.coverage(), "0.75");
}

TEST(Evaluate, CoverageBelowTheLeastGivesNoScore) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_total()->set_minimum_coverage("0.75");
  EXPECT_EQ(CardOf(scheme, DossierOf({kReport})).outcome(), v1::OUTCOME_PASSED);
  scheme.mutable_total()->set_minimum_coverage("0.750000000000000001");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kReport}));
  EXPECT_EQ(card.outcome(), v1::OUTCOME_NOT_SCORED);
  EXPECT_EQ(card.reasons(0).en(), "lacks the profile");
}

TEST(Evaluate, ACategoryIsCutAtItsMaximum) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_categories(0)->set_maximum("22");
  scheme.mutable_total()->set_maximum("32");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kReport, kStrategic, kAward}));
  EXPECT_EQ(card.categories(0).points(), "22");
  EXPECT_EQ(card.categories(0).cut(), "3");
  EXPECT_EQ(card.total(), "32");
}

// Points that the category's maximum takes away again are no gain.
TEST(Evaluate, TheNextBandGainsNoMoreThanTheCategoryHasRoomFor) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_categories(0)->set_maximum("22");
  scheme.mutable_total()->set_maximum("32");
  scheme.mutable_total()->set_pass("32");
  const std::string little =
      R"pb(record_id: "2024"
           annual_report { year: 2024 sales_fen: 10000 rd_expense_fen: 300 })pb";
  v1::ScoreCard card = CardOf(scheme, DossierOf({little, kAward}));
  EXPECT_EQ(card.categories(0).points(), "15");
  EXPECT_EQ(card.categories(0).indicators(0).next().points(), "20");
  EXPECT_EQ(card.categories(0).indicators(0).next().gain(), "7");
  EXPECT_EQ(card.categories(0).indicators(1).next().gain(), "5");
  card = CardOf(scheme, DossierOf({kReport, kAward}));
  EXPECT_EQ(card.categories(0).cut(), "3");
  EXPECT_FALSE(card.categories(0).indicators(1).has_next());
  for (const v1::Text& reason : card.reasons()) {
    EXPECT_EQ(reason.en().find("gains"), std::string::npos) << reason.en();
  }
}

// What a category of several indicators of 10^9 once did to the server's arithmetic.
TEST(Evaluate, SpreadsTheLargestPointsThatACategoryMayHave) {
  v1::Scheme scheme = SmallScheme();
  v1::Category* category = scheme.mutable_categories(0);
  const v1::Indicator count = category->indicators(1);
  category->clear_indicators();
  for (int i = 0; i < 10; ++i) {
    v1::Indicator* indicator = category->add_indicators();
    *indicator = count;
    indicator->set_id("i" + std::to_string(i));
    indicator->set_maximum("100000000");
    indicator->set_missing(v1::MISSING_POLICY_EXCLUDE);
    indicator->mutable_measure()->mutable_scale()->mutable_bands()->mutable_bands(2)->set_points(
        "100000000");
    if (i % 3 == 0) indicator->mutable_measure()->set_value("annual(1990).staff");
    if (i % 3 != 0) indicator->mutable_measure()->set_value("year");
  }
  category->set_maximum("999999990");
  scheme.mutable_total()->set_maximum("1000000000");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kStrategic}));
  EXPECT_EQ(card.categories(0).cut(), "10") << "of 10^9 after spreading";
  EXPECT_EQ(card.categories(0).points(), "999999990");
  EXPECT_EQ(card.total(), "1000000000");
}

TEST(Evaluate, PartsThatDoNotGiveTheSumOfTheSpreadingAreFound) {
  v1::Scheme scheme = SmallScheme();
  Share(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  ASSERT_TRUE(compiled.ok());
  const v1::Dossier dossier = DossierOf({kStrategic, kAward});
  Evaluator evaluator;
  const auto evaluated = evaluator.Evaluate(**compiled, dossier, 0);
  ASSERT_TRUE(evaluated.ok()) << evaluated.status();
  EXPECT_TRUE(CheckExact((*compiled)->parts(), **evaluated).ok());
  Evaluation tampered = **evaluated;
  ASSERT_EQ(decimal::Decimal::FromUnscaled(tampered.indicators[1].points.unscaled() + 1,
                                           &tampered.indicators[1].points),
            decimal::Arithmetic::kOk);
  const absl::Status status = CheckExact((*compiled)->parts(), tampered);
  ASSERT_TRUE(model::DetailOf(status).has_value());
  EXPECT_EQ(model::DetailOf(status)->reason(), v1::REASON_CARD_NOT_EXACT);
  EXPECT_EQ(model::DetailOf(status)->path(), "categories[0].points");
}

TEST(Evaluate, MinimumOfACategoryAndOfAnIndicatorMustBeMet) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_categories(1)->set_minimum("10");
  EXPECT_EQ(CardOf(scheme, DossierOf({kReport, kStrategic})).outcome(), v1::OUTCOME_PASSED);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({kReport}));
  EXPECT_EQ(card.outcome(), v1::OUTCOME_FAILED);
  EXPECT_FALSE(card.categories(1).minimum_reached());
  EXPECT_EQ(card.reasons(0).en(), "missed 20/20");
  EXPECT_EQ(card.reasons(1).en(), "Second 0 less than the 10 required");

  v1::Scheme exceeded = SmallScheme();
  Count(&exceeded)->set_minimum_exceeded("0");
  const v1::ScoreCard none = CardOf(exceeded, DossierOf({kReport, kStrategic}));
  EXPECT_EQ(none.outcome(), v1::OUTCOME_FAILED);
  EXPECT_FALSE(none.categories(0).indicators(1).minimum_reached());
  EXPECT_EQ(none.reasons(1).zh(), "获奖数 0 要求高于 0 分");
}

TEST(Evaluate, TheTotalIsRoundedOnceAsTheSchemeAsks) {
  v1::Scheme scheme = SmallScheme();
  v1::Levels* levels = scheme.mutable_categories(1)
                           ->mutable_indicators(0)
                           ->mutable_measure()
                           ->mutable_scale()
                           ->mutable_levels();
  levels->mutable_levels(1)->set_points("4.5");
  const v1::Dossier dossier =
      DossierOf({kReport, R"pb(record_id: "p"
                               profile { main_product_strategic: false })pb"});
  EXPECT_EQ(CardOf(scheme, dossier).total(), "24");  // 24.5, half to even
  scheme.mutable_total()->set_rounding(v1::ROUNDING_HALF_UP);
  EXPECT_EQ(CardOf(scheme, dossier).total(), "25");
  scheme.mutable_total()->set_places(1);
  EXPECT_EQ(CardOf(scheme, dossier).total(), "24.5");
}

TEST(Evaluate, GivesTheFirstGradeThatIsReached) {
  v1::Scheme scheme = SmallScheme();
  for (const auto& [id, least] : {std::pair("a", "35"), std::pair("b", "20")}) {
    v1::Grade* grade = scheme.add_grades();
    grade->set_id(id);
    grade->mutable_title()->set_zh(id);
    grade->mutable_title()->set_en(id);
    grade->set_at_least(least);
  }
  EXPECT_EQ(CardOf(scheme, DossierOf({kReport, kStrategic, kAward})).grade().grade_id(), "a");
  EXPECT_EQ(CardOf(scheme, DossierOf({kReport})).grade().grade_id(), "b");
  EXPECT_FALSE(CardOf(scheme, DossierOf({kAward})).has_grade());
}

v1::Scheme StagedScheme() {
  v1::Scheme scheme = SmallScheme();
  for (const auto& [id, when] :
       {std::pair("early", "annual(year).sales_fen < 5000"), std::pair("late", "true")}) {
    v1::Stage* stage = scheme.add_stages();
    stage->set_id(id);
    stage->mutable_title()->set_zh(id);
    stage->mutable_title()->set_en(id);
    stage->set_when(when);
  }
  v1::StageScale* scale = Share(&scheme)->mutable_measure()->add_stage_scales();
  scale->set_stage("late");
  *scale->mutable_scale() = Share(&scheme)->measure().scale();
  scale->mutable_scale()->mutable_bands()->mutable_bands(2)->set_from("0.2");
  return scheme;
}

TEST(Evaluate, TakesTheScaleOfTheFirstStageThatHolds) {
  const v1::ScoreCard late = CardOf(StagedScheme(), DossierOf({kReport}));
  EXPECT_EQ(late.stage().stage_id(), "late");
  EXPECT_EQ(late.stage().evidence_size(), 1);
  EXPECT_EQ(late.categories(0).indicators(0).points(), "10");
  const v1::ScoreCard early = CardOf(
      StagedScheme(),
      DossierOf({R"pb(record_id: "2024"
                      annual_report { year: 2024 sales_fen: 1000 rd_expense_fen: 50 })pb"}));
  EXPECT_EQ(early.stage().stage_id(), "early");
  EXPECT_EQ(early.categories(0).indicators(0).points(), "20");
}

TEST(Evaluate, AnUnknownStageGivesNoScore) {
  const v1::ScoreCard card = CardOf(StagedScheme(), DossierOf({kStrategic, kAward}));
  EXPECT_EQ(card.stage().stage_id(), "");
  EXPECT_THAT(card.stage().missing(), testing::ElementsAre("annual_report[2024]"));
  EXPECT_EQ(card.outcome(), v1::OUTCOME_NOT_SCORED);
}

TEST(Evaluate, AnEnumValueThatTheSchemeDoesNotKnowIsInvalid) {
  v1::Scheme scheme = SmallScheme();
  v1::Measure* measure = scheme.mutable_categories(1)->mutable_indicators(0)->mutable_measure();
  measure->set_value("profile.chain_role");
  *measure->mutable_scale()->mutable_levels() = ParseLevels(R"pb(
    levels { equals: "FILLS_GAP" points: "10" }
    levels { equals: "SIX_BASICS" points: "3" }
    levels { equals: "TIME_HONOURED_BRAND" points: "3" }
    levels { equals: "SERVES_LEADER" points: "3" })pb");
  v1::Dossier dossier =
      DossierOf({kReport, R"pb(record_id: "p"
                               profile { chain_role: CHAIN_ROLE_SIX_BASICS })pb"});
  EXPECT_EQ(CardOf(scheme, dossier).categories(1).indicators(0).value(), "SIX_BASICS");
  dossier.mutable_records(1)->mutable_record()->mutable_profile()->set_chain_role(
      static_cast<v1::ChainRole>(77));
  const v1::ScoreCard card = CardOf(scheme, dossier);
  EXPECT_EQ(card.categories(1).indicators(0).state(), v1::VALUE_STATE_INVALID);
  EXPECT_EQ(card.categories(1).indicators(0).value(), "77");
  EXPECT_EQ(card.coverage(), "0.75");
}

TEST(Evaluate, AnOverflowIsAnErrorWithThePathOfTheExpression) {
  v1::Scheme scheme = SmallScheme();
  Share(&scheme)->mutable_measure()->set_value("annual(year).rd_expense_fen * 3 + 0.0");
  const absl::Status status = StatusOf(
      scheme,
      DossierOf({R"pb(record_id: "2024"
                      annual_report { year: 2024 rd_expense_fen: 9223372036854775807 })pb"}));
  const auto detail = model::DetailOf(status);
  ASSERT_TRUE(detail.has_value()) << status;
  EXPECT_EQ(detail->reason(), v1::REASON_NUMBER_OVERFLOW);
  EXPECT_EQ(detail->path(), "categories[0].indicators[0].measure.value");
  EXPECT_EQ(detail->line(), 1);
}

TEST(Evaluate, RefusesADossierWithoutADayAndAYearOutOfRange) {
  v1::Dossier dossier = DossierOf({kReport});
  EXPECT_EQ(model::DetailOf(StatusOf(SmallScheme(), dossier, 1989))->path(), "year");
  EXPECT_EQ(model::DetailOf(StatusOf(SmallScheme(), dossier, 2101))->reason(),
            v1::REASON_OUT_OF_RANGE);
  EXPECT_TRUE(StatusOf(SmallScheme(), dossier, 1990).ok());
  dossier.clear_valid_at();
  EXPECT_EQ(model::DetailOf(StatusOf(SmallScheme(), dossier))->path(), "valid_at");
  v1::Dossier nobody = DossierOf({kReport});
  nobody.clear_enterprise();
  EXPECT_EQ(model::DetailOf(StatusOf(SmallScheme(), nobody))->path(), "enterprise.enterprise_id");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
