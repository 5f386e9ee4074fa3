// The table of outcome.h, each row above those below it.
#include "scoring/evaluate/outcome.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

struct Case {
  const char* name;
  std::vector<v1::GateState> gates;
  std::vector<v1::GateState> direct_passes;
  bool scored;
  int total;
  bool minima_reached;
  v1::Outcome want;
  int total_highest = -1;  // as total
  bool minima_reached_highest = false;
  bool gates_cap = false;
};

constexpr v1::GateState kPass = v1::GATE_STATE_PASS;
constexpr v1::GateState kFail = v1::GATE_STATE_FAIL;
constexpr v1::GateState kUnknown = v1::GATE_STATE_UNKNOWN;

std::vector<ConditionResult> Conditions(const std::vector<v1::GateState>& states) {
  std::vector<ConditionResult> results;
  for (const v1::GateState state : states) {
    results.emplace_back();
    results.back().state = state;
  }
  return results;
}

Evaluation MakeEvaluation(const Case& c) {
  Evaluation evaluation;
  evaluation.gates = Conditions(c.gates);
  evaluation.direct_passes = Conditions(c.direct_passes);
  evaluation.scored = c.scored;
  evaluation.total = Decimal::FromInt(c.total);
  evaluation.minima_reached = c.minima_reached;
  evaluation.total_highest =
      c.total_highest < 0 ? evaluation.total : Decimal::FromInt(c.total_highest);
  evaluation.minima_reached_highest = c.minima_reached || c.minima_reached_highest;
  return evaluation;
}

class DecideOutcomeTakesTheFirstRow : public testing::TestWithParam<Case> {};

TEST_P(DecideOutcomeTakesTheFirstRow, OfTheTable) {
  scheme::SchemeParts scheme;
  scheme.total.pass = Decimal::FromInt(60);
  scheme.direct_passes.resize(GetParam().direct_passes.size());
  scheme.gate_caps.resize(GetParam().gates.size());
  if (GetParam().gates_cap) {
    for (auto& cap : scheme.gate_caps) cap = Decimal::FromInt(50);
  }
  EXPECT_EQ(DecideOutcome(scheme, MakeEvaluation(GetParam())), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DecideOutcomeTakesTheFirstRow,
    testing::Values(
        Case{"R1FailedBeforeUnknown",
             {kPass, kUnknown, kFail},
             {kPass},
             true,
             100,
             true,
             v1::OUTCOME_FAILED},
        Case{"R1FailedBeforeNotScored", {kFail}, {}, false, 0, false, v1::OUTCOME_FAILED},
        Case{"R2UnknownBeforeDirectPass",
             {kPass, kUnknown},
             {kPass},
             true,
             100,
             true,
             v1::OUTCOME_UNDETERMINED},
        Case{"R3DirectPassBeforeNotScored",
             {kPass},
             {kFail, kPass},
             false,
             0,
             false,
             v1::OUTCOME_PASSED},
        Case{"R3DirectPassBeforeTooFewPoints", {}, {kPass}, true, 10, false, v1::OUTCOME_PASSED},
        Case{"R4NotScoredBeforeUnknownDirectPass",
             {kPass},
             {kUnknown},
             false,
             100,
             true,
             v1::OUTCOME_NOT_SCORED},
        Case{"R5PointsBeforeUnknownDirectPass",
             {kPass},
             {kUnknown},
             true,
             60,
             true,
             v1::OUTCOME_PASSED},
        Case{"R6UnknownDirectPassBelowTheMark",
             {kPass},
             {kFail, kUnknown},
             true,
             59,
             true,
             v1::OUTCOME_UNDETERMINED},
        Case{"R6UnknownDirectPassBelowAMinimum",
             {},
             {kUnknown},
             true,
             90,
             false,
             v1::OUTCOME_UNDETERMINED},
        Case{"R6UnknownDirectPassBeforeARange",
             {},
             {kUnknown},
             true,
             59,
             true,
             v1::OUTCOME_UNDETERMINED,
             60},
        Case{"R7OnlyTheHighestReachesTheMark",
             {kPass},
             {kFail},
             true,
             59,
             true,
             v1::OUTCOME_UNDETERMINED,
             60},
        Case{"R7OnlyTheHighestReachesAMinimum",
             {},
             {},
             true,
             70,
             false,
             v1::OUTCOME_UNDETERMINED,
             75,
             true},
        Case{"R5BothReachTheMark", {}, {}, true, 60, true, v1::OUTCOME_PASSED, 70},
        Case{"R5AGateThatCapsIsNoGate",
             {kFail, kUnknown},
             {},
             true,
             60,
             true,
             v1::OUTCOME_PASSED,
             -1,
             false,
             true},
        Case{"R9BothBelowTheMark", {}, {}, true, 40, true, v1::OUTCOME_FAILED, 59},
        Case{"R9BelowTheMark", {kPass}, {kFail}, true, 59, true, v1::OUTCOME_FAILED},
        Case{"R9BelowAMinimum", {kPass}, {}, true, 100, false, v1::OUTCOME_FAILED}),
    [](const auto& info) { return info.param.name; });

TEST(DecideOutcome, IsScoredUnderASchemeThatPassesNobody) {
  scheme::SchemeParts scheme;
  scheme.gate_caps.resize(1);
  const Evaluation good = MakeEvaluation({"", {kPass}, {}, true, 5, true, {}});
  EXPECT_EQ(DecideOutcome(scheme, good), v1::OUTCOME_SCORED);
  const Evaluation failed = MakeEvaluation({"", {kFail}, {}, true, 5, true, {}});
  EXPECT_EQ(DecideOutcome(scheme, failed), v1::OUTCOME_FAILED);
}

TEST(DecideOutcome, WithAMarkToBeAboveDoesNotPassWhatReachesIt) {
  scheme::SchemeParts scheme;
  scheme.total.pass = Decimal::FromInt(70);
  scheme.total.pass_exclusive = true;
  EXPECT_EQ(DecideOutcome(scheme, MakeEvaluation({"", {}, {}, true, 70, true, {}})),
            v1::OUTCOME_FAILED);
  EXPECT_EQ(DecideOutcome(scheme, MakeEvaluation({"", {}, {}, true, 71, true, {}})),
            v1::OUTCOME_PASSED);
  EXPECT_EQ(DecideOutcome(scheme, MakeEvaluation({"", {}, {}, true, 70, true, {}, 71})),
            v1::OUTCOME_UNDETERMINED);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
