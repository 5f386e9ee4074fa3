// A mistake in a scheme that ships is found by the lint or by one of its vectors.
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

// The mistakes are the same in each run: a random one may change nothing that anybody could see, such
// as a bound that no vector can tell from its neighbour. JIFEN_MUTATIONS and JIFEN_MUTATION_SEED ask
// for others.
constexpr unsigned kSeed = 20260101;
constexpr int kMutations = 40;

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
    const SchemeMutation mutation = Mutate(scheme, random);
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
