#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

struct Row {
  std::string text;
  std::string want;
};

void ExpectValues(const std::vector<Row>& rows) {
  TestDossier dossier;
  for (const Row& row : rows) EXPECT_EQ(dossier.Evaluate(row.text), row.want) << row.text;
}

// Where it is not known beforehand that the text is evaluated, an overflow is an error of the value.
std::string WhereOptional(const std::string& text) { return absl::StrCat("true ? ", text, " : 0"); }

void ExpectOverflow(const std::string& text, int line, int column) {
  TestDossier dossier;
  const std::string place = absl::StrCat(" ", line, ":", column, " ");
  EXPECT_EQ(FaultOf(text).substr(0, 15 + place.size()), "NUMBER_OVERFLOW" + place) << text;
  const size_t shift = line == 1 ? std::string("true ? ").size() : 0;
  EXPECT_EQ(
      dossier.Evaluate(WhereOptional(text)),
      absl::StrCat("error NUMBER_OVERFLOW at ", line, ":", static_cast<size_t>(column) + shift))
      << text;
}

TEST(Arithmetic, OfIntegersIsCels) {
  ExpectValues({
      {"1 + 2 * 3 - 4", "3"},
      {"7 / 2", "3"},
      {"-7 / 2", "-3"},
      {"7 / -2", "-3"},
      {"-7 % 3", "-1"},
      {"7 % -3", "1"},
      {"--5", "5"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"0xFF", "255"},
      {"-9223372036854775807 - 1", "-9223372036854775808"},
  });
}

TEST(Arithmetic, OfIntegersNeverWraps) {
  ExpectOverflow("9223372036854775807 + 1", 1, 21);
  ExpectOverflow("-9223372036854775808 - 1", 1, 22);
  ExpectOverflow("4611686018427387904 * 2", 1, 21);
  ExpectOverflow("-9223372036854775808 / -1", 1, 22);
  ExpectOverflow("-9223372036854775808 % -1", 1, 22);
  ExpectOverflow("-(-9223372036854775808)", 1, 1);
  ExpectOverflow("1 +\n  9223372036854775807", 1, 3);
  ExpectOverflow("1 - 1 +\n  (9223372036854775807 + 1)", 2, 24);
  ExpectValues({{"[9223372036854775807, 1].sum()", "error NUMBER_OVERFLOW at 1:26"},
                {"year + 9223372036854775807", "error NUMBER_OVERFLOW at 1:6"}});
}

// A scheme with such a constant would otherwise be accepted and fail for every enterprise.
TEST(Arithmetic, OfConstantsThatOverflowsDoesNotCompileUnlessItMayNotCount) {
  const std::string overflow = "9223372036854775807 + 1";
  for (const std::string& text :
       {overflow + " > year", "[" + overflow + "].size()",
        "awards.all(a, a.rank < " + overflow + ")", "min(year, " + overflow + ")",
        "(" + overflow + " > 0) ? 1 : 2"}) {
    EXPECT_EQ(FaultOf(text).substr(0, 15), "NUMBER_OVERFLOW") << text;
  }
  for (const std::string& text :
       {"year > 0 || " + overflow + " > 0", "year < 0 && " + overflow + " > 0",
        "year > 0 ? 1 : " + overflow, "true || [" + overflow + " > 0].exists(x, x)"}) {
    EXPECT_EQ(FaultOf(text), "compiles") << text;
  }
}

TEST(Arithmetic, OfDecimalsIsExact) {
  ExpectValues({
      {"0.1 + 0.2", "0.3"},
      {"0.1 + 0.2 == 0.3", "true"},
      {"1 + 0.5", "1.5"},
      {"1.0 / 3", "0.333333333333333333"},
      {"2 / 3.0", "0.666666666666666667"},
      {"1.0 - 1", "0"},
      {"-(0.5)", "-0.5"},
      {"[99999999999999999999.0, 1.0].sum()", "error NUMBER_OVERFLOW at 1:31"},
      {"9223372036854775807 + 1.0", "9223372036854775808"},
  });
  ExpectOverflow("99999999999999999999.0 + 1.0", 1, 24);
  ExpectOverflow("99999999999999999999.0 * 2", 1, 24);
  ExpectOverflow("-99999999999999999999.0 - 1", 1, 25);
  ExpectOverflow("1.0 / 0.000000000000000001 / 0.000000000000000001", 1, 28);
}

TEST(Arithmetic, DivisionByZeroIsMissing) {
  ExpectValues({
      {"1 / 0", "missing 0 = 0"},
      {"1 % 0", "missing 0 = 0"},
      {"1.0 / 0", "missing 0 = 0"},
      {"1 / (year - 2024)", "missing year - 2024 = 0"},
      {"0.0 / (1.0 - 1)", "missing 1.0 - 1 = 0"},
  });
}

