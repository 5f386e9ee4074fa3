#include "services/score/score_service.h"

#include "services/rpc/caller.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::score {

grpc::ServerUnaryReactor* ScoreService::Score(grpc::CallbackServerContext* context,
                                              const v1::ScoreRequest* request,
                                              v1::ScoreResponse* response) {
  return rpc::StartUnary(context, executor_, request, response,
                         [this](const v1::ScoreRequest& decoded) {
                           return handler_.Score(rpc::kLocalPrincipal, decoded);
                         });
}

grpc::ServerUnaryReactor* ScoreService::GetScore(grpc::CallbackServerContext* context,
                                                 const v1::GetScoreRequest* request,
                                                 v1::GetScoreResponse* response) {
  return rpc::StartUnary(
      context, executor_, request, response,
      [this](const v1::GetScoreRequest& decoded) { return handler_.GetScore(decoded); });
}

grpc::ServerUnaryReactor* ScoreService::BatchGetScores(grpc::CallbackServerContext* context,
                                                       const v1::BatchGetScoresRequest* request,
                                                       v1::BatchGetScoresResponse* response) {
  return rpc::StartUnary(context, executor_, request, response,
                         [this](const v1::BatchGetScoresRequest& decoded) {
                           return handler_.BatchGetScores(decoded);
                         });
}

grpc::ServerUnaryReactor* ScoreService::ListScores(grpc::CallbackServerContext* context,
                                                   const v1::ListScoresRequest* request,
                                                   v1::ListScoresResponse* response) {
  return rpc::StartUnary(
      context, executor_, request, response,
      [this](const v1::ListScoresRequest& decoded) { return handler_.ListScores(decoded); });
}

grpc::ServerUnaryReactor* ScoreService::GetScoreHistory(grpc::CallbackServerContext* context,
                                                        const v1::GetScoreHistoryRequest* request,
                                                        v1::GetScoreHistoryResponse* response) {
  return rpc::StartUnary(context, executor_, request, response,
                         [this](const v1::GetScoreHistoryRequest& decoded) {
                           return handler_.GetScoreHistory(decoded);
                         });
}

grpc::ServerUnaryReactor* ScoreService::Simulate(grpc::CallbackServerContext* context,
                                                 const v1::SimulateRequest* request,
                                                 v1::SimulateResponse* response) {
  return rpc::StartUnary(
      context, executor_, request, response,
      [this](const v1::SimulateRequest& decoded) { return handler_.Simulate(decoded); });
}

}  // namespace jifen::services::score
