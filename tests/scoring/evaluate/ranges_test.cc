// What experts have still to judge: ranges from the band to the total, and marks that narrow them.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/scoring/evaluate/construct_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

// 5 % and more is worth 12 to 20 points; the mark is that of the panel.
v1::Scheme RangeScheme() {
  v1::Scheme scheme = SmallScheme();
  ScaleOf(Share(&scheme))->mutable_bands()->mutable_bands(2)->set_points_lowest("12");
  Share(&scheme)->mutable_measure()->set_mark(
      "expert_marks.filter(m, m.item == \"share\").map(m, m.points_hundredths)[0] * 0.01");
  return scheme;
}

TEST(Ranges, WithoutAMarkRunFromTheBandToTheTotal) {
  const v1::ScoreCard card = CardOf(RangeScheme(), DossierOf({Report(500), Strategic(false)}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.state(), v1::VALUE_STATE_PRESENT);
  EXPECT_EQ(share.points(), "12");
  EXPECT_EQ(share.points_highest(), "20");
  EXPECT_FALSE(share.has_mark());
  EXPECT_EQ(share.reason().en(), "R&D share: 5%, 5% or more, 12 to 20/20");
  EXPECT_EQ(card.categories(0).points(), "12");
  EXPECT_EQ(card.categories(0).points_highest(), "20");
  EXPECT_FALSE(card.categories(1).has_points_highest());
  EXPECT_EQ(card.total(), "16");
  EXPECT_EQ(card.total_highest(), "24");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_UNDETERMINED);
  EXPECT_EQ(card.reasons(0).zh(), "总分为 16 至 24 分，合格线为 20 分，是否合格尚不能确定。");
  EXPECT_EQ(
      card.reasons(0).en(),
      "The total is 16 to 24 points and the pass mark is 20: it is not yet certain whether it "
      "is a pass.");
}

TEST(Ranges, OfWhichBothEndsPassArePassed) {
  const v1::ScoreCard card = CardOf(RangeScheme(), DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.total(), "22");
  EXPECT_EQ(card.total_highest(), "30");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_PASSED);
  EXPECT_EQ(card.reasons(0).en(), "reached 22 to 30/20");
}

TEST(Ranges, OfWhichNoEndPassesAreFailed) {
  v1::Scheme scheme = RangeScheme();
  scheme.mutable_total()->set_pass("31");
  EXPECT_EQ(CardOf(scheme, DossierOf({Report(500), Strategic(true)})).outcome(),
            v1::OUTCOME_FAILED);
}

TEST(Ranges, AroundAMinimumAreUndetermined) {
  v1::Scheme scheme = RangeScheme();
  scheme.mutable_categories(0)->set_minimum("13");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_FALSE(card.categories(0).minimum_reached());
  EXPECT_EQ(card.outcome(), v1::OUTCOME_UNDETERMINED);
}

TEST(Ranges, AboveACategoryMaximumAreCut) {
  v1::Scheme scheme = RangeScheme();
  scheme.mutable_categories(0)->set_maximum("15");
  scheme.mutable_total()->set_maximum("25");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Award("a"), Strategic(true)}));
  EXPECT_EQ(card.categories(0).points(), "15");  // 12 + 5
  EXPECT_EQ(card.categories(0).cut(), "2");
  EXPECT_FALSE(card.categories(0).has_points_highest());
  EXPECT_FALSE(card.has_total_highest());
}

TEST(Ranges, GiveTheGradeOfBothEnds) {
  v1::Scheme scheme = RangeScheme();
  Merge(R"pb(grades {
               id: "a"
               title { zh: "甲" en: "A" }
               at_least: "24"
             }
             grades {
               id: "b"
               title { zh: "乙" en: "B" }
               at_least: "10"
             })pb",
        &scheme);
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(false)}));
  EXPECT_EQ(card.grade().grade_id(), "b");
  EXPECT_EQ(card.grade_highest().grade_id(), "a");
  EXPECT_FALSE(CardOf(scheme, DossierOf({Report(100), Strategic(true)})).has_grade_highest());
}

TEST(Ranges, BearTheWeightOfWhatIsMissingAtBothEnds) {
  v1::Scheme scheme = RangeScheme();
  Count(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  Count(&scheme)->mutable_measure()->set_value("annual(year).staff");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.categories(0).points(), "18");
  EXPECT_EQ(card.categories(0).points_highest(), "30");
  EXPECT_EQ(card.categories(0).indicators(0).maximum(), "30");
}

struct MarkRow {
  const char* name;
  int rd;
  int hundredths;
  v1::ValueState state;
  const char* points;
};

class Marks : public testing::TestWithParam<MarkRow> {};

