// tools/bench/evaluate_benchmark.h: the evaluator under sme-tech-2017 beside the same by hand.
//
//   Shape    both walk the same dossiers in turns, `rounds` times. Times are medians; the ratio is the
//            median of the rounds' ratios, so that what disturbs a whole round disturbs both. Before
//            that every total and outcome is compared.
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

struct EvaluateFigures {
  double by_hand_ns = 0;
  double evaluate_ns = 0;
  double card_ns = 0;       // evaluation and card with its reasons
  double records_mean = 0;  // of a dossier
  double ratio = 0;         // of the evaluation to the one by hand
};

absl::StatusOr<EvaluateFigures> MeasureEvaluate(const scoring::scheme::CompiledScheme& scheme,
                                                const EvaluateSettings& settings);

}  // namespace jifen::bench
