#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

struct Row {
  std::string text;
  std::string want;
};

TEST(Loops, Table) {
  const std::vector<Row> rows = {
      {"[1, 2, 3].all(x, x > 0)", "true"},
      {"[1, 2, 3].all(x, x > 1)", "false"},
      {"[].all(x, false)", "true"},
      {"[1, 2].exists(x, x == 2)", "true"},
      {"[].exists(x, true)", "false"},
      {"[1, 2, 2].exists_one(x, x == 1)", "true"},
      {"[1, 2, 2].exists_one(x, x == 2)", "false"},
      {"[].exists_one(x, true)", "false"},
      {"[1, 2, 3].filter(x, x != 2)", "[1, 3]"},
      {"[1, 2, 3].map(x, x * x)", "[1, 4, 9]"},
      {"[1, 2, 3].map(x, x > 1, x * x)", "[4, 9]"},
      {"[[1, 2], [3]].map(xs, xs.sum())", "[3, 3]"},
      {"[[1, 2], [3]].map(xs, xs.map(x, x + xs.size()))", "[[3, 4], [4]]"},
      {"[1, 2].map(x, [10, 20].map(y, x * y).sum()).sum()", "90"},
      {"[1, 2].exists(x, [2, 3].exists(y, x == y))", "true"},
      {"[1, 2].map(x, x).filter(x, x > 1).map(x, x + 0.5)", "[2.5]"},
      {"[1].map(year, year + 1)", "[2]"},
      {"[1, 2].map(x, [3].map(x, x).sum() + x)", "[4, 5]"},
      {"['a', 'b'].map(s, s + '!')", "[\"a!\", \"b!\"]"},
      {"[1, 2, 3][2]", "3"},
      {"[1, 2, 3][3]", "missing [1, 2, 3][3]"},
      {"[1, 2, 3][-1]", "missing [1, 2, 3][-1]"},
      {"[[1], [2, 3]][1][0]", "2"},
      {"[Level.COUNTY, Level.NATIONAL].filter(l, l != Level.COUNTY)", "[NATIONAL]"},
      {"[1, 2, 3, 4].filter(a, a > 1).filter(b, b < 4).exists(c, [2].exists(d, d == c))", "true"},
  };
  TestDossier dossier;
  for (const Row& row : rows) EXPECT_EQ(dossier.Evaluate(row.text), row.want) << row.text;
}

// Conditions give their memory back; what a definition remembers must survive that.
TEST(Loops, ADefinitionFirstUsedInAConditionIsKept) {
  TestDossier dossier;
  for (int i = 0; i < 3; ++i)
    dossier.Add("record_id: \"a\" award { rank: " + std::to_string(i) + " }");
  dossier.Define("ranks", "awards.map(a, a.rank + 10)");
  dossier.Define("texts", "awards.map(a, a.name + 'x')");
  EXPECT_EQ(dossier.Evaluate("awards.filter(a, (a.rank + 10) in ranks && 'x' in texts).size() + "
                             "ranks.sum()"),
            "36");
  EXPECT_EQ(dossier.Evaluate("awards.filter(a, ranks.exists(r, r == a.rank + 11)).map(a, a.rank) "
                             "+ ranks"),
            "[0, 1, 10, 11, 12]");
}

TEST(Loops, MissingCausesSurviveTheLoop) {
  TestDossier dossier;
  for (int i = 0; i < 5; ++i) {
    dossier.Add("record_id: \"a" + std::to_string(i) + "\" award { rank: " + std::to_string(i) +
                " }");
  }
  EXPECT_EQ(dossier.Evaluate("awards.filter(a, a.rank % 2 == 0 || a.grade > 1).size()"),
            "missing award[a1].grade; award[a3].grade");
  EXPECT_EQ(dossier.Evaluate("awards.exists(a, [a.rank / (a.rank - 1)].exists(x, x > 9))"),
            "missing a.rank - 1 = 0");
}

}  // namespace
}  // namespace jifen::scoring::expression
