#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

TestDossier& Awards() {
  static auto* const dossier = [] {
    auto* made = new TestDossier;
    made->Add(R"(record_id: "a" award { name: "x" rank: 3 level: LEVEL_NATIONAL })");
    made->Add(R"(record_id: "b" award { name: "y" rank: 1 level: LEVEL_PROVINCIAL })");
    made->Add(R"(record_id: "c" award { name: "z" })");
    return made;
  }();
  return *dossier;
}

std::string Evaluate(std::string_view text) { return Awards().Evaluate(text); }

TEST(Maps, AreInTheOrderOfTheirKeys) {
  EXPECT_EQ(Evaluate("{3: 'c', 1: 'a', 2: 'b'}"), R"({1: "a", 2: "b", 3: "c"})");
  EXPECT_EQ(Evaluate("{'b': 1, 'a': 2}.map(k, k)"), R"(["a", "b"])");
  EXPECT_EQ(Evaluate("{true: 1, false: 2}"), "{false: 2, true: 1}");
  EXPECT_EQ(Evaluate("{Level.PROVINCIAL: 5, Level.NATIONAL: 10}.size()"), "2");
  EXPECT_EQ(Evaluate("{awards[0].rank: 'x', awards[1].rank: 'y'}"), R"({1: "y", 3: "x"})");
}

TEST(Maps, LookUpByIndexAndByField) {
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}['b']"), "2");
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.b"), "2");
  EXPECT_EQ(Evaluate("{'content-type': 'x'}.`content-type`"), R"("x")");
  EXPECT_EQ(Evaluate("{-1: 'minus', 0: 'zero'}[-1]"), R"("minus")");
  EXPECT_EQ(Evaluate("{Level.NATIONAL: 10, Level.PROVINCIAL: 5}[awards[1].level]"), "5");
  EXPECT_EQ(Evaluate("{'a': {'b': [7]}}.a.b[0]"), "7");
}

TEST(Maps, AKeyThatIsNotThereIsMissing) {
  EXPECT_EQ(Evaluate("{'a': 1}['b']"), "missing {'a': 1}['b']");
  EXPECT_EQ(Evaluate("{'a': 1}.b > 0 || true"), "true");
  EXPECT_EQ(Evaluate("{awards[2].rank: 1}"), "missing award[c].rank");
  EXPECT_EQ(Evaluate("{1: awards[2].rank}[1]"), "missing award[c].rank");
  EXPECT_EQ(Evaluate("{1: 2}[awards[2].rank]"), "missing award[c].rank");
}

TEST(Maps, AKeyTwiceIsAnError) {
  EXPECT_EQ(FaultOf("{1: 'a', 2: 'b', 1: 'c'}"),
            "EXPRESSION_TYPE 1:1 {1: 'a', 2: 'b', 1: 'c'}|each key once");
  EXPECT_EQ(Evaluate("{awards[0].rank: 1, 3: 2}"), "error EXPRESSION_TYPE at 1:1");
  EXPECT_EQ(Evaluate("false && {1: 1, 1: 2}.size() == 1"), "false");
}

TEST(Maps, HasInAndSize) {
  EXPECT_EQ(Evaluate("has({'a': 1}.a)"), "true");
  EXPECT_EQ(Evaluate("has({'a': 1}.b)"), "false");
  EXPECT_EQ(Evaluate("has({'a': awards[2].rank}.a)"), "missing award[c].rank");
  EXPECT_EQ(Evaluate("3 in {awards[0].rank: 1}"), "true");
  EXPECT_EQ(Evaluate("'x' in {}"), "false");
  EXPECT_EQ(Evaluate("size({}) + {1: 1}.size()"), "1");
}

TEST(Maps, AreEqualByKeysAndValues) {
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}"), "true");
  EXPECT_EQ(Evaluate("{'a': 1} != {'a': 2}"), "true");
  EXPECT_EQ(Evaluate("{'a': 1} == {'a': 1.0}"), "true");
  EXPECT_EQ(Evaluate("{'a': [1]} == {'a': [1, 2]}"), "false");
  EXPECT_EQ(Evaluate("{'a': 1} in [{'a': 2}, {'a': 1}]"), "true");
  EXPECT_EQ(Evaluate("{1: 1, 2: 2.5}"), "{1: 1, 2: 2.5}") << "values are widened to decimals";
}

