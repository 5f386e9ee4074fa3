// From the categories to the total: bonus, deduction, cuts, caps of gates, scaling.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "scoring/evaluate/total.h"
#include "tests/scoring/evaluate/construct_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

struct SettleRow {
  const char* name;
  const char* core;
  const char* bonus;
  const char* deduction;
  const char* cap;
  const char* want;  // bonus_cut, deduction_cut, total_cut, exact
};

class SettleGives : public testing::TestWithParam<SettleRow> {};

TEST_P(SettleGives, TheCutsAndTheTotal) {
  const SettleRow& row = GetParam();
  scheme::TotalRule rule;
  rule.bonus_maximum = D("10");
  const Settlement got = Settle(rule, {D(row.core), D(row.bonus), D(row.deduction)}, D(row.cap));
  EXPECT_EQ(got.bonus_cut.Format() + " " + got.deduction_cut.Format() + " " +
                got.total_cut.Format() + " " + got.exact.Format(),
            row.want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, SettleGives,
    testing::Values(SettleRow{"CoreAlone", "70", "0", "0", "100", "0 0 0 70"},
                    SettleRow{"BonusBelowItsMaximum", "70", "9.5", "0", "100", "0 0 0 79.5"},
                    SettleRow{"BonusAtItsMaximum", "70", "10", "0", "100", "0 0 0 80"},
                    SettleRow{"BonusAboveItsMaximum", "70", "12", "0", "100", "2 0 0 80"},
                    SettleRow{"Deduction", "70", "0", "30", "100", "0 0 0 40"},
                    SettleRow{"DeductionOfAll", "70", "5", "75", "100", "0 0 0 0"},
                    SettleRow{"DeductionOfMoreThanAll", "70", "5", "80", "100", "0 5 0 0"},
                    SettleRow{"AtTheCap", "70", "0", "0", "70", "0 0 0 70"},
                    SettleRow{"AboveTheCap", "70", "0", "0", "60", "0 0 10 60"},
                    // What is above a cap is not there to be deducted from it.
                    SettleRow{"DeductionBeforeTheCap", "95", "20", "10", "90", "10 0 5 90"},
                    SettleRow{"CapOfNothing", "5", "0", "0", "0", "0 0 5 0"}),
    [](const auto& info) { return info.param.name; });

TEST(ScaleTotal, RoundsTheExactProductOnce) {
  scheme::TotalRule rule;
  rule.maximum = D("27");
  rule.scale_to = D("100");
  rule.places = 1;
  EXPECT_EQ(ScaleTotal(rule, D("27")).Format(), "100");
  EXPECT_EQ(ScaleTotal(rule, D("20")).Format(), "74.1");
  rule.maximum = D("4");
  rule.scale_to = D("1");
  EXPECT_EQ(ScaleTotal(rule, D("1")).Format(), "0.2");  // 0.25, half to even
  rule.rounding = decimal::Rounding::kHalfAwayFromZero;
  EXPECT_EQ(ScaleTotal(rule, D("1")).Format(), "0.3");
}

// The level again, in a category of its own: 10 points, or 4 if it is not strategic.
v1::Scheme WithSide(v1::CategoryKind kind) {
  v1::Scheme scheme = SmallScheme();
  v1::Category* side = scheme.add_categories();
  *side = scheme.categories(1);
  side->set_id("side");
  side->set_kind(kind);
  side->mutable_indicators(0)->set_id("side_level");
  return scheme;
}

TEST(Totals, AddABonusUpToItsMaximum) {
  v1::Scheme scheme = WithSide(v1::CATEGORY_KIND_BONUS);
  scheme.mutable_total()->set_bonus_maximum("6");
  scheme.mutable_total()->set_maximum("46");
  const v1::ScoreCard cut = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(cut.categories(2).kind(), v1::CATEGORY_KIND_BONUS);
  EXPECT_EQ(cut.categories(2).points(), "10");
  EXPECT_EQ(cut.bonus_cut(), "4");
  EXPECT_EQ(cut.total(), "36");  // 20 + 10 + 6
  const v1::ScoreCard whole = CardOf(scheme, DossierOf({Report(500), Strategic(false)}));
  EXPECT_FALSE(whole.has_bonus_cut());
  EXPECT_EQ(whole.total(), "28");
  // The level could give 6 more, of which the bonus counts 2.
  EXPECT_EQ(whole.categories(2).indicators(0).next().gain(), "2");
}

TEST(Totals, OfWhichTheBonusNeedsNoCoverage) {
  v1::Scheme scheme = WithSide(v1::CATEGORY_KIND_BONUS);
  Level(&scheme)->mutable_measure()->set_value("awards.size() > 3");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500)}));
  EXPECT_EQ(card.categories(2).indicators(0).state(), v1::VALUE_STATE_MISSING);
  EXPECT_EQ(card.coverage(), "1");
}

