// The lint lets nothing count while it waits for experts: the range on a card would not hold.
#include <functional>

#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/bent_scheme.h"

namespace jifen::scoring::scheme {
namespace {

struct Bend {
  const char* name;
  std::function<void(v1::Scheme*)> bend;
  const char* path;
};

class JudgedReports : public testing::TestWithParam<Bend> {};

TEST_P(JudgedReports, WhatWouldCountAsNothing) {
  v1::Scheme scheme = SmallScheme();
  GetParam().bend(&scheme);
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].reason, v1::REASON_SCHEME_STRUCTURE) << model::ToStatus(faults[0]);
  EXPECT_EQ(faults[0].path, GetParam().path) << model::ToStatus(faults[0]);
}

// The number of awards by way of the points of the share, which experts have still to settle.
void AskForJudgedPoints(v1::Scheme* s, v1::MissingPolicy missing) {
  AddRange(s);
  Count(s)->mutable_measure()->set_value("points(\"share\") - 10.0");
  Count(s)->set_missing(missing);
}

INSTANTIATE_TEST_SUITE_P(
    Judged, JudgedReports,
    testing::Values(
        Bend{"CountAsNothing", [](auto* s) { AskForJudgedPoints(s, v1::MISSING_POLICY_ZERO); },
             "categories[0].indicators[1].missing"},
        Bend{"AreLeftOut", [](auto* s) { AskForJudgedPoints(s, v1::MISSING_POLICY_EXCLUDE); },
             "categories[0].indicators[1].missing"},
        Bend{"AreAskedForByAScale",
             [](auto* s) {
               AddRange(s);
               Merge(R"pb(expression { points: "points('share')" minimum: "0" maximum: "10" })pb",
                     ScaleOf(Count(s)));
             },
             "categories[0].indicators[1].missing"},
        Bend{"AreAskedForByAnOption",
             [](auto* s) {
               AskForJudgedPoints(s, v1::MISSING_POLICY_REFUSE);
               SplitIntoOptions(v1::CHOICE_BEST, Count(s));
             },
             "categories[0].indicators[1].missing"},
        Bend{"AreAskedForByWay",
             [](auto* s) {
               AskForJudgedPoints(s, v1::MISSING_POLICY_REFUSE);
               v1::Indicator* third = s->mutable_categories(0)->add_indicators();
               *third = *Count(s);
               third->set_id("third");
               third->set_missing(v1::MISSING_POLICY_ZERO);
               third->mutable_measure()->set_value("indicator(\"count\")");
             },
             "categories[0].indicators[2].missing"},
        Bend{"DecideWhichOptionIsCertain",
             [](auto* s) {
               AddRange(s);
               SplitIntoOptions(v1::CHOICE_BEST_CERTAIN, Share(s));
             },
             "categories[0].indicators[0].missing"},
        Bend{"DecideWhichValueAnotherAsksFor",
             [](auto* s) {
               AddRange(s);
               SplitIntoOptions(v1::CHOICE_BEST, Share(s));
               Count(s)->mutable_measure()->set_value("indicator(\"share\") * 2");
             },
             "categories[0].indicators[1].missing"}),
    [](const auto& info) { return info.param.name; });

TEST(Judged, TakesJudgedPointsWhereThereIsNoScoreWithoutThem) {
  v1::Scheme scheme = SmallScheme();
  AskForJudgedPoints(&scheme, v1::MISSING_POLICY_REFUSE);
  for (const model::Fault& fault : CheckScheme(scheme)) ADD_FAILURE() << model::ToStatus(fault);
}

}  // namespace
}  // namespace jifen::scoring::scheme