TEST_P(Marks, CountWithinTheRangeOfTheValueAlone) {
  const MarkRow& row = GetParam();
  const v1::ScoreCard card =
      CardOf(RangeScheme(), DossierOf({Report(row.rd), Strategic(true), Marked(row.hundredths)}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.state(), row.state);
  EXPECT_EQ(share.points(), row.points);
  EXPECT_FALSE(share.has_points_highest());
  EXPECT_EQ(share.has_mark(), row.state == v1::VALUE_STATE_PRESENT);
}

INSTANTIATE_TEST_SUITE_P(
    Edges, Marks,
    testing::Values(MarkRow{"Lowest", 500, 1200, v1::VALUE_STATE_PRESENT, "12"},
                    MarkRow{"Between", 500, 1550, v1::VALUE_STATE_PRESENT, "15.5"},
                    MarkRow{"Highest", 500, 2000, v1::VALUE_STATE_PRESENT, "20"},
                    MarkRow{"Below", 500, 1199, v1::VALUE_STATE_INVALID, "0"},
                    MarkRow{"Above", 500, 2001, v1::VALUE_STATE_INVALID, "0"},
                    MarkRow{"CertainBand", 300, 1000, v1::VALUE_STATE_PRESENT, "10"},
                    MarkRow{"AgainstACertainBand", 300, 1200, v1::VALUE_STATE_INVALID, "0"}),
    [](const auto& info) { return info.param.name; });

TEST(Marks, ThatCountAreEvidence) {
  const v1::ScoreCard card =
      CardOf(RangeScheme(), DossierOf({Report(500), Strategic(true), Marked(1550)}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.mark(), "15.5");
  ASSERT_EQ(share.evidence_size(), 2);
  EXPECT_EQ(share.evidence(1).record_id(), "m");
  EXPECT_EQ(share.reason().en(), "R&D share: 5%, 5% or more, 15.5/20");
}

TEST(Marks, OutsideOfTheRangeAreNamedWithWhatTheyShouldBe) {
  const v1::ScoreCard card =
      CardOf(RangeScheme(), DossierOf({Report(500), Strategic(true), Marked(2100)}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_THAT(share.missing(), testing::ElementsAre("mark = 21, want 12..20"));
  EXPECT_EQ(share.reason().zh(), "研发占比:缺 12 至 20 分之间的专家评分（现为 21 分）,0");
  EXPECT_EQ(share.reason().en(), "R&D share: no a mark by experts of 12 to 20 (it is 21), 0");
}

// Else a slip could turn a failure into a pass.
TEST(Marks, OutsideOfTheRangeAllowNoScoreWhateverAMissingValueDoes) {
  for (const v1::MissingPolicy policy :
       {v1::MISSING_POLICY_ZERO, v1::MISSING_POLICY_EXCLUDE, v1::MISSING_POLICY_REFUSE}) {
    v1::Scheme scheme = RangeScheme();
    Share(&scheme)->set_missing(policy);
    const v1::ScoreCard card =
        CardOf(scheme, DossierOf({Report(500), Strategic(true), Marked(2100)}));
    EXPECT_EQ(card.outcome(), v1::OUTCOME_NOT_SCORED);
    EXPECT_FALSE(card.has_total());
    EXPECT_EQ(card.reasons(0).en(), "lacks a mark by experts of 12 to 20 (it is 21)");
  }
}

// The best of `open`, which experts judge from 12 to 20 points, and `sure`, which gives 15.
v1::Scheme OptionsScheme() {
  v1::Scheme scheme = RangeScheme();
  SplitIntoOptions(v1::CHOICE_BEST, Share(&scheme));
  v1::Alternatives* alternatives = Share(&scheme)->mutable_alternatives();
  alternatives->mutable_options(0)->set_id("open");
  alternatives->mutable_options(1)->set_id("sure");
  v1::Measure* sure = alternatives->mutable_options(1)->mutable_measure();
  sure->clear_mark();
  sure->mutable_scale()->mutable_bands()->mutable_bands(2)->clear_points_lowest();
  sure->mutable_scale()->mutable_bands()->mutable_bands(2)->set_points("15");
  return scheme;
}

TEST(Ranges, OfOptionsRunFromTheBestCertainToTheHighestOfAll) {
  const v1::ScoreCard card = CardOf(OptionsScheme(), DossierOf({Report(500), Strategic(true)}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.option_id(), "sure");
  EXPECT_EQ(share.points(), "15");
  EXPECT_EQ(share.points_highest(), "20");
  EXPECT_EQ(share.options(0).points(), "12");
  EXPECT_EQ(share.options(0).points_highest(), "20");
  EXPECT_FALSE(share.options(1).has_points_highest());
}

// Experts who judged "open" with 210 instead of 21 have not judged it worth less than 15.
TEST(Marks, OutsideOfTheRangeOfAnOptionThatMightBeBestAreInvalid) {
  const v1::ScoreCard card =
      CardOf(OptionsScheme(), DossierOf({Report(500), Strategic(true), Marked(21000)}));
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.state(), v1::VALUE_STATE_INVALID);
  EXPECT_EQ(share.option_id(), "open");
  EXPECT_THAT(share.missing(), testing::ElementsAre("mark = 210, want 12..20"));
}

TEST(Marks, OutsideOfTheRangeOfAnOptionThatCannotBeBestDoNotMatter) {
  v1::Scheme scheme = OptionsScheme();
  v1::Alternatives* alternatives = Share(&scheme)->mutable_alternatives();
  for (v1::Option& option : *alternatives->mutable_options()) {
    const bool open = option.id() == "open";
    v1::Band* top = option.mutable_measure()->mutable_scale()->mutable_bands()->mutable_bands(2);
    top->set_points(open ? "14" : "20");
  }
  const v1::ScoreCard card =
      CardOf(scheme, DossierOf({Report(500), Strategic(true), Marked(21000)}));
  EXPECT_EQ(card.categories(0).indicators(0).state(), v1::VALUE_STATE_PRESENT);
  EXPECT_EQ(card.categories(0).indicators(0).points(), "20");
}

// 10 of 20 points, spread over the whole category 15: its own points are not above 10.
TEST(Spreads, DoNotHelpAnIndicatorOverItsMinimum) {
  v1::Scheme scheme = SmallScheme();
  Share(&scheme)->set_minimum_exceeded("10");
  Count(&scheme)->set_missing(v1::MISSING_POLICY_EXCLUDE);
  Count(&scheme)->mutable_measure()->set_value("annual(year).staff");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(300), Strategic(true)}));
  EXPECT_EQ(card.categories(0).points(), "15");
  EXPECT_EQ(card.total(), "25");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_FAILED);
}

