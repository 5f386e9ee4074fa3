// services/rescoring/enterprise_scorer.h: scores one enterprise after the other for a generation.
//
//   Shape    the card's bytes and the line beside it. Runs and changed records both come through here: the same
//            dossier gives the same bytes.
//   Errors   CARD_NOT_EXACT. An evaluation that fails on the data of an enterprise is no error, nor is a card that
//            is too large to be kept: its line says so, and there is no card.
//   Threads  one for each thread; scheme and cohort tables are shared.
//   Cost     about 50 us with all reasons.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/cohort_tables.h"
#include "scoring/evaluate/evaluator.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/tables/generation_scores.h"

namespace jifen::services::rescoring {

// What a generation's cards have in common.
struct ScoringFrame {
  std::string generation_id;
  scheme::SharedScheme scheme;
  int year = 0;
  std::shared_ptr<const scoring::evaluate::CohortTables> cohorts;  // null: the scheme has none
};

// An enterprise's part of a generation.
struct ScoredEnterprise {
  std::string card;  // empty: the evaluation failed
  storage::v1::StoredScore score;
  storage::tables::RankTotal total;
};

class EnterpriseScorer {
 public:
  explicit EnterpriseScorer(ScoringFrame frame) : frame_(std::move(frame)) {}

  const ScoringFrame& frame() const { return frame_; }

  // `result` is reused from enterprise to enterprise.
  absl::Status Score(const v1::Dossier& dossier, v1::ScoreCause cause, ScoredEnterprise* result);

 private:
  void DescribeScored(ScoredEnterprise* result);

  const ScoringFrame frame_;
  scoring::evaluate::Evaluator evaluator_;
  v1::ScoreCard card_;
};

// The parts of a line, for those that make no card. What was in `score` is lost, its memory is used again.
void DescribeEnterprise(const v1::Dossier& dossier, v1::ScoreCause cause,
                        storage::v1::StoredScore* score);
// Adds what an evaluation gave, but for the card's hash.
void DescribeEvaluation(const scoring::scheme::CompiledScheme& scheme,
                        const scoring::evaluate::Evaluation& evaluation,
                        storage::v1::StoredScore* score);
// Adds that the evaluation failed.
void DescribeFailure(storage::v1::StoredScore* score);
// Whether the data of the enterprise are what failed, and not this program.
bool IsOfTheData(const absl::Status& evaluated);

// The rank total of a stored line.
absl::StatusOr<storage::tables::RankTotal> RankTotalOf(const storage::v1::StoredScore& score);

}  // namespace jifen::services::rescoring
