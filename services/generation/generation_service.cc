#include "services/generation/generation_service.h"

#include "services/rpc/caller.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::generation {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using rpc::kLocalPrincipal;
using rpc::StartUnary;

ServerUnaryReactor* GenerationService::GetGeneration(CallbackServerContext* context,
                                                     const v1::GetGenerationRequest* request,
                                                     v1::GetGenerationResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::GetGenerationRequest& asked) {
                      return parts_.handler.GetGeneration(asked);
                    });
}

ServerUnaryReactor* GenerationService::ListGenerations(CallbackServerContext* context,
                                                       const v1::ListGenerationsRequest* request,
                                                       v1::ListGenerationsResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::ListGenerationsRequest& asked) {
                      return parts_.handler.ListGenerations(asked);
                    });
}

ServerUnaryReactor* GenerationService::PublishGeneration(
    CallbackServerContext* context, const v1::PublishGenerationRequest* request,
    v1::PublishGenerationResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::PublishGenerationRequest& asked) {
                      auto answer = parts_.handler.PublishGeneration(kLocalPrincipal, asked);
                      if (answer.ok()) parts_.switched();
                      return answer;
                    });
}

ServerUnaryReactor* GenerationService::RollBackGeneration(
    CallbackServerContext* context, const v1::RollBackGenerationRequest* request,
    v1::RollBackGenerationResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::RollBackGenerationRequest& asked) {
                      auto answer = parts_.handler.RollBackGeneration(kLocalPrincipal, asked);
                      if (answer.ok()) parts_.switched();
                      return answer;
                    });
}

ServerUnaryReactor* GenerationService::DropGeneration(CallbackServerContext* context,
                                                      const v1::DropGenerationRequest* request,
                                                      v1::DropGenerationResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::DropGenerationRequest& asked) {
                      auto answer = parts_.handler.DropGeneration(kLocalPrincipal, asked);
                      if (answer.ok()) parts_.switched();
                      return answer;
                    });
}

ServerUnaryReactor* GenerationService::ListRanking(CallbackServerContext* context,
                                                   const v1::ListRankingRequest* request,
                                                   v1::ListRankingResponse* response) {
  return StartUnary(
      context, parts_.executor, request, response,
      [this](const v1::ListRankingRequest& asked) { return parts_.handler.ListRanking(asked); });
}

ServerUnaryReactor* GenerationService::GetStatistics(CallbackServerContext* context,
                                                     const v1::GetStatisticsRequest* request,
                                                     v1::GetStatisticsResponse* response) {
  return StartUnary(
      context, parts_.executor, request, response,
      [this, context](
          const v1::GetStatisticsRequest& asked) -> absl::StatusOr<v1::GetStatisticsResponse> {
        // It goes through the whole generation, as the long streams do.
        if (!parts_.places.Take()) return rpc::Overloaded();
        auto answer =
            parts_.handler.GetStatistics(asked, [context] { return context->IsCancelled(); });
        parts_.places.GiveBack();
        return answer;
      });
}

grpc::ServerWriteReactor<v1::ExportResponse>* GenerationService::Export(
    CallbackServerContext* context, const v1::ExportRequest* request) {
  return new rpc::ServerStream<v1::ExportResponse>(
      {.executor = parts_.executor, .places = parts_.places, .context = *context},
      [this, asked = *request](const auto& write) { return parts_.handler.Export(asked, write); });
}

}  // namespace jifen::services::generation
