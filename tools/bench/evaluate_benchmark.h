// tools/bench/evaluate_benchmark.h: the evaluator under sme-tech-2017 beside the same by hand.
//
//   Shape    both walk the same dossiers in turns, `rounds` times. Times are medians; the ratio is the
//            median of the rounds' ratios, so that what disturbs a whole round disturbs both. Before
//            that every total and outcome is compared.
//            Both ask for a dossier's messages before they read them, so that waiting for memory falls
//            to neither alone.
//   Sets     `region` walks all dossiers, as a rescoring does: each comes from memory once. `warm` walks
//            a few again and again, out of the caches: the bare cost of computing. It has no limit,
//            since no caller scores an enterprise twice in a row.
//   Units    nanoseconds per dossier.
//   Errors   INTERNAL with the first dossier on which the two differ; those of the evaluator.
#pragma once

#include "absl/status/statusor.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::bench {

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
  double card_ns = 0;       // evaluation and card with its reasons
  double records_mean = 0;  // of a dossier
};

absl::StatusOr<EvaluateFigures> MeasureEvaluate(const scoring::scheme::CompiledScheme& scheme,
                                                const EvaluateSettings& settings);

}  // namespace jifen::bench
