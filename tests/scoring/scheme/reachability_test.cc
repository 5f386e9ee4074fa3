// What can never count is a fault, and what may count is not.
#include "scoring/scheme/reachability.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/bent_scheme.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> UnreachablePaths(const v1::Scheme& scheme) {
  std::vector<std::string> paths;
  for (const model::Fault& fault : CheckScheme(scheme)) {
    EXPECT_EQ(fault.reason, v1::REASON_SCHEME_UNREACHABLE) << fault.path << ": " << fault.message;
    paths.push_back(fault.path);
  }
  return paths;
}

struct StageRow {
  const char* name;
  std::vector<std::string> conditions;
  std::vector<int> unreachable;
};

class ReachabilityOfStages : public testing::TestWithParam<StageRow> {};

TEST_P(ReachabilityOfStages, FindsThoseBehindOthers) {
  v1::Scheme scheme = SmallScheme();
  v1::Definition* definition = scheme.add_definitions();
  definition->set_id("revenue");
  definition->set_expression("annual(year).revenue_fen");
  definition = scheme.add_definitions();
  definition->set_id("is_small");
  definition->set_expression("revenue < 500 && revenue > 1");
  AddStage("used", "is_small && false", &scheme);  // uses the definitions, and never holds
  std::vector<std::string> want = {"stages[0].when"};
  for (size_t i = 0; i < GetParam().conditions.size(); ++i) {
    AddStage("s" + std::to_string(i), GetParam().conditions[i], &scheme);
  }
  for (const int i : GetParam().unreachable) {
    want.push_back("stages[" + std::to_string(i + 1) + "].when");
  }
  EXPECT_EQ(UnreachablePaths(scheme), want);
}

INSTANTIATE_TEST_SUITE_P(
    Conditions, ReachabilityOfStages,
    testing::Values(
        StageRow{"rising_bounds", {"revenue < 50", "revenue < 500", "true"}, {}},
        StageRow{"falling_bounds", {"revenue < 500", "revenue < 50", "true"}, {1}},
        StageRow{"same_bound", {"revenue < 50", "revenue <= 50", "revenue <= 50"}, {2}},
        StageRow{"behind_everything", {"true", "revenue < 50"}, {1}},
        StageRow{"covered_by_two", {"revenue < 50", "revenue >= 50", "true"}, {2}},
        StageRow{"mirrored", {"500 > revenue", "revenue<50"}, {1}},
        StageRow{"negated", {"!(revenue >= 500)", "revenue < 50"}, {1}},
        StageRow{"in_a_definition", {"revenue < 500", "is_small"}, {1}},
        StageRow{"partly_behind", {"revenue < 500 && awards.size() > 0", "revenue < 50"}, {}},
        StageRow{"contradiction", {"revenue < 50 && revenue > 60"}, {0}},
        StageRow{"enum_twice",
                 {"profile.chain_role == ChainRole.SIX_BASICS && "
                  "profile.chain_role == ChainRole.FILLS_GAP"},
                 {0}},
        StageRow{"enum_left",
                 {"profile.chain_role == ChainRole.SIX_BASICS",
                  "profile.chain_role != ChainRole.SIX_BASICS", "revenue < 1"},
                 {2}},
        StageRow{"unequal_covers_both_sides", {"revenue != 5", "revenue < 5", "revenue == 5"}, {1}},
        StageRow{"same_truth", {"profile.resident", "!profile.resident", "revenue < 3"}, {2}},
        StageRow{"below_a_count", {"awards.size() < 0", "revenue < 50"}, {0}},
        StageRow{"below_an_amount", {"wan(revenue) < 0 || revenue <= -1", "true"}, {0}},
        StageRow{"behind_all_amounts", {"revenue >= 0", "revenue < 50"}, {1}},
        StageRow{"unequal_to_less", {"annual(year).staff != -1", "revenue < 50"}, {1}},
        StageRow{"a_loss_can_be", {"annual(year).net_profit_fen < 0", "revenue < 50"}, {}},
        StageRow{"years_may_be_negative",
                 {"years_between(enterprise.founded, valid_at) < 0", "revenue < 50"},
                 {}},
        StageRow{
            "different_expressions", {"revenue < 50", "annual(year - 1).revenue_fen < 50"}, {}}),
    [](const auto& row) { return row.param.name; });

void AddGate(const std::string& passes, v1::Scheme* scheme) {
  v1::Gate* gate = scheme->add_gates();
  gate->set_id("g" + std::to_string(scheme->gates_size()));
  gate->mutable_title()->set_zh("门槛");
  gate->mutable_title()->set_en("Gate");
  gate->set_passes(passes);
}

