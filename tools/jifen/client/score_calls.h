// tools/jifen/client/score_calls.h: the calls of ScoreService, one function each.
//
//   Errors   as the service's proto file says, and those of Connection; see channel.h for retries.
//   Threads  any.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/score_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::ScoreResponse> Score(const Connection& connection,
                                        const v1::ScoreRequest& request);
absl::StatusOr<v1::GetScoreResponse> GetScore(const Connection& connection,
                                              const v1::GetScoreRequest& request);
absl::StatusOr<v1::ListScoresResponse> ListScores(const Connection& connection,
                                                  const v1::ListScoresRequest& request);
absl::StatusOr<v1::SimulateResponse> Simulate(const Connection& connection,
                                              const v1::SimulateRequest& request);
absl::StatusOr<v1::GetScoreHistoryResponse> GetScoreHistory(
    const Connection& connection, const v1::GetScoreHistoryRequest& request);

}  // namespace jifen::tools::cli
