// services/score/score_handler.h: scores enterprises, and finds the cards that were made; no gRPC.
//
//   Errors   Score: REQUEST_ID_INVALID, REQUEST_ID_REUSED, DATE_INVALID and OUT_OF_RANGE (valid_at after
//            today), OUT_OF_RANGE (year), FIELD_REQUIRED (scheme_id, then enterprise_id),
//            CREDIT_CODE_INVALID, SCHEME_UNKNOWN, REVISION_UNKNOWN, ENTERPRISE_UNKNOWN, NUMBER_OVERFLOW of
//            an expression, CARD_NOT_EXACT, the store's. GetScore: FIELD_REQUIRED; by id TEXT_INVALID; the
//            newest CREDIT_CODE_INVALID, SCHEME_UNKNOWN, ENTERPRISE_UNKNOWN; the published NOTHING_PUBLISHED;
//            SCORE_CARD_UNKNOWN. GetScoreHistory: score_history.h.
//            BatchGetScores: OUT_OF_RANGE, FIELD_REQUIRED, then one error per id (CREDIT_CODE_INVALID,
//            SCORE_CARD_UNKNOWN) at enterprise_ids[i], TOO_LARGE (all cards together). ListScores:
//            FIELD_REQUIRED, CREDIT_CODE_INVALID, OUT_OF_RANGE, PAGE_TOKEN_INVALID, ENTERPRISE_UNKNOWN.
//            Simulate: simulation.h, then TOO_LARGE (both cards).
//   Threads  may be shared. Score waits for the commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/score_service.pb.h"
#include "services/rescoring/cohort_store.h"
#include "services/scheme/scheme_catalog.h"
#include "services/score/card_finder.h"
#include "storage/kv/store.h"

namespace jifen::services::score {

inline constexpr int kBatchMax = 1000;

class ScoreHandler {
 public:
  ScoreHandler(storage::kv::Store& store, scheme::SchemeCatalog& catalog,
               rescoring::CohortCache& cohorts, std::function<absl::Time()> clock)
      : store_(store),
        catalog_(catalog),
        cohorts_(cohorts),
        finder_(catalog, cohorts),
        clock_(std::move(clock)) {}

  absl::StatusOr<v1::ScoreResponse> Score(const std::string& principal,
                                          const v1::ScoreRequest& request);
  absl::StatusOr<v1::GetScoreResponse> GetScore(const v1::GetScoreRequest& request);
  absl::StatusOr<v1::BatchGetScoresResponse> BatchGetScores(
      const v1::BatchGetScoresRequest& request);
  absl::StatusOr<v1::ListScoresResponse> ListScores(const v1::ListScoresRequest& request);
  absl::StatusOr<v1::GetScoreHistoryResponse> GetScoreHistory(
      const v1::GetScoreHistoryRequest& request);
  absl::StatusOr<v1::SimulateResponse> Simulate(const v1::SimulateRequest& request);

 private:
  absl::StatusOr<v1::ScoreResponse> ScoreOn(const storage::kv::Snapshot& snapshot,
                                            const v1::ScoreRequest& request,
                                            storage::kv::CommitRequest& commit);

  storage::kv::Store& store_;
  scheme::SchemeCatalog& catalog_;
  rescoring::CohortCache& cohorts_;
  CardFinder finder_;
  const std::function<absl::Time()> clock_;
};

}  // namespace jifen::services::score