TEST(Reachability, FindsGatesThatNobodyOrEverybodyPasses) {
  v1::Scheme scheme = SmallScheme();
  for (const char* passes : {"annual(year).staff < 3 && annual(year).staff > 3", "true || false",
                             "annual(year).staff < 3", "annual(year).staff >= 3"}) {
    v1::Gate* gate = scheme.add_gates();
    gate->set_id("g" + std::to_string(scheme.gates_size()));
    gate->mutable_title()->set_zh("门槛");
    gate->mutable_title()->set_en("Gate");
    gate->set_passes(passes);
  }
  EXPECT_THAT(UnreachablePaths(scheme), ElementsAre("gates[0].passes", "gates[1].passes"));
}

TEST(Reachability, FindsGatesThatNoNumberPasses) {
  v1::Scheme scheme = SmallScheme();
  AddGate("awards.size() < 0", &scheme);
  AddGate("annual(year).staff < 0 && profile.resident", &scheme);
  AddGate("min(awards.size(), 3) > 3", &scheme);
  AddGate("annual(year).staff >= 0", &scheme);  // staff that is missing is unknown
  EXPECT_THAT(UnreachablePaths(scheme),
              ElementsAre("gates[0].passes", "gates[1].passes", "gates[2].passes"));
}

TEST(Reachability, FindsGatesThatExcludeEachOther) {
  v1::Scheme scheme = SmallScheme();
  AddGate("annual(year).staff >= 100", &scheme);
  AddGate("annual(year).staff < 50", &scheme);
  EXPECT_THAT(UnreachablePaths(scheme), ElementsAre("gates"));
}

TEST(Reachability, TellsTextsApartByTheirBlanks) {
  v1::Scheme scheme = SmallScheme();
  AddGate(
      "enterprise.name.startsWith('''it's a b''')"
      " && !enterprise.name.startsWith('''it's ab''')",
      &scheme);
  EXPECT_THAT(UnreachablePaths(scheme), IsEmpty());
}

// Definitions that name each other twice double at each step, conditions of many cases multiply.
TEST(Reachability, EndsSoonOnDefinitionsThatDouble) {
  v1::Scheme scheme = SmallScheme();
  const auto define = [&scheme](const std::string& id, const std::string& expression) {
    v1::Definition* definition = scheme.add_definitions();
    definition->set_id(id);
    definition->set_expression(expression);
  };
  define("n0", "awards.size()");
  define("b0", "awards.size() > 2");
  for (int i = 1; i < 30; ++i) {
    const std::string number = std::to_string(i);
    const std::string before = std::to_string(i - 1);
    define("n" + number, "n" + before + " + n" + before);
    define("b" + number, "b" + before + " && b" + before);
  }
  scheme.mutable_categories(0)->mutable_indicators(1)->mutable_measure()->set_value("n29");
  AddGate("b29", &scheme);
  EXPECT_THAT(UnreachablePaths(scheme), IsEmpty());
}

TEST(Reachability, GivesUpOnConditionsOfManyCases) {
  v1::Scheme scheme = SmallScheme();
  for (const char* field : {"staff", "rd_staff"}) {
    std::string passes;
    for (int i = 0; i < 1000; ++i) {
      passes += (i == 0 ? "" : " || ") + std::string("annual(year).") + field +
                " == " + std::to_string(i);
    }
    AddGate(passes, &scheme);
  }
  EXPECT_THAT(UnreachablePaths(scheme), IsEmpty());
}

TEST(Reachability, FindsDirectPassesThatNeedAGateToFail) {
  v1::Scheme scheme = SmallScheme();
  v1::Gate* gate = scheme.add_gates();
  gate->set_id("size");
  gate->mutable_title()->set_zh("规模");
  gate->mutable_title()->set_en("Size");
  gate->set_passes("annual(year).staff <= 500");
  for (const char* when : {"annual(year).staff > 500", "annual(year).staff >= 500"}) {
    v1::DirectPass* pass = scheme.add_direct_passes();
    pass->set_id("p" + std::to_string(scheme.direct_passes_size()));
    pass->mutable_title()->set_zh("直通");
    pass->mutable_title()->set_en("Direct");
    pass->set_when(when);
  }
  EXPECT_THAT(UnreachablePaths(scheme), ElementsAre("direct_passes[0].when"));
}

v1::Scheme WithCountBands(const std::string& value, const std::string& bands) {
  v1::Scheme scheme = SmallScheme();
  v1::Measure* measure = scheme.mutable_categories(0)->mutable_indicators(1)->mutable_measure();
  measure->set_value(value);
  *measure->mutable_scale()->mutable_bands() = ParseBands(bands);
  return scheme;
}

