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

// A report that map gave was once taken for the award that it was found through.
TEST(Loops, RecordsThatMapGivesStayTheRecordsThatTheyAre) {
  TestDossier dossier;
  dossier.Add("record_id: \"award\" award { rank: 1 awarded { year: 2024 month: 5 day: 1 } }")
      .Add(
          "record_id: \"report\" valid_to { year: 2025 month: 1 day: 1 } "
          "valid_from { year: 2024 month: 1 day: 1 } annual_report { year: 2024 staff: 3 }");
  const std::string mapped = "awards.map(a, annual(year_of(a.awarded)))";
  EXPECT_EQ(dossier.Evaluate(mapped + ".filter(r, valid(r)).size()"),
            dossier.Evaluate("[annual(2024)].filter(r, valid(r)).size()"));
  EXPECT_EQ(dossier.Evaluate(mapped + ".filter(r, valid(r)).size()"), "0");
  EXPECT_EQ(dossier.Evaluate("awards.filter(a, valid(a)).size()"), "1");
  EXPECT_EQ(dossier.Evaluate(mapped + ".map(r, r.sales_fen).sum()"),
            "missing annual_report[2024].sales_fen");
  EXPECT_EQ(dossier.Evidence(mapped + ".map(r, r.staff).sum()"), "report");
  EXPECT_EQ(dossier.Evidence("awards.map(a, a.rank).sum()"), "award");
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
