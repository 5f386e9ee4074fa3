#include "scoring/scheme/condition.h"

#include <sys/resource.h>

#include <optional>
#include <string>
#include <variant>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/expression/parser.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

// Two to the tenth cases of ten terms each, all of expressions of its own.
std::string ManyCases(int number, const std::string& of = "annual(year).staff") {
  std::string text;
  for (int pair = 0; pair < 10; ++pair) {
    const int first = 100 * number + 2 * pair;
    text += pair == 0 ? "(" : " && (";
    text += of + " + " + std::to_string(first) + " > 0 || " + of + " + " +
            std::to_string(first + 1) + " > 0)";
  }
  return text;
}

class Reader {
 public:
  std::optional<Condition> Read(const std::string& text, bool is_true = true) {
    auto parsed = expression::Parse(text);
    return reader_.Read(std::get<expression::SyntaxTree>(parsed), is_true);
  }
  void Define(const std::string& name, const std::string& text) {
    auto parsed = expression::Parse(text);
    ranges_.Define(name, std::get<expression::SyntaxTree>(parsed));
    reader_.Define(name, std::get<expression::SyntaxTree>(parsed));
  }
  size_t term_visits() const { return reader_.term_visits(); }

 private:
  RangeReader ranges_;
  ConditionReader reader_{&ranges_};
};

struct Row {
  const char* name;
  const char* text;
  bool possible;
};

class ConditionRead : public testing::TestWithParam<Row> {};

TEST_P(ConditionRead, ProvesWhatNeverHolds) {
  const std::optional<Condition> condition = Reader().Read(GetParam().text);
  ASSERT_TRUE(condition.has_value());
  EXPECT_EQ(condition->IsPossible(), GetParam().possible);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ConditionRead,
    testing::Values(
        Row{"equal_and_different", "a == 'x' && b == 'x' && a != 'y' && a != 'x'", false},
        Row{"different_and_equal", "a != 'x' && a != 'y' && a == 'x'", false},
        Row{"different_from_others", "a != 'x' && a != 'y' && a == 'z'", true},
        Row{"equal_of_another", "a == 'x' && b != 'x'", true},
        Row{"equal_twice", "a == 'x' && a == 'x' && a == 'y'", false},
        Row{"one_point", "a >= 3 && a <= 3 && a != 4", true},
        Row{"no_point", "a >= 3 && a <= 3 && a != 3", false},
        Row{"numbers_and_truths", "a > 3 && b && c == 'x' && !(a > 3 && b)", false},
        Row{"one_of_two_is_left", "(a < 1 || b < 1) && a >= 1", true},
        Row{"none_of_two_is_left", "(a < 1 || b < 1) && a >= 1 && b >= 1", false},
        // The second variable of the first loop hides `year`, that of the other does not.
        Row{"loops_of_other_variables",
            "{1: 2}.exists(k, year, year == 2) && !{1: 2}.exists(k, v, year == 2)", true}),
    [](const auto& row) { return row.param.name; });

TEST(ConditionReaderDefine, KeepsTheCasesOfAnAliasOnce) {
  Reader reader;
  reader.Define("d0", ManyCases(0));
  const size_t visits = reader.term_visits();
  EXPECT_GT(visits, 1024 * 10);
  for (int i = 1; i <= 200; ++i) {
    reader.Define("d" + std::to_string(i), "d" + std::to_string(i - 1));
  }
  EXPECT_EQ(reader.term_visits(), visits);
  EXPECT_FALSE(reader.Read("d200 && annual(year).staff + 0 < 0 && annual(year).staff + 1 < 0")
                   .value_or(Condition::Always())
                   .IsPossible());
}

TEST(ConditionReaderRead, GivesUpBeyondItsVisits) {
  Reader reader;
  int read = 0;
  while (reader.Read(ManyCases(read)).has_value() && read < 1000) ++read;
  EXPECT_GT(read, 2);
  EXPECT_LT(read, 1000);
  EXPECT_LE(reader.term_visits(), kTermVisitsMax);
  EXPECT_FALSE(reader.Read(ManyCases(0)).has_value());
  EXPECT_TRUE(reader.Read("annual(year).staff > 3").has_value());
}

void Define(const std::string& id, const std::string& expression, v1::Scheme* scheme) {
  v1::Definition* definition = scheme->add_definitions();
  definition->set_id(id);
  definition->set_expression(expression);
}

void AddGate(const std::string& passes, v1::Scheme* scheme) {
  v1::Gate* gate = scheme->add_gates();
  gate->set_id("g" + std::to_string(scheme->gates_size()));
  gate->mutable_title()->set_zh("门槛");
  gate->mutable_title()->set_en("Gate");
  gate->set_passes(passes);
}

int64_t PeakMegabytes() {
  struct rusage usage = {};
  EXPECT_EQ(getrusage(RUSAGE_SELF, &usage), 0);
  return usage.ru_maxrss / 1024;
}

// A condition of long expressions behind chains of definitions: it took gigabytes.
TEST(CheckScheme, TakesLittleMemoryForConditionsOfManyCases) {
  constexpr int kChains = 5;
  constexpr int kLength = 40;
  std::string of = "(year";
  for (int i = 0; i < 60; ++i) of += "+year";
  v1::Scheme scheme = SmallScheme();
  std::string gate = "awards.size() > 0";
  for (int chain = 0; chain < kChains; ++chain) {
    const std::string name = "c" + std::to_string(chain) + "d";
    Define(name + "0", ManyCases(chain, of + ")"), &scheme);
    for (int i = 1; i < kLength; ++i) {
      Define(name + std::to_string(i), name + std::to_string(i - 1), &scheme);
    }
    gate += " || (" + name + std::to_string(kLength - 1) + " && false)";
  }
  AddGate(gate, &scheme);
  const int64_t before = PeakMegabytes();
  EXPECT_THAT(CheckScheme(scheme), testing::IsEmpty());
  EXPECT_LT(PeakMegabytes() - before, 400);  // most of it the sanitizer's
}

}  // namespace
}  // namespace jifen::scoring::scheme
