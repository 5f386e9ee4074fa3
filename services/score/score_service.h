// services/score/score_service.h: jifen.v1.ScoreService on the wire: decode, call, encode.
#pragma once

#include "jifen/v1/score_service.grpc.pb.h"
#include "services/rpc/executor.h"
#include "services/score/score_handler.h"

namespace jifen::services::score {

class ScoreService final : public v1::ScoreService::CallbackService {
 public:
  // Both must outlive the server that the service is registered with.
  ScoreService(ScoreHandler& handler, rpc::Executor& executor)
      : handler_(handler), executor_(executor) {}

  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context,
                                  const v1::ScoreRequest* request,
                                  v1::ScoreResponse* response) override;
  grpc::ServerUnaryReactor* GetScore(grpc::CallbackServerContext* context,
                                     const v1::GetScoreRequest* request,
                                     v1::GetScoreResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetScores(grpc::CallbackServerContext* context,
                                           const v1::BatchGetScoresRequest* request,
                                           v1::BatchGetScoresResponse* response) override;
  grpc::ServerUnaryReactor* ListScores(grpc::CallbackServerContext* context,
                                       const v1::ListScoresRequest* request,
                                       v1::ListScoresResponse* response) override;
  grpc::ServerUnaryReactor* GetScoreHistory(grpc::CallbackServerContext* context,
                                            const v1::GetScoreHistoryRequest* request,
                                            v1::GetScoreHistoryResponse* response) override;
  grpc::ServerUnaryReactor* Simulate(grpc::CallbackServerContext* context,
                                     const v1::SimulateRequest* request,
                                     v1::SimulateResponse* response) override;

 private:
  ScoreHandler& handler_;
  rpc::Executor& executor_;
};

}  // namespace jifen::services::score