TEST(Totals, TakeADeductionAwayDownToNothing) {
  v1::Scheme scheme = WithSide(v1::CATEGORY_KIND_DEDUCTION);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.total(), "20");  // 20 + 10 - 10
  EXPECT_FALSE(card.has_deduction_cut());
  EXPECT_FALSE(card.categories(2).indicators(0).has_next());
  EXPECT_EQ(card.categories(2).indicators(0).reason().en(), "Strategic: yes, yes, -10/-10");
  // Nobody gains by more of it.
  const v1::ScoreCard less = CardOf(scheme, DossierOf({Report(500), Strategic(false)}));
  EXPECT_FALSE(less.categories(2).indicators(0).has_next());
  scheme.mutable_categories(1)->set_maximum("4");
  scheme.mutable_total()->set_maximum("34");
  const v1::ScoreCard nothing = CardOf(scheme, DossierOf({Report(100), Strategic(true)}));
  EXPECT_EQ(nothing.total(), "0");  // 4 - 10
  EXPECT_EQ(nothing.deduction_cut(), "6");
}

TEST(Totals, AreCutAtAMaximumBelowTheSum) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_total()->set_maximum("25");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.total(), "25");
  EXPECT_EQ(card.total_cut(), "5");
  EXPECT_EQ(card.total_maximum(), "25");
  // Nothing gains any more.
  EXPECT_FALSE(card.categories(0).indicators(1).has_next());
  const v1::ScoreCard below = CardOf(scheme, DossierOf({Report(500), Strategic(false)}));
  EXPECT_EQ(below.total(), "24");
  EXPECT_EQ(below.categories(0).indicators(1).next().gain(), "1");
}

TEST(Totals, AreScaledToAnotherMaximum) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_total()->set_scale_to("1000");
  scheme.mutable_total()->set_pass("750");
  Merge(R"pb(grades {
               id: "a"
               title { zh: "甲" en: "A" }
               at_least: "750"
             })pb",
        &scheme);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.total(), "750");  // 30 of 40
  EXPECT_EQ(card.total_maximum(), "1000");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_PASSED);
  EXPECT_EQ(card.grade().grade_id(), "a");
  const v1::ScoreCard less = CardOf(scheme, DossierOf({Report(300), Strategic(true)}));
  EXPECT_EQ(less.total(), "500");
  EXPECT_EQ(less.categories(0).indicators(0).next().points(), "20");
  EXPECT_EQ(less.categories(0).indicators(0).next().gain(), "250");
  scheme.mutable_total()->set_pass_exclusive(true);
  EXPECT_EQ(CardOf(scheme, DossierOf({Report(500), Strategic(true)})).outcome(),
            v1::OUTCOME_FAILED);
}

// Caps at 25 without an award, at 15 without sales that are known to be above 9,000.
v1::Scheme CapScheme() {
  v1::Scheme scheme = SmallScheme();
  Merge(R"pb(gates {
               id: "award"
               title { zh: "获奖" en: "Award" }
               passes: "awards.size() > 0"
               caps_at: "25"
             }
             gates {
               id: "staff"
               title { zh: "职工" en: "Staff" }
               passes: "annual(year).staff > 10"
               caps_at: "15"
             })pb",
        &scheme);
  return scheme;
}

v1::Dossier WithStaff(int staff, bool award) {
  v1::Dossier dossier = DossierOf({Report(500), Strategic(true)});
  if (award) *dossier.add_records()->mutable_record() = ParseRecord(Award("a"));
  if (staff >= 0) {
    dossier.mutable_records(0)->mutable_record()->mutable_annual_report()->set_staff(staff);
  }
  return dossier;
}

TEST(Caps, ThatHoldChangeNothing) {
  const v1::ScoreCard card = CardOf(CapScheme(), WithStaff(20, true));
  EXPECT_EQ(card.total(), "35");
  EXPECT_FALSE(card.has_total_cut());
  EXPECT_EQ(card.gates(0).caps_at(), "25");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_PASSED);
}