TEST(Comparison, Table) {
  ExpectValues({
      {"1 < 2", "true"},
      {"2 <= 1", "false"},
      {"1 == 1.0", "true"},
      {"1 != 1.000000000000000001", "true"},
      {"0.06 > 0.05", "true"},
      {"0.06 >= 0.06", "true"},
      {"2 > 1.5", "true"},
      {"'a' < 'b'", "true"},
      {"'a' < 'B'", "false"},
      {"'中' > 'z'", "true"},
      {"'a' == 'a'", "true"},
      {"'a' != 'a'", "false"},
      {"true == !false", "true"},
      {"valid_at == date('2025-06-30')", "true"},
      {"valid_at < date('2025-07-01')", "true"},
      {"valid_at >= date(2025, 7, 1)", "false"},
      {"Level.NATIONAL == Level.NATIONAL", "true"},
      {"Level.NATIONAL != Level.COUNTY", "true"},
      {"[1, 2] == [1, 2]", "true"},
      {"[1, 2] == [2, 1]", "false"},
      {"[1] == [1, 1]", "false"},
      {"[[1], [2]] != [[1], [3]]", "true"},
      {"['a'] == []", "false"},
      {"1 in [3, 2, 1]", "true"},
      {"1 in [1.5]", "false"},
      {"1.0 in [1, 2]", "true"},
      {"2 in [1.0, 2.0]", "true"},
      {"'b' in ['a', 'b']", "true"},
      {"1 in []", "false"},
      {"Level.COUNTY in [Level.NATIONAL, Level.COUNTY]", "true"},
      {"Level.COUNTY in [Level.NATIONAL]", "false"},
      {"[1] in [[2], [1]]", "true"},
  });
}

TEST(Conditional, TakesOneBranchAndWidens) {
  ExpectValues({
      {"true ? 1 : 2", "1"},
      {"false ? 1 : 2", "2"},
      {"true ? 1 : 2.5", "1"},
      {"(true ? 1 : 2.5) / 2", "0.5"},
      {"true ? 1 : 1 / 0", "1"},
      {"false ? 9223372036854775807 + 1 : 2", "2"},
      {"true ? 9223372036854775807 + 1 : 2", "error NUMBER_OVERFLOW at 1:28"},
      {"true ? [] : [1]", "[]"},
      {"[true ? 1 : 0.5, 2]", "[1, 2]"},
  });
}

TEST(Text, IsJoined) {
  ExpectValues({
      {"'咸' + '宁'", "\"咸宁\""},
      {"'' + ''", "\"\""},
      {"[1] + [2, 3]", "[1, 2, 3]"},
      {"[] + [1]", "[1]"},
      {"['a'] + []", "[\"a\"]"},
  });
}

__extension__ typedef __int128 Wide;

// What C++ computes in 128 bits; "missing" and "error" where there is no result in 64.
std::string BruteForce(int64_t a, char op, int64_t b) {
  const bool divides = op == '/' || op == '%';
  if (divides && b == 0) return "missing";
  Wide exact = 0;
  if (op == '+') exact = Wide{a} + b;
  if (op == '-') exact = Wide{a} - b;
  if (op == '*') exact = Wide{a} * b;
  if (divides) exact = Wide{a} / b;
  if (exact < INT64_MIN || exact > INT64_MAX) return "error";
  return absl::StrCat(static_cast<int64_t>(op == '%' ? a - exact * b : exact));
}

TEST(Arithmetic, AgreesWithBruteForceOnEdges) {
  constexpr int64_t kEdges[] = {INT64_MIN,
                                INT64_MIN + 1,
                                -4611686018427387904,
                                -3037000500,
                                -1000,
                                -7,
                                -2,
                                -1,
                                0,
                                1,
                                2,
                                7,
                                1000,
                                3037000500,
                                4611686018427387904,
                                INT64_MAX - 1,
                                INT64_MAX};
  TestDossier dossier;
  for (const int64_t a : kEdges) {
    for (const int64_t b : kEdges) {
      for (const char op : {'+', '-', '*', '/', '%'}) {
        const std::string text = absl::StrCat(a, " ", std::string(1, op), " ", b);
        const std::string got = dossier.Evaluate(WhereOptional(text));
        const std::string want = BruteForce(a, op, b);
        const bool absent = want == "missing" || want == "error";
        EXPECT_EQ(absent ? got.substr(0, want.size()) : got, want) << text;
      }
    }
  }
}

}  // namespace
}  // namespace jifen::scoring::expression
