// scoring/evaluate/card_maker.h: the score card of an evaluation, with its reasons.
//
//   Shape    what design.md calls a score card; decimals as plain texts, reasons in both languages from
//            the scheme's templates. The same evaluation gives the same message, and CardBytes the same
//            bytes: nothing in it is unordered.
//   Errors   MakeCard: FIELD_REQUIRED (the dossier has no enterprise), CARD_NOT_EXACT (the texts of the
//            card do not add up, which would be a fault of this code).
//   Threads  free functions without state.
//   Cost     about as much as some dozens of evaluations: texts are allocated.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/evaluate/card_bytes.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/evaluate/evaluator.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

struct CardSetting {
  EvaluationSetting evaluation = {};
  // The generation that the card is of, or whose cohorts it is placed in; empty: of none.
  std::string generation_id = {};
};

// `evaluation` is that of `dossier` under `scheme`, and still good. What was in `card` is lost, its memory is
// used again; after an error it holds anything.
absl::Status MakeCard(const scheme::CompiledScheme& scheme, const Evaluation& evaluation,
                      const v1::Dossier& dossier, const std::string& generation_id,
                      v1::ScoreCard* card);
absl::StatusOr<v1::ScoreCard> MakeCard(const scheme::CompiledScheme& scheme,
                                       const Evaluation& evaluation, const v1::Dossier& dossier);

// Evaluates and makes the card. Errors: those of Evaluator::Evaluate, then those of MakeCard.
absl::StatusOr<v1::ScoreCard> Score(const scheme::CompiledScheme& scheme,
                                    const v1::Dossier& dossier, int year, Evaluator* evaluator);

// The same within a generation. Evaluator::last() is the evaluation of the card.
absl::StatusOr<v1::ScoreCard> Score(const scheme::CompiledScheme& scheme,
                                    const v1::Dossier& dossier, const CardSetting& setting,
                                    Evaluator* evaluator);
absl::Status Score(const scheme::CompiledScheme& scheme, const v1::Dossier& dossier,
                   const CardSetting& setting, Evaluator* evaluator, v1::ScoreCard* card);

}  // namespace jifen::scoring::evaluate