TEST(Caps, ThatDoNotHoldCapTheTotalAndDoNotRefuse) {
  const v1::ScoreCard card = CardOf(CapScheme(), WithStaff(20, false));
  EXPECT_EQ(card.gates(0).state(), v1::GATE_STATE_FAIL);
  EXPECT_EQ(card.total(), "25");
  EXPECT_EQ(card.total_cut(), "5");
  EXPECT_FALSE(card.has_total_highest());
  EXPECT_EQ(card.outcome(), v1::OUTCOME_PASSED);
  EXPECT_EQ(card.gates(0).reason().en(), "Award  caps at 25");
  EXPECT_EQ(card.reasons(0).en(), "Award  caps at 25");
}

TEST(Caps, AboveWhichNothingGainsLeaveNoNextBand) {
  EXPECT_TRUE(CardOf(CapScheme(), WithStaff(20, true)).categories(0).indicators(1).has_next());
  EXPECT_FALSE(CardOf(CapScheme(), WithStaff(20, false)).categories(0).indicators(1).has_next());
}

TEST(Caps, OfWhichSeveralDoNotHoldTakeTheLeast) {
  const v1::ScoreCard card = CardOf(CapScheme(), WithStaff(5, false));
  EXPECT_EQ(card.total(), "15");
  EXPECT_EQ(card.total_cut(), "15");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_FAILED);
}

TEST(Caps, ThatAreUnknownGiveARange) {
  const v1::ScoreCard card = CardOf(CapScheme(), WithStaff(-1, false));
  EXPECT_EQ(card.gates(1).state(), v1::GATE_STATE_UNKNOWN);
  EXPECT_EQ(card.total(), "15");
  EXPECT_EQ(card.total_highest(), "25");  // the other cap is certain
  EXPECT_EQ(card.total_cut(), "15");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_UNDETERMINED);
}

TEST(Caps, NameTheGateThatCuts) {
  const auto compiled = scheme::CompiledScheme::Make(CapScheme());
  ASSERT_TRUE(compiled.ok());
  Evaluator evaluator;
  const auto capped_by = [&](const v1::Dossier& dossier) {
    return (*evaluator.Evaluate(**compiled, dossier, 0))->capped_by;
  };
  EXPECT_EQ(capped_by(WithStaff(20, true)), kNone);
  EXPECT_EQ(capped_by(WithStaff(20, false)), 0);
  EXPECT_EQ(capped_by(WithStaff(5, false)), 1);
}

TEST(CardCheck, FindsCutsAndHighestPointsThatDoNotAddUp) {
  const auto compiled = scheme::CompiledScheme::Make(CapScheme());
  Evaluator evaluator;
  const v1::Dossier dossier = WithStaff(-1, false);
  const auto card = Score(**compiled, dossier, 0, &evaluator);
  ASSERT_TRUE(card.ok());
  const auto path_of = [&](void (*tamper)(v1::ScoreCard*)) {
    v1::ScoreCard copy = *card;
    tamper(&copy);
    const auto detail = model::DetailOf(CheckCard(copy, (*compiled)->parts().total));
    return detail.has_value() ? detail->path() : "no fault";
  };
  EXPECT_EQ(path_of([](auto* c) { c->set_total_cut("14"); }), "total_cut");
  EXPECT_EQ(path_of([](auto* c) { c->clear_total_cut(); }), "total_cut");
  EXPECT_EQ(path_of([](auto* c) { c->set_bonus_cut("1"); }), "bonus_cut");
  EXPECT_EQ(path_of([](auto* c) { c->set_deduction_cut("1"); }), "deduction_cut");
  EXPECT_EQ(path_of([](auto* c) { c->set_total_highest("26"); }), "total_highest");
  EXPECT_EQ(path_of([](auto* c) { c->clear_total_highest(); }), "total_highest");
  EXPECT_EQ(path_of([](auto* c) { c->clear_total(); }), "total_highest");
  EXPECT_EQ(path_of([](auto* c) { c->mutable_gates(1)->set_caps_at("16"); }), "total_cut");
  EXPECT_EQ(path_of([](auto* c) {
              c->mutable_categories(0)->mutable_indicators(0)->set_points_highest("20");
            }),
            "categories[0].indicators[0].points_highest");
  EXPECT_EQ(path_of([](auto* c) { c->mutable_categories(0)->set_points_highest("21"); }),
            "categories[0].points_highest");
  EXPECT_EQ(
      path_of([](auto* c) { c->mutable_categories(1)->set_kind(v1::CATEGORY_KIND_DEDUCTION); }),
      "total_cut");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