TEST(Ranges, AreMissingToExpressionsThatAskForThePoints) {
  v1::Scheme scheme = RangeScheme();
  Merge(R"pb(gates {
               id: "g"
               title { zh: "门" en: "Gate" }
               passes: "points(\"share\") >= 10.0"
             })pb",
        &scheme);
  const v1::ScoreCard open = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(open.gates(0).state(), v1::GATE_STATE_UNKNOWN);
  EXPECT_THAT(open.gates(0).missing(), testing::ElementsAre("points(\"share\")"));
  const v1::ScoreCard marked =
      CardOf(scheme, DossierOf({Report(500), Strategic(true), Marked(1200)}));
  EXPECT_EQ(marked.gates(0).state(), v1::GATE_STATE_PASS);
}

// Which option counts, and with it the value, is open while experts have still to judge one.
TEST(Ranges, OfOptionsAreMissingToExpressionsThatAskForTheValue) {
  v1::Scheme scheme = OptionsScheme();
  Merge(R"pb(gates {
               id: "g"
               title { zh: "门" en: "Gate" }
               passes: "indicator(\"share\") > 0.0"
             })pb",
        &scheme);
  const v1::ScoreCard open = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(open.gates(0).state(), v1::GATE_STATE_UNKNOWN);
  EXPECT_THAT(open.gates(0).missing(), testing::ElementsAre("indicator(\"share\")"));
  const v1::ScoreCard marked =
      CardOf(scheme, DossierOf({Report(500), Strategic(true), Marked(1600)}));
  EXPECT_EQ(marked.gates(0).state(), v1::GATE_STATE_PASS);
  const v1::ScoreCard certain = CardOf(scheme, DossierOf({Report(300), Strategic(true)}));
  EXPECT_EQ(certain.gates(0).state(), v1::GATE_STATE_PASS);
}

TEST(Ranges, SayOfAMinimumThatItIsNotYetCertain) {
  v1::Scheme scheme = RangeScheme();
  scheme.mutable_total()->set_pass("5");
  scheme.mutable_categories(0)->set_minimum("13");
  Share(&scheme)->set_minimum_exceeded("12");
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(500), Strategic(true)}));
  EXPECT_EQ(card.outcome(), v1::OUTCOME_UNDETERMINED);
  EXPECT_EQ(card.reasons(1).en(),
            "First 12 to 20 and it is not yet certain whether it reaches the 13 required");
  EXPECT_EQ(card.reasons(2).en(),
            "R&D share 12 to 20 and it is not yet certain whether it gives more than 12");
}

TEST(Ranges, SayWhatTheNextBandSurelyGives) {
  v1::Scheme scheme = RangeScheme();
  const v1::ScoreCard card = CardOf(scheme, DossierOf({Report(300), Strategic(true)}));
  const v1::NextBand& next = card.categories(0).indicators(0).next();
  EXPECT_EQ(next.bound(), "0.05");
  EXPECT_EQ(next.points(), "12");
  EXPECT_EQ(next.gain(), "2");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