constexpr char kBandsPath[] = "categories[0].indicators[1].measure.scale.bands.bands";

struct BandRow {
  const char* name;
  const char* value;
  const char* bands;
  std::vector<int> unreachable;
};

class ReachabilityOfBands : public testing::TestWithParam<BandRow> {};

TEST_P(ReachabilityOfBands, FindsThoseWithoutAValue) {
  std::vector<std::string> want;
  for (const int band : GetParam().unreachable) {
    want.push_back(std::string(kBandsPath) + "[" + std::to_string(band) + "]");
  }
  EXPECT_EQ(UnreachablePaths(WithCountBands(GetParam().value, GetParam().bands)), want);
}

INSTANTIATE_TEST_SUITE_P(
    Values, ReachabilityOfBands,
    testing::Values(
        BandRow{"count_from_zero",
                "awards.size()",
                "bands { points: '0' } bands { from: '0' points: '10' }",
                {0}},
        BandRow{"count_from_one",
                "awards.size()",
                "bands { points: '0' } bands { from: '1' points: '10' }",
                {}},
        BandRow{"between_whole_numbers",
                "awards.size()",
                "bands { points: '0' } bands { from: '2.1' points: '5' }"
                " bands { from: '2.9' points: '10' }",
                {1}},
        BandRow{"open_between_neighbours",
                "awards.size()",
                "closed: CLOSED_UPPER bands { to: '2' points: '0' } bands { to: '3' points: '5' }"
                " bands { points: '10' }",
                {}},
        BandRow{"capped_by_min",
                "min(awards.size(), 3)",
                "bands { points: '0' } bands { from: '3' points: '10' } bands { from: '4' points: "
                "'1' }",
                {2}},
        BandRow{"raised_by_max",
                "max(2, awards.size() + 1)",
                "bands { points: '0' } bands { from: '2' points: '10' }",
                {0}},
        BandRow{"negated",
                "-awards.size()",
                "bands { points: '0' } bands { from: '0' points: '5' } bands { from: '1' points: "
                "'10' }",
                {2}},
        BandRow{"conditional",
                "awards.size() > 2 ? 3 : 1",
                "bands { points: '0' } bands { from: '1.5' points: '5' } bands { from: '4' points: "
                "'10' }",
                {2}},
        BandRow{"ratio_of_a_loss_is_not_known",
                "ratio(annual(year).net_profit_fen, annual(year).sales_fen)",
                "bands { points: '0' } bands { from: '-1' points: '10' }",
                {}},
        BandRow{"ratio_of_amounts",
                "ratio(annual(year).rd_expense_fen, annual(year).sales_fen)",
                "bands { points: '0' } bands { from: '-1' points: '5' }"
                " bands { from: '0' points: '10' }",
                {0, 1}},
        BandRow{"product_of_amounts",
                "annual(year).staff * 0.5",
                "bands { points: '0' } bands { from: '0' points: '10' }",
                {0}},
        BandRow{"growth_of_amounts",
                "growth(annual(year).sales_fen, annual(year - 1).sales_fen)",
                "bands { points: '0' } bands { from: '-1' points: '5' }"
                " bands { from: '-0.5' points: '10' }",
                {0}},
        BandRow{"growth_of_a_profit_is_not_known",
                "growth(annual(year).net_profit_fen, annual(year - 1).net_profit_fen)",
                "bands { points: '0' } bands { from: '-1' points: '10' }",
                {}},
        BandRow{"sum_of_amounts",
                "wan(technology_contracts.filter(c, c.amount_fen > 5).map(c, c.amount_fen).sum())",
                "bands { points: '0' } bands { from: '-3' points: '5' }"
                " bands { from: '0' points: '10' }",
                {0, 1}},
        BandRow{"least_of_amounts",
                "technology_contracts.map(c, c.amount_fen).min()",
                "bands { points: '0' } bands { from: '0' points: '10' }",
                {0}},
        BandRow{"sum_of_differences_is_not_known",
                "technology_contracts.map(c, c.amount_fen - 7).sum()",
                "bands { points: '0' } bands { from: '-2' points: '10' }",
                {}},
        BandRow{"sum_of_a_loop_whose_variable_is_not_known",
                "[-5, 3].map(n, n).sum()",
                "bands { points: '0' } bands { from: '-2' points: '10' }",
                {}},
        BandRow{"field_of_a_map_is_not_known",
                "[{'staff': -5}].map(m, m.staff).sum()",
                "bands { points: '0' } bands { from: '-2' points: '10' }",
                {}}),
    [](const auto& row) { return row.param.name; });

struct ComputedRow {
  const char* name;
  const char* value;
  const char* scale;
  std::vector<std::string> unreachable;
};

