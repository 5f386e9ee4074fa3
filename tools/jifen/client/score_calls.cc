#include "tools/jifen/client/score_calls.h"

#include "jifen/v1/score_service.grpc.pb.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

using Service = v1::ScoreService;

absl::StatusOr<v1::ScoreResponse> Score(const Connection& connection,
                                        const v1::ScoreRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::Score, request);
}

absl::StatusOr<v1::GetScoreResponse> GetScore(const Connection& connection,
                                              const v1::GetScoreRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetScore, request);
}

absl::StatusOr<v1::ListScoresResponse> ListScores(const Connection& connection,
                                                  const v1::ListScoresRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListScores, request);
}

absl::StatusOr<v1::SimulateResponse> Simulate(const Connection& connection,
                                              const v1::SimulateRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::Simulate, request);
}

absl::StatusOr<v1::GetScoreHistoryResponse> GetScoreHistory(
    const Connection& connection, const v1::GetScoreHistoryRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetScoreHistory, request);
}

}  // namespace jifen::tools::cli
