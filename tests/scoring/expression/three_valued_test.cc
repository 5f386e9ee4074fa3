// Every combination of true, false, missing and error: a decision wins, then missing, then error.
#include <gtest/gtest.h>

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
  for (const Truth a : kTruths) {
    for (const Truth b : kTruths) {
      for (const Truth c : kTruths) {
        const auto join = [&](std::string_view op) {
          return absl::StrCat(Text(a), " ", std::string(op), " ", Text(b), " ", std::string(op),
                              " ", Text(c));
        };
        EXPECT_EQ(Evaluate(join("&&")), And(And(a, b), c)) << join("&&");
        EXPECT_EQ(Evaluate(join("||")), Or(Or(a, b), c)) << join("||");
      }
    }
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

// A list literal is strict, so the operands come from a map over numbers through a conditional.
TEST_F(ThreeValued, MacrosFollowAndOr) {
  const std::string pick =
      absl::StrCat("(i == 0 ? ", Text(Truth::kTrue), " : i == 1 ? ", Text(Truth::kFalse),
                   " : i == 2 ? ", Text(Truth::kMissing), " : ", Text(Truth::kError), ")");
  for (int a = 0; a < 4; ++a) {
    for (int b = 0; b < 4; ++b) {
      for (int c = 0; c < 4; ++c) {
        const Truth x = kTruths[a], y = kTruths[b], z = kTruths[c];
        const auto loop = [&](std::string_view macro) {
          return absl::StrCat("[", a, ", ", b, ", ", c, "].", std::string(macro), "(i, ", pick,
                              ")");
        };
        const int trues = (x == Truth::kTrue) + (y == Truth::kTrue) + (z == Truth::kTrue);
        const Truth one = trues == 1 ? Truth::kTrue : Truth::kFalse;
        const Truth strict = Strict(Strict(x, y, one), z, one);
        EXPECT_EQ(Evaluate(loop("all")), And(And(x, y), z)) << loop("all");
        EXPECT_EQ(Evaluate(loop("exists")), Or(Or(x, y), z)) << loop("exists");
        EXPECT_EQ(Evaluate(loop("exists_one")), strict) << loop("exists_one");
        const bool filtered = Strict(Strict(x, y, Truth::kTrue), z, Truth::kTrue) == Truth::kTrue;
        const std::string count = dossier_.Evaluate(loop("filter") + ".size()");
        EXPECT_EQ(filtered, count == std::to_string(trues)) << loop("filter") << count;
      }
    }
  }
}

}  // namespace
}  // namespace jifen::scoring::expression
