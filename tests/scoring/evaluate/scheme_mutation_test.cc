// A mistake in a scheme that ships is found by the lint or by one of its vectors.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "scoring/evaluate/vectors.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/evaluate/scheme_mutation.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring {
namespace {

// The same in each run; JIFEN_MUTATIONS and JIFEN_MUTATION_SEED ask for others.
constexpr unsigned kSeed = 20260101;
constexpr int kMutations = 40;

// What gives every dossier the same card, and so is no mistake; or one that differs in nothing that a
// vector can say, such as whether a card has a total whose outcome a gate decides.
struct Equivalent {
  const char* scheme;  // empty: any
  const char* part;    // of the mutation's text
  const char* why;
};
constexpr char kNeverMissing[] =
    "it counts or sums what is there: fields that has() asked for, and texts";
constexpr Equivalent kEquivalents[] = {
    {"", ".per_unit.whole: flipped", "the value is a count and the unit is 1"},
    {"sme-tech-2017", "total.rounding", "points are whole"},
    {"innovative-sme-2022", "total.rounding", "points are whole"},
    {"specialized-sme-2022", "total.rounding", "points have two places, as the total"},
    {"specialized-sme-2022", "total.places: 2 -> 3", "points have two places"},
    {"sme-tech-2017", "minimum_exceeded: 0 -> 1", "points are 0, 4 and more"},
    {"innovative-sme-2022", "minimum: 20 -> 19", "points come in fives"},
    {"innovative-sme-2022", "minimum: 15 -> 14", "points come in fives"},
    {"innovative-sme-2022", "total.pass: 60 -> 59", "points come in fives"},
    {"innovative-sme-2022", "definitions[5].expression", "it says only what is missing"},
    {"innovative-sme-2022", "&& wan(equity)", "it says only what is missing"},
    {"innovative-sme-2022", "categories[2].indicators[1].missing", "growth lacks the same figures"},
    {"specialized-sme-2022", "categories[0].indicators[0].missing",
     "a gate lacks the same figures"},
    {"high-tech-2016",
     "definitions[0].expression: has(enterprise.founded) ? min(year, year_of(enterprise.founded)) "
     ": "
     "year - 2 -> has(enterprise.founded) ? min(year, year_of(enterprise.founded)) : year - 3",
     "without a founding day a gate is unknown"},
    {"specialized-sme-2022", "categories[3].indicators[1].missing",
     "a gate lacks the same figures"},
    {"high-tech-2016", "categories[0].indicators[3].alternatives.choice",
     "both options lack the same, and are invalid alike"},
    {"high-tech-2016", "measure.value: marks.exists(", "both levels give the same range"},
    {"high-tech-2016",
     "categories[0].indicators[0].missing: MISSING_POLICY_REFUSE -> MISSING_POLICY_ZERO",
     "a gate lacks the same figures"},
    {"high-tech-2016",
     "categories[0].indicators[1].missing: MISSING_POLICY_REFUSE -> MISSING_POLICY_ZERO",
     "a gate lacks the same figures"},
    {"high-tech-2016",
     "categories[3].indicators[1].missing: MISSING_POLICY_REFUSE -> MISSING_POLICY_ZERO",
     "a gate lacks the same figures"},
    {"national-2024", "categories[0].indicators[4].missing", kNeverMissing},
    {"national-2024", "categories[0].indicators[5].missing", kNeverMissing},
    {"national-2024", "categories[0].indicators[6].missing", kNeverMissing},
    {"national-2024", "categories[2].indicators[1].missing", kNeverMissing},
    {"national-2024", "categories[2].indicators[2].missing", kNeverMissing},
    {"national-2024", "categories[2].indicators[3].missing", kNeverMissing},
    {"national-2024", "categories[2].indicators[4].missing", kNeverMissing},
    {"national-2025", "categories[1].indicators[1].missing", kNeverMissing},
    {"national-2025", "categories[3].indicators[0].missing", kNeverMissing},
    {"national-2025", "categories[3].indicators[1].missing", kNeverMissing},
    {"national-2025", "categories[3].indicators[2].missing", kNeverMissing},
    {"xianning-demo", "categories[1].indicators[1].missing", kNeverMissing},
    {"xianning-demo", "categories[4].indicators[0].missing", kNeverMissing},
    {"xianning-demo", "categories[6].indicators[0].missing", kNeverMissing},
    {"xianning-demo", "categories[6].indicators[1].missing", kNeverMissing},
    {"high-tech-2016", "categories[2].indicators[0].missing", kNeverMissing},
    {"high-tech-2016", "categories[2].indicators[1].missing", kNeverMissing},
    {"high-tech-2016", "categories[2].indicators[2].missing", kNeverMissing},
    {"high-tech-2016", "categories[2].indicators[3].missing", kNeverMissing},
    {"xianning-demo", "points('rights') > 1", "its points are 0, 4 and more"},
    {"national-2025", "categories[2].indicators[2].measure.scale.linear.knots: 1 lost",
     "the knot lies on the line of its neighbours"},
    {"xianning-demo", "categories[5].indicators[0].alternatives.choice",
     "no option is ever missing"},
    {"peer-demo", "total.minimum_coverage: 0.6 -> 0.5",
     "coverages are 0.6 and more, or 0.4 and less"},
};

bool IsEquivalent(const std::string& scheme_id, const std::string& what) {
  return std::any_of(std::begin(kEquivalents), std::end(kEquivalents), [&](const Equivalent& row) {
    const std::string scheme = row.scheme;
    return (scheme.empty() || scheme == scheme_id) && what.find(row.part) != std::string::npos;
  });
}

long FromEnvironment(const char* name, long otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::stol(text);
}

enum class Catcher { kNone, kLint, kVectors };

Catcher CatcherOf(const v1::Scheme& scheme) {
  if (!scheme::CheckScheme(scheme).empty()) return Catcher::kLint;
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  if (!compiled.ok()) return Catcher::kLint;
  return evaluate::RunVectors(**compiled).empty() ? Catcher::kNone : Catcher::kVectors;
}

TEST(SchemeMutation, IsCaughtByLintOrVectors) {
  const auto seed = static_cast<uint64_t>(FromEnvironment("JIFEN_MUTATION_SEED", kSeed));
  const long count = FromEnvironment("JIFEN_MUTATIONS", kMutations);
  std::mt19937_64 random(seed);
  std::vector<v1::Scheme> schemes;
  for (const std::string& id : ShippedSchemeIds()) schemes.push_back(ReadShippedScheme(id));
  int by_lint = 0;
  int by_vectors = 0;
  for (long i = 0; i < count; ++i) {
    const v1::Scheme& scheme = schemes[static_cast<size_t>(i) % schemes.size()];
    SchemeMutation mutation = Mutate(scheme, random);
    while (IsEquivalent(scheme.id(), mutation.what)) mutation = Mutate(scheme, random);
    const Catcher catcher = CatcherOf(mutation.scheme);
    EXPECT_NE(catcher, Catcher::kNone) << scheme.id() << ": " << mutation.what;
    by_lint += catcher == Catcher::kLint ? 1 : 0;
    by_vectors += catcher == Catcher::kVectors ? 1 : 0;
  }
  std::cout << "seed " << seed << ": " << count << " mutations, " << by_lint
            << " caught by the lint, " << by_vectors << " by vectors\n";
}

}  // namespace
}  // namespace jifen::scoring
