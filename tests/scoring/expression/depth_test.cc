// Texts that are large on purpose: each gets an error, none costs the stack.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "proto/model/error.h"
#include "scoring/expression/parser.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

constexpr int kDeep = 10'000;

std::string Repeat(std::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

struct Shape {
  const char* name;
  std::function<std::string(int)> text;
  int deepest;  // the largest number that is still accepted
};

const std::vector<Shape>& Shapes() {
  static const auto* const shapes = new std::vector<Shape>{
      {"parentheses", [](int n) { return Repeat("(", n) + "1" + Repeat(")", n); }, kDepthMax - 1},
      {"lists", [](int n) { return Repeat("[", n) + "1" + Repeat("]", n); }, kNestingMax},
      {"minus", [](int n) { return Repeat("-", n) + "year"; }, kDepthMax - 1},
      {"not", [](int n) { return Repeat("!", n) + "true"; }, kDepthMax - 1},
      {"conditionals", [](int n) { return Repeat("true ? 1 : ", n) + "2"; }, kDepthMax - 1},
      {"calls", [](int n) { return Repeat("min(1, ", n) + "1" + Repeat(")", n); }, kDepthMax - 1},
      {"additions", [](int n) { return "1" + Repeat("+1", n); }, kDepthMax - 1},
      {"relations", [](int n) { return "true" + Repeat("==true", n); }, kDepthMax - 1},
      {"indexes", [](int n) { return Repeat("[1][", n) + "0" + Repeat("]", n); }, kDepthMax - 2},
      {"and in parentheses", [](int n) { return Repeat("true && (", n) + "true" + Repeat(")", n); },
       kDepthMax - 1},
  };
  return *shapes;
}

TEST(Depth, TenThousandLevelsAreTooComplex) {
  for (const Shape& shape : Shapes()) {
    const std::string fault = FaultOf(shape.text(kDeep / 2));
    EXPECT_EQ(fault.substr(0, fault.find(' ')), "EXPRESSION_TOO_COMPLEX") << shape.name;
    EXPECT_NE(fault.find("more than 200 levels|at most 200 levels"), std::string::npos)
        << shape.name << ": " << fault;
  }
  const std::string ten_thousand = FaultOf(Repeat("(", kDeep) + "1" + Repeat(")", kDeep));
  EXPECT_EQ(ten_thousand, "EXPRESSION_TOO_COMPLEX 1:201 more than 200 levels|at most 200 levels");
}

TEST(Depth, TheLimitIsSharp) {
  for (const Shape& shape : Shapes()) {
    EXPECT_EQ(FaultOf(shape.text(shape.deepest)), "compiles") << shape.name;
    EXPECT_NE(FaultOf(shape.text(shape.deepest + 1)), "compiles") << shape.name;
  }
}

TEST(Depth, TheDeepestExpressionsCanBeEvaluated) {
  TestDossier dossier;
  for (const Shape& shape : Shapes()) {
    const std::string value = dossier.Evaluate(shape.text(shape.deepest));
    EXPECT_EQ(value.find("does not compile"), std::string::npos) << shape.name;
    EXPECT_EQ(value.find("error"), std::string::npos) << shape.name << value;
  }
}

TEST(Depth, UnclosedTextsOfManyLevelsAreTooComplex) {
  for (const std::string_view opening :
       {"(", "[", "{", "f(", "a[", "{1:", "a?", "x.map(y,", "has("}) {
    const std::string fault = FaultOf(Repeat(opening, kDeep));
    EXPECT_TRUE(fault.starts_with("EXPRESSION_TOO_COMPLEX") ||
                fault.starts_with("EXPRESSION_SYNTAX"))
        << opening << " " << fault;
  }
  EXPECT_TRUE(FaultOf(Repeat("a.", kDeep) + "a").starts_with("EXPRESSION_TOO_COMPLEX"));
}

// && and || chains are one node: generated conditions may be long.
TEST(Depth, ChainsOfAndAreOneLevel) {
  EXPECT_EQ(FaultOf("true" + Repeat(" && true", 5000)), "compiles");
  EXPECT_EQ(FaultOf("false" + Repeat(" || false", 5000)), "compiles");
}

TEST(Depth, TheNumberOfNodesIsLimited) {
  const std::string most = "[1" + Repeat(",1", kNodesMax - 2) + "]";
  EXPECT_EQ(FaultOf(most), "compiles");
  EXPECT_EQ(FaultOf("[1" + Repeat(",1", kNodesMax - 1) + "]"),
            "EXPRESSION_TOO_COMPLEX 1:1 more than 8192|at most 8192");
}

TEST(Depth, TheLengthOfTheTextIsLimited) {
  const std::string longest = "1" + std::string(kTextBytesMax - 1, ' ');
  EXPECT_EQ(FaultOf(longest), "compiles");
  EXPECT_EQ(FaultOf(longest + " "), "EXPRESSION_TOO_COMPLEX 1:1 65537 bytes|at most 65536 bytes");
  EXPECT_EQ(FaultOf("\"" + std::string(kTextBytesMax - 2, 'x') + "\""), "compiles");
}

TEST(Depth, MacrosNestFourDeep) {
  const auto nested = [](int n) { return Repeat("[1].exists(x, ", n) + "true" + Repeat(")", n); };
  EXPECT_EQ(FaultOf(nested(kLoopDepthMax)), "compiles");
  EXPECT_EQ(FaultOf(nested(kLoopDepthMax + 1)),
            "EXPRESSION_TOO_COMPLEX 1:61 more than 4|at most 4");
}

// 256 lists around a string once looked like the string itself, and reading its size was a crash.
TEST(Depth, ListsWithinListsAreLimitedThroughDefinitions) {
  const auto lists = [](int n, const std::string& inner) {
    return Repeat("[", n) + inner + Repeat("]", n);
  };
  EXPECT_EQ(FaultOf(lists(128, "'x'")), "EXPRESSION_TOO_COMPLEX 1:112 more than 16|at most 16");
  TestDossier dossier;
  dossier.Define("aa", lists(9, "'x'"));
  dossier.Define("bb", lists(7, "aa"));
  EXPECT_EQ(dossier.Evaluate("bb.size()"), "1");
  EXPECT_EQ(dossier.Evaluate("bb == bb"), "true");
  for (const std::string& text :
       {std::string("[bb]"), std::string("awards.map(a, bb)"), lists(124, "bb")}) {
    const auto compiled = Compile(text, dossier.environment());
    ASSERT_FALSE(compiled.ok()) << text;
    EXPECT_EQ(model::DetailOf(compiled.status())->reason(), v1::REASON_EXPRESSION_TOO_COMPLEX);
    EXPECT_EQ(model::DetailOf(compiled.status())->want(), "at most 16") << text;
  }
}

TEST(Depth, DefinitionsOfDefinitionsAreLimited) {
  Environment environment;
  std::string previous = "1";
  absl::Status status;
  int made = 0;
  for (; made < 100 && status.ok(); ++made) {
    const std::string text = previous + Repeat(" + 1", 150);
    auto program = Compile(text, environment);
    status = program.status();
    previous = "d" + std::to_string(made);
    if (status.ok()) ASSERT_TRUE(environment.Define(previous, *program).ok());
  }
  EXPECT_EQ(made, 7);
  EXPECT_NE(status.message().find("want at most 1000 levels in all"), std::string::npos) << status;
}

}  // namespace
}  // namespace jifen::scoring::expression