class ReachabilityOfComputed : public testing::TestWithParam<ComputedRow> {};

TEST_P(ReachabilityOfComputed, FindsKnotsAndCapsWithoutAValue) {
  v1::Scheme scheme = SmallScheme();
  v1::Indicator* count = scheme.mutable_categories(0)->mutable_indicators(1);
  *count->mutable_measure() = ParseIndicator(std::string("measure { value: '") + GetParam().value +
                                             "' scale { " + GetParam().scale + " } }")
                                  .measure();
  std::vector<std::string> want;
  for (const std::string& path : GetParam().unreachable) {
    want.push_back("categories[0].indicators[1].measure.scale." + path);
  }
  EXPECT_EQ(UnreachablePaths(scheme), want);
}

constexpr char kLine[] =
    "linear { knots { at: '-2' points: '0' } knots { at: '-1' points: '1' }"
    " knots { at: '0.5' points: '2' } knots { at: '0.9' points: '3' }"
    " knots { at: '4' points: '10' } }";

INSTANTIATE_TEST_SUITE_P(
    Values, ReachabilityOfComputed,
    testing::Values(ComputedRow{"knots_of_a_count",
                                "awards.size()",
                                kLine,
                                {"linear.knots[1]", "linear.knots[3]"}},
                    ComputedRow{"knots_beyond_a_cap",
                                "min(awards.size(), 0)",
                                kLine,
                                {"linear.knots[1]", "linear.knots[3]", "linear.knots[4]"}},
                    ComputedRow{"knots_of_an_unknown_range",
                                "growth(annual(year).staff, annual(year - 1).staff)",
                                kLine,
                                {}},
                    ComputedRow{"cap_of_a_count",
                                "awards.size()",
                                "per_unit { unit: '1' points: '2' maximum: '10' whole: true }",
                                {}},
                    ComputedRow{"cap_that_is_just_reached",
                                "min(awards.size(), 5)",
                                "per_unit { unit: '1' points: '2' maximum: '10' whole: true }",
                                {}},
                    ComputedRow{"cap_beyond_a_cap",
                                "min(awards.size(), 4)",
                                "per_unit { unit: '1' points: '2' maximum: '10' whole: true }",
                                {"per_unit.maximum"}},
                    ComputedRow{"cap_that_rounding_reaches",
                                "min(awards.size(), 4)",
                                "per_unit { unit: '1' points: '2.4' maximum: '10' }",
                                {}},
                    ComputedRow{"cap_of_parts_beyond_a_cap",
                                "min(awards.size(), 4)",
                                "per_unit { unit: '1' points: '2.3' maximum: '10' }",
                                {"per_unit.maximum"}}),
    [](const auto& row) { return row.param.name; });

TEST(Reachability, KnowsSumsOfAListThatADefinitionMakes) {
  v1::Scheme scheme =
      WithCountBands("amounts.sum()", "bands { points: '0' } bands { from: '0' points: '10' }");
  v1::Definition* definition = scheme.add_definitions();
  definition->set_id("amounts");
  definition->set_expression("technology_contracts.map(c, c.amount_fen)");
  EXPECT_THAT(UnreachablePaths(scheme), ElementsAre(std::string(kBandsPath) + "[0]"));
}

TEST(Reachability, TakesNoLoopVariableForADefinition) {
  v1::Scheme scheme = WithCountBands("[-5, 3].map(n, n).sum() + n",
                                     "bands { points: '0' } bands { from: '0' points: '10' }");
  v1::Definition* definition = scheme.add_definitions();
  definition->set_id("n");
  definition->set_expression("awards.size()");
  EXPECT_THAT(UnreachablePaths(scheme), IsEmpty());
}

TEST(Reachability, FindsTruthsThatAValueNeverHas) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_categories(1)->mutable_indicators(0)->mutable_measure()->set_value(
      "profile.resident && !profile.resident");
  EXPECT_THAT(UnreachablePaths(scheme),
              ElementsAre("categories[1].indicators[0].measure.scale.levels.levels[0]"));
}

TEST(Reachability, FindsWhatNothingNames) {
  v1::Scheme scheme = SmallScheme();
  v1::Definition* definition = scheme.add_definitions();
  definition->set_id("unused");
  definition->set_expression("annual(year).staff");
  EXPECT_THAT(UnreachablePaths(scheme), ElementsAre("definitions[0].id"));
}

TEST(Reachability, FindsNothingInTheSchemesThatShip) {
  for (const std::string& id : ShippedSchemeIds()) {
    EXPECT_THAT(CheckScheme(ReadShippedScheme(id)), IsEmpty()) << id;
  }
}

}  // namespace
}  // namespace jifen::scoring::scheme