TEST(Maps, HaveOneTypeOfKeysAndOneOfValues) {
  EXPECT_EQ(FaultOf("{1: 'a', 'b': 'c'}"), "EXPRESSION_TYPE 1:10 string|int");
  EXPECT_EQ(FaultOf("{1: 'a', 2: 3}"), "EXPRESSION_TYPE 1:13 int|string");
  EXPECT_EQ(FaultOf("{1.5: 'a'}"), "EXPRESSION_TYPE 1:2 decimal|bool, int, string or an enum");
  EXPECT_EQ(FaultOf("{null: 'a'}"), "EXPRESSION_TYPE 1:2 null|bool, int, string or an enum");
  EXPECT_EQ(FaultOf("{1: 'a'}['b']"), "EXPRESSION_TYPE 1:10 string|int");
  EXPECT_EQ(FaultOf("{1: 'a'}[1.0]"), "EXPRESSION_TYPE 1:10 decimal|int");
  EXPECT_EQ(FaultOf("1.0 in {1: 'a'}"),
            "EXPRESSION_TYPE 1:5 decimal in map<int, string>|int in map<int, string>");
  EXPECT_EQ(FaultOf("{1: 'a'}.b"), "EXPRESSION_TYPE 1:10 map<int, string>|map[key]");
  EXPECT_EQ(FaultOf("{Level.NATIONAL: 1}[PenaltySeverity.ORDINARY]"),
            "EXPRESSION_TYPE 1:37 PenaltySeverity|Level");
}

TEST(Maps, MacrosGoThroughKeysOrThroughKeysAndValues) {
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.exists(k, k == 'b')"), "true");
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.filter(k, k > 'a')"), R"(["b"])");
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.all(k, v, k == 'a' || v == 2)"), "true");
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.transformMap(k, v, v * 10)"), R"({"a": 10, "b": 20})");
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.transformMap(k, v, v > 1, k + '!')"), R"({"b": "b!"})");
  EXPECT_EQ(Evaluate("{'a': 1, 'b': 2}.transformList(k, v, v)"), "[1, 2]");
}

TEST(Loops, WithTwoVariablesCountPositions) {
  EXPECT_EQ(Evaluate("[5, 6].transformList(i, v, i * 10 + v)"), "[5, 16]");
  EXPECT_EQ(Evaluate("[5, 6, 7].transformMap(i, v, i != 1, v)"), "{0: 5, 2: 7}");
  EXPECT_EQ(Evaluate("awards.exists(i, a, i == 1 && a.rank == 1)"), "true");
  EXPECT_EQ(Evaluate("awards.existsOne(i, a, i < 2)"), "false");
  EXPECT_EQ(Evaluate("awards.transformMap(i, a, a.rank)"), "missing award[c].rank");
  EXPECT_EQ(Evaluate("[1].all(a, b, [2].all(c, d, [3].all(e, f, [4].all(g, h, "
                     "a + c + e + g == 0 && b + d + f + h == 10))))"),
            "true")
      << "each of eight variables has a place of its own";
}

TEST(Loops, WithTwoVariablesLeaveEvidence) {
  EXPECT_EQ(Awards().Evidence("awards.exists(i, a, i == 1)"), "b");
  EXPECT_EQ(Awards().Evidence("awards.filter(a, has(a.rank)).transformMap(i, a, a.rank)"), "a b");
  EXPECT_EQ(Awards().Evidence("awards.filter(a, has(a.rank)).transformMap(i, a, a.rank)[1] == 1"),
            "b");
  EXPECT_EQ(Awards().Evidence("{'k': awards}.k.size()"), "a b c");
}

TEST(Maps, NestWithListsSixteenDeep) {
  const auto nested = [](int levels) {
    std::string text = "1";
    for (int i = 0; i < levels; ++i) text = i % 2 == 0 ? "{1: " + text + "}" : "[" + text + "]";
    return FaultOf(text);
  };
  EXPECT_EQ(nested(kNestingMax), "compiles");
  EXPECT_EQ(nested(kNestingMax + 1).substr(0, 22), "EXPRESSION_TOO_COMPLEX");
}

TEST(Limits, ALoopCountsItsBody) {
  TestDossier dossier;
  for (int i = 0; i < 100; ++i) dossier.Add("record_id: \"a\" award { rank: 1 }");
  const std::string cubed =
      "awards.all(a, awards.all(b, awards.all(c, a.rank + b.rank == c.rank + %)))";
  const auto with = [&cubed](const std::string& sum) {
    return std::string(cubed).replace(cubed.find('%'), 1, sum);
  };
  std::string long_sum = "1";
  for (int i = 0; i < 190; ++i) long_sum += " + 0 * year";
  EXPECT_EQ(dossier.Evaluate(with(long_sum)).substr(0, 28), "error EXPRESSION_TOO_COMPLEX")
      << "a million rounds of a long body are too many";
  const std::string twice = "awards.all(a, awards.all(b, a.rank + b.rank == 1 + " + long_sum + "))";
  EXPECT_EQ(dossier.Evaluate(twice), "true");
}

}  // namespace
}  // namespace jifen::scoring::expression
