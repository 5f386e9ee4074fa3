#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/expression/arena.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

void AddAwards(TestDossier* dossier) {
  for (int i = 0; i < 101; ++i) dossier->Add("record_id: \"a\" award { name: \"x\" rank: 1 }");
}

// A dossier of 101 awards, so that four loops would visit 10^8 elements.
TestDossier& Large() {
  static auto* const dossier = [] {
    auto* made = new TestDossier;
    AddAwards(made);
    return made;
  }();
  return *dossier;
}

TEST(Limits, ElementsVisitedPerDossier) {
  TestDossier& dossier = Large();
  EXPECT_EQ(dossier.Evaluate("awards.all(a, awards.all(b, a.rank == b.rank))"), "true");
  EXPECT_EQ(dossier.Evaluate("awards.all(a, awards.all(b, awards.all(c, awards.all(d, "
                             "a.rank + b.rank == c.rank + d.rank))))"),
            "error EXPRESSION_TOO_COMPLEX at 1:50");
  EXPECT_EQ(
      dossier.Evaluate("awards.all(a, awards.all(b, awards.all(c, a.rank + b.rank == c.rank + "
                       "1)))"),
      "error EXPRESSION_TOO_COMPLEX at 1:36");
  EXPECT_EQ(dossier.Evaluate("awards.size()"), "101") << "the next dossier begins anew";
}

TEST(Limits, MemoryPerDossier) {
  TestDossier& dossier = Large();
  EXPECT_EQ(dossier.Evaluate("awards.map(a, awards.map(b, awards.map(c, c.name + a.name))).size()"),
            "error EXPRESSION_TOO_COMPLEX at 1:36");
}

// Whatever goes through a list in a loop counts what it goes through: else 101 awards could keep a
// server busy for days.
TEST(Limits, WorkWithoutMacrosIsBounded) {
  TestDossier dossier;
  AddAwards(&dossier);
  dossier.Define("big", "awards.map(a, awards.map(b, 0))[0] + awards.map(a, 1)");
  dossier.Define("nested", "awards.map(a, awards.map(b, [a.rank, b.rank]))");
  dossier.Define("text0", "'" + std::string(60'000, 'x') + "'");
  dossier.Define("text", "text0 + text0");
  const auto twice = [&](const std::string& body) {
    return dossier.Evaluate(absl::StrCat("awards.all(a, awards.all(b, ", body, "))"));
  };
  for (const char* body :
       {"!(7 in big)", "big == big", "big.size() > 0", "big.sum() > 0", "big.min() == 0",
        "big.max() > 0", "(big + big) != []", "!([7, 7] in nested[0])", "nested == nested",
        "text == text", "text.size() > 0", "(text + text) != ''", "text <= text",
        "text.startsWith('x')", "text.endsWith('x')", "text.contains('x')"}) {
    EXPECT_EQ(twice(body).substr(0, 31), "error EXPRESSION_TOO_COMPLEX at") << body;
  }
  EXPECT_EQ(twice("7 in [7] && [a.rank].size() == 1 && a.name == b.name"), "true");
  EXPECT_EQ(dossier.Evaluate("text.contains(text0 + 'y')").substr(0, 31),
            "error EXPRESSION_TOO_COMPLEX at");
}

// The same list many times within lists takes little memory and much time to compare.
TEST(Limits, ComparingListsThatShareTheirElementsIsBounded) {
  TestDossier dossier;
  AddAwards(&dossier);
  dossier.Define("c0", "awards.map(a, a.rank)");
  for (int i = 1; i < 5; ++i) {
    const std::string name = "c" + std::to_string(i);
    dossier.Define(name, absl::StrCat("awards.map(a, c", i - 1, ")"));
  }
  EXPECT_EQ(dossier.Evaluate("c1 == c1"), "true");
  EXPECT_EQ(dossier.Evaluate("c4 == c4"), "error EXPRESSION_TOO_COMPLEX at 1:4");
  EXPECT_EQ(dossier.Evaluate("c3 in c4"), "error EXPRESSION_TOO_COMPLEX at 1:4");
}

TEST(Limits, StringsThatDoubleAreStopped) {
  TestDossier dossier;
  dossier.Define("d0", "'" + std::string(60'000, 'x') + "'");
  for (int i = 1; i < 40; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    dossier.Define("d" + std::to_string(i), absl::StrCat(before, " + ", before));
  }
  EXPECT_EQ(dossier.Evaluate("d7.size()"), "7680000");
  EXPECT_EQ(dossier.Evaluate("d39.size()"), "error EXPRESSION_TOO_COMPLEX at 1:4");
}

TEST(Limits, ListsThatDoubleAreStopped) {
  TestDossier& dossier = Large();
  static bool defined = false;
  if (!defined) {
    dossier.Define("l0", "awards + awards");
    for (int i = 1; i < 30; ++i) {
      const std::string before = "l" + std::to_string(i - 1);
      dossier.Define("l" + std::to_string(i), absl::StrCat(before, " + ", before));
    }
    defined = true;
  }
  EXPECT_EQ(dossier.Evaluate("l5.size()"), "6464");
  EXPECT_EQ(dossier.Evaluate("l29.size()"), "error EXPRESSION_TOO_COMPLEX at 1:5");
}

// Elements that are missing again and again cost no memory that grows with their number.
TEST(Limits, MissingElementsDoNotPileUp) {
  TestDossier& dossier = Large();
  EXPECT_EQ(dossier.Evaluate("awards.exists(a, awards.exists(b, a.rank + annual(1990).staff > "
                             "b.rank))"),
            "missing annual_report[1990]");
}

TEST(Arena, KeepsItsBlocksAndGivesBackToAMark) {
  Arena arena;
  char* first = arena.Allocate<char>(10);
  const Arena::Mark mark = arena.mark();
  char* second = arena.Allocate<char>(100);
  arena.Allocate<char>(1'000'000);
  arena.Release(mark);
  EXPECT_EQ(arena.total(), 16u);
  EXPECT_EQ(arena.Allocate<char>(5), second);
  char* large = arena.Allocate<char>(500'000);
  for (int i = 0; i < 500'000; ++i) large[i] = 'x';
  arena.Reset();
  EXPECT_EQ(arena.total(), 0u);
  EXPECT_EQ(arena.Allocate<char>(1), first);
  EXPECT_NE(arena.Allocate<char>(0), nullptr);
}

}  // namespace
}  // namespace jifen::scoring::expression
