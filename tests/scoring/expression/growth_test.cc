// cagr against values that exact fractions of another language give.
#include <gtest/gtest.h>

#include <string>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

struct Row {
  std::string text;
  std::string want;
};

TEST(Cagr, IsTheExactRootRoundedOnce) {
  const Row rows[] = {
      {"cagr(100, 121, 2)", "0.1"},
      {"cagr(1000, 1331, 3)", "0.1"},
      {"cagr(100, 100, 5)", "0"},
      {"cagr(1, 2, 2)", "0.414213562373095049"},
      {"cagr(1, 2, 3)", "0.259921049894873165"},
      {"cagr(3, 1, 4)", "-0.240164314348407453"},
      {"cagr(100, 0, 3)", "-1"},
      {"cagr(1, 0.000000000000000001, 2)", "-0.999999999"},
      {"cagr(7, 3, 1)", "-0.571428571428571429"},
      {"cagr(0.000000000000000001, 99999999999999999999.0, 3)", "4641588833611.778892394604388141"},
      {"cagr(123456.78, 987654.32, 10)", "0.231144423317186487"},
      {"cagr(1, 3, 100)", "0.011046691937853591"},
      {"cagr(99999999999999999999.0, 0.000000000000000001, 2)", "-1"},
      {"cagr(1, 2.250000000000000003, 2)", "0.500000000000000001"},
  };
  TestDossier dossier;
  for (const Row& row : rows) EXPECT_EQ(dossier.Evaluate(row.text), row.want) << row.text;
}

// Ratios whose root lies exactly between two decimals.
TEST(Cagr, RoundsTiesToEven) {
  TestDossier dossier;
  EXPECT_EQ(dossier.Evaluate("cagr(400000000000000000.0, 1000000000000000001.0, 1)"),
            "1.500000000000000002");
  EXPECT_EQ(
      dossier.Evaluate("cagr(40000000000000000000.0, 40000000000000000040.00000000000000001, 2)"),
      "0");
  EXPECT_EQ(
      dossier.Evaluate("cagr(40000000000000000000.0, 40000000000000000120.00000000000000009, 2)"),
      "0.000000000000000002");
}

TEST(Cagr, IsMissingWhereThereIsNoGrowth) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "2024" annual_report { year: 2024 net_profit_fen: -5 sales_fen: 0 })");
  const Row rows[] = {
      {"cagr(0, 5, 2)", "missing 0 <= 0"},
      {"cagr(annual(2024).sales_fen, 5, 2)", "missing annual_report[2024].sales_fen <= 0"},
      {"cagr(5, annual(2024).net_profit_fen, 2)", "missing annual_report[2024].net_profit_fen < 0"},
      {"cagr(5, 5, year - 2024)", "missing year - 2024 < 1"},
      {"cagr(0, -1, 0)", "missing 0 <= 0"},
      {"cagr(1, 1, year)", "error EXPRESSION_TOO_COMPLEX at 1:1"},
      {"cagr(0.000000000000000001, decimal(year), 1)", "error NUMBER_OVERFLOW at 1:1"},
  };
  for (const Row& row : rows) EXPECT_EQ(dossier.Evaluate(row.text), row.want) << row.text;
}

TEST(ListFunctions, StandAlsoBeforeTheirList) {
  TestDossier dossier;
  const Row rows[] = {{"sum([1, 2])", "3"},  {"count([1, 2])", "2"},
                      {"min([2, 1])", "1"},  {"max([0.5, 1])", "1"},
                      {"sum([0.5])", "0.5"}, {"max([valid_at])", "2025-06-30"},
                      {"min(2, 1) + 1", "2"}};
  for (const Row& row : rows) EXPECT_EQ(dossier.Evaluate(row.text), row.want) << row.text;
}

}  // namespace
}  // namespace jifen::scoring::expression
