// tools/bench/evaluate_benchmark.h: the evaluator under national-2024 beside the same totals by hand.
//
//   Shape    both walk the same dossiers in turns, `rounds` times. Times are medians; the ratio is the median of the
//            rounds' ratios, so that what disturbs a whole round disturbs both. Before that every stage and total is
//            compared. Both ask for a dossier's messages before they read them, so that waiting for memory falls to
//            neither alone.
//            What the evaluator gives: of each indicator the value, its place in the scale, the points, the next
//            place with its gain, the records that it came from and what was missing; stage, coverage, totals. What
//            the function by hand gives: the stage and the total.
//            The evaluator is measured besides with a thread for each that the machine has, each walking its part of
//            the dossiers: what another program reaches with all of them has to be seen beside that.
//            The card is measured besides: evaluation, the message with its texts in both languages, and its bytes.
//   Sets     `region` walks all dossiers, as a rescoring does: each comes from memory once. `warm` walks a few again
//            and again, out of the caches: the bare cost of computing. It has no limit, since no caller scores an
//            enterprise twice in a row.
//   Units    nanoseconds per dossier, on one thread; with all threads the time of the walk by all dossiers.
//   Errors   INTERNAL with the first dossier on which the two differ; those of the evaluator.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::bench {

inline constexpr int kBenchmarkYear = 2024;  // of the generator's last reports

struct EvaluateSettings {
  int dossiers = 10'000;
  int rounds = 11;
  uint64_t seed = 20250630;
};

struct BesideByHand {
  double by_hand_ns = 0;
  double evaluate_ns = 0;
  double ratio = 0;  // of the evaluation to the one by hand
};

struct EvaluateFigures {
  BesideByHand region;
  BesideByHand warm;
  int threads = 1;
  double all_threads_ns = 0;
  double card_ns = 0;
  double card_bytes_mean = 0;
  double records_mean = 0;  // of a dossier
};

std::vector<v1::Dossier> GenerateDossiers(const EvaluateSettings& settings);

absl::StatusOr<EvaluateFigures> MeasureEvaluate(const scoring::scheme::CompiledScheme& scheme,
                                                const std::vector<v1::Dossier>& dossiers,
                                                int rounds);

}  // namespace jifen::bench
