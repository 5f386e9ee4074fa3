// Every combination of true, false, missing and error: a decision wins, then missing, then error.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

enum class Truth { kTrue, kFalse, kMissing, kError };
constexpr Truth kTruths[] = {Truth::kTrue, Truth::kFalse, Truth::kMissing, Truth::kError};

std::string Text(Truth truth) {
  switch (truth) {
    case Truth::kTrue:
      return "profile.resident";
    case Truth::kFalse:
      return "profile.industry_prohibited";
    case Truth::kMissing:
      return "profile.own_brand";
    case Truth::kError:
      return "(9223372036854775807 + annual(2024).year > 0)";
  }
  return "";
}

Truth And(Truth a, Truth b) {
  for (const Truth winner : {Truth::kFalse, Truth::kMissing, Truth::kError}) {
    if (a == winner || b == winner) return winner;
  }
  return Truth::kTrue;
}
Truth Or(Truth a, Truth b) {
  for (const Truth winner : {Truth::kTrue, Truth::kMissing, Truth::kError}) {
    if (a == winner || b == winner) return winner;
  }
  return Truth::kFalse;
}
// What takes all its operands.
Truth Strict(Truth a, Truth b, Truth present) {
  for (const Truth winner : {Truth::kMissing, Truth::kError}) {
    if (a == winner || b == winner) return winner;
  }
  return present;
}

class ThreeValued : public ::testing::Test {
 protected:
  ThreeValued() {
    dossier_.Add(R"(record_id: "p" profile { resident: true industry_prohibited: false })");
    dossier_.Add(R"(record_id: "2024" annual_report { year: 2024 })");
  }

  static std::vector<std::array<Truth, 3>> Triples() {
    std::vector<std::array<Truth, 3>> triples;
    for (int i = 0; i < 64; ++i) {
      triples.push_back({kTruths[i / 16], kTruths[i / 4 % 4], kTruths[i % 4]});
    }
    return triples;
  }

  // [0, 1, 3].all(i, the truth that i stands for)
  static std::string Loop(std::string_view macro, Truth a, Truth b, Truth c) {
    return absl::StrCat("[", static_cast<int>(a), ", ", static_cast<int>(b), ", ",
                        static_cast<int>(c), "].", std::string(macro), "(i, i == 0 ? ",
                        Text(Truth::kTrue), " : i == 1 ? ", Text(Truth::kFalse), " : i == 2 ? ",
                        Text(Truth::kMissing), " : ", Text(Truth::kError), ")");
  }

  Truth Evaluate(const std::string& text) {
    const std::string value = dossier_.Evaluate(text);
    if (value == "true") return Truth::kTrue;
    if (value == "false") return Truth::kFalse;
    if (value == "missing profile.own_brand") return Truth::kMissing;
    EXPECT_TRUE(value.starts_with("error NUMBER_OVERFLOW")) << text << ": " << value;
    return Truth::kError;
  }

  TestDossier dossier_;
};

TEST_F(ThreeValued, OperandsAreWhatTheyShallBe) {
  for (const Truth a : kTruths) EXPECT_EQ(Evaluate(Text(a)), a) << Text(a);
}

TEST_F(ThreeValued, AndOrDecideInEitherOrder) {
  for (const Truth a : kTruths) {
    for (const Truth b : kTruths) {
      EXPECT_EQ(Evaluate(Text(a) + " && " + Text(b)), And(a, b)) << Text(a) << Text(b);
      EXPECT_EQ(Evaluate(Text(a) + " || " + Text(b)), Or(a, b)) << Text(a) << Text(b);
    }
  }
}

TEST_F(ThreeValued, ChainsOfThreeDecideInEveryOrder) {
  for (const auto& [a, b, c] : Triples()) {
    const std::string conjunction = absl::StrCat(Text(a), " && ", Text(b), " && ", Text(c));
    const std::string disjunction = absl::StrCat(Text(a), " || ", Text(b), " || ", Text(c));
    EXPECT_EQ(Evaluate(conjunction), And(And(a, b), c)) << conjunction;
    EXPECT_EQ(Evaluate(disjunction), Or(Or(a, b), c)) << disjunction;
  }
}

TEST_F(ThreeValued, NotKeepsWhatIsNotPresent) {
  EXPECT_EQ(Evaluate("!" + Text(Truth::kTrue)), Truth::kFalse);
  EXPECT_EQ(Evaluate("!" + Text(Truth::kFalse)), Truth::kTrue);
  EXPECT_EQ(Evaluate("!" + Text(Truth::kMissing)), Truth::kMissing);
  EXPECT_EQ(Evaluate("!" + Text(Truth::kError)), Truth::kError);
}

TEST_F(ThreeValued, EqualityIsStrict) {
  for (const Truth a : kTruths) {
    for (const Truth b : kTruths) {
      EXPECT_EQ(Evaluate(Text(a) + " == " + Text(b)),
                Strict(a, b, a == b ? Truth::kTrue : Truth::kFalse))
          << Text(a) << Text(b);
    }
  }
}

TEST_F(ThreeValued, ConditionalWantsItsCondition) {
  for (const Truth condition : kTruths) {
    for (const Truth yes : kTruths) {
      for (const Truth no : kTruths) {
        const std::string text = absl::StrCat(Text(condition), " ? ", Text(yes), " : ", Text(no));
        const Truth want = condition == Truth::kTrue    ? yes
                           : condition == Truth::kFalse ? no
                                                        : condition;
        EXPECT_EQ(Evaluate(text), want) << text;
      }
    }
  }
}

// A list literal is strict, so each element is a number that a conditional turns into its truth.
TEST_F(ThreeValued, AllAndExistsFollowAndOr) {
  for (const auto& [a, b, c] : Triples()) {
    EXPECT_EQ(Evaluate(Loop("all", a, b, c)), And(And(a, b), c)) << Loop("all", a, b, c);
    EXPECT_EQ(Evaluate(Loop("exists", a, b, c)), Or(Or(a, b), c)) << Loop("exists", a, b, c);
  }
}

TEST_F(ThreeValued, ExistsOneAndFilterWantEveryElement) {
  for (const auto& [a, b, c] : Triples()) {
    const int trues = (a == Truth::kTrue) + (b == Truth::kTrue) + (c == Truth::kTrue);
    const Truth one = trues == 1 ? Truth::kTrue : Truth::kFalse;
    const Truth strict = Strict(Strict(a, b, one), c, one);
    EXPECT_EQ(Evaluate(Loop("exists_one", a, b, c)), strict) << Loop("exists_one", a, b, c);
    const std::string count = dossier_.Evaluate(Loop("filter", a, b, c) + ".size()");
    const std::string want = strict == Truth::kMissing ? "missing profile.own_brand"
                             : strict == Truth::kError ? "error NUMBER_OVERFLOW"
                                                       : std::to_string(trues);
    EXPECT_TRUE(count.starts_with(want)) << Loop("filter", a, b, c) << ": " << count;
  }
}

}  // namespace
}  // namespace jifen::scoring::expression
