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
  return evaluation;
}

class DecideOutcomeTakesTheFirstRow : public testing::TestWithParam<Case> {};

TEST_P(DecideOutcomeTakesTheFirstRow, OfTheTable) {
  scheme::SchemeParts scheme;
  scheme.total.pass = Decimal::FromInt(60);
  scheme.direct_passes.resize(GetParam().direct_passes.size());
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
        Case{"R8BelowTheMark", {kPass}, {kFail}, true, 59, true, v1::OUTCOME_FAILED},
        Case{"R8BelowAMinimum", {kPass}, {}, true, 100, false, v1::OUTCOME_FAILED}),
    [](const auto& info) { return info.param.name; });

TEST(DecideOutcome, IsScoredUnderASchemeThatPassesNobody) {
  const Evaluation good = MakeEvaluation({"", {kPass}, {}, true, 5, true, {}});
  EXPECT_EQ(DecideOutcome(scheme::SchemeParts(), good), v1::OUTCOME_SCORED);
  const Evaluation failed = MakeEvaluation({"", {kFail}, {}, true, 5, true, {}});
  EXPECT_EQ(DecideOutcome(scheme::SchemeParts(), failed), v1::OUTCOME_FAILED);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
