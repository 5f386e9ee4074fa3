#include <gtest/gtest.h>

#include <string>

#include "proto/model/error.h"
#include "tests/scoring/expression/random_expression.h"
#include "tests/scoring/expression/testing.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::expression {
namespace {

constexpr int kExpressions = 3'000;
constexpr int kTexts = 15'000;

// "missing ..." and "error ..." without their places.
std::string Shorten(const std::string& value) {
  const bool absent = value.starts_with("missing") || value.starts_with("error");
  return absent ? value.substr(0, value.find(' ')) : value;
}

TEST(RandomExpressions, HaveTheValueOfTheSecondEvaluator) {
  RandomExpressions random(TestSeed());
  TestDossier dossier;
  dossier.Add(kRandomReport);
  int present = 0;
  for (int i = 0; i < kExpressions; ++i) {
    const bool is_bool = random.Draw(2) == 0;
    const int depth = static_cast<int>(random.Draw(6));
    const RandomExpression expression = is_bool ? random.Bool(depth) : random.Int(depth);
    const std::string want = FormatOutcome(expression.compute(0), is_bool);
    // Within a conditional: constants that overflow would not compile elsewhere.
    const std::string text = "true ? (" + expression.text + ") : " + (is_bool ? "false" : "0");
    const std::string got = dossier.Evaluate(text);
    ASSERT_EQ(Shorten(got), want) << text;
    ASSERT_EQ(dossier.Evaluate(text), got) << text;
    present += want != "missing" && want != "error" ? 1 : 0;
  }
  EXPECT_GT(present, kExpressions / 10) << "too few of them have a value to say much";
}

// Pieces of the language in any order: most are faults, a few compile, none crashes, and a fault has
// a place within the text.
TEST(RandomTexts, NeverCrashAndGiveTheSameTwice) {
  constexpr const char* kPieces[] = {"1",
                                     "2.5",
                                     "'x'",
                                     "true",
                                     "null",
                                     "year",
                                     "awards",
                                     "profile",
                                     ".",
                                     ".rank",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "{",
                                     "}",
                                     ",",
                                     ":",
                                     "?",
                                     "+",
                                     "-",
                                     "*",
                                     "/",
                                     "%",
                                     "!",
                                     "&&",
                                     "||",
                                     "==",
                                     "<",
                                     "in",
                                     "a",
                                     ".map(a, ",
                                     ".size()",
                                     ".sum()",
                                     "has(",
                                     "annual(",
                                     "ratio(",
                                     "Level",
                                     ".NATIONAL",
                                     "中",
                                     "\"",
                                     "\\",
                                     "\n",
                                     "//",
                                     "0x",
                                     "9223372036854775808",
                                     "valid_at",
                                     "date(",
                                     ".exists(a, ",
                                     ".filter(a, ",
                                     " ",
                                     "\xff",
                                     "e5",
                                     "{'a': 1}",
                                     "['b']",
                                     ".a",
                                     "timestamp(0)",
                                     "duration('1s')",
                                     "'+08:00'",
                                     ".getHours(",
                                     ".matches(",
                                     "'a+'",
                                     "`x`",
                                     "type(",
                                     "string(",
                                     ".all(i, a, ",
                                     ".transformMap(i, a, "};
  RandomExpressions random(TestSeed());
  TestDossier dossier;
  dossier.Add(kRandomReport).Add(R"(record_id: "a" award { rank: 1 })");
  int compiled = 0;
  for (int i = 0; i < kTexts; ++i) {
    std::string text;
    const uint64_t pieces = 1 + random.Draw(12);
    for (uint64_t k = 0; k < pieces; ++k) text += kPieces[random.Draw(std::size(kPieces))];
    const auto program = Compile(text, dossier.environment());
    if (!program.ok()) {
      const auto detail = model::DetailOf(program.status());
      ASSERT_TRUE(detail.has_value()) << text;
      ASSERT_GE(detail->line(), 1) << text;
      ASSERT_GE(detail->column(), 1) << text;
      ASSERT_LE(detail->column(), static_cast<int>(text.size()) + 1) << text;
      ASSERT_EQ(Compile(text, dossier.environment()).status(), program.status()) << text;
      continue;
    }
    ++compiled;
    ASSERT_EQ(dossier.Evaluate(text), dossier.Evaluate(text)) << text;
  }
  EXPECT_GT(compiled, kTexts / 200) << "too few of them compile to say much";
}

// Texts that compile, with one byte changed.
TEST(RandomTexts, OneChangedByteNeverCrashes) {
  RandomExpressions random(TestSeed());
  TestDossier dossier;
  dossier.Add(kRandomReport);
  for (int i = 0; i < kExpressions / 2; ++i) {
    std::string text = random.Bool(static_cast<int>(random.Draw(5))).text;
    text[random.Draw(text.size())] = static_cast<char>(random.Draw(256));
    const std::string first = dossier.Evaluate(text);
    ASSERT_EQ(dossier.Evaluate(text), first) << text;
  }
}

}  // namespace
}  // namespace jifen::scoring::expression
