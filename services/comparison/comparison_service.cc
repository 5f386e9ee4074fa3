#include "services/comparison/comparison_service.h"

#include "services/rpc/unary_call.h"

namespace jifen::services::comparison {

grpc::ServerWriteReactor<v1::DiffGenerationsResponse>* ComparisonService::DiffGenerations(
    grpc::CallbackServerContext* context, const v1::DiffGenerationsRequest* request) {
  return new rpc::ServerStream<v1::DiffGenerationsResponse>(
      {.executor = parts_.executor, .places = parts_.places, .context = *context},
      [this, asked = *request](const auto& write) {
        return parts_.handler.DiffGenerations(asked, write);
      });
}

grpc::ServerUnaryReactor* ComparisonService::ExplainChange(grpc::CallbackServerContext* context,
                                                           const v1::ExplainChangeRequest* request,
                                                           v1::ExplainChangeResponse* response) {
  return rpc::StartUnary(context, parts_.executor, request, response,
                         [this](const v1::ExplainChangeRequest& asked) {
                           return parts_.handler.ExplainChange(asked);
                         });
}

grpc::ServerWriteReactor<v1::SimulateSchemeResponse>* ComparisonService::SimulateScheme(
    grpc::CallbackServerContext* context, const v1::SimulateSchemeRequest* request) {
  return new rpc::ServerStream<v1::SimulateSchemeResponse>(
      {.executor = parts_.executor, .places = parts_.places, .context = *context},
      [this, asked = *request](const auto& write) -> absl::Status {
        if (absl::Status size = rpc::CheckRequestSize(asked.ByteSizeLong()); !size.ok())
          return size;
        return parts_.handler.SimulateScheme(asked, write);
      });
}

}  // namespace jifen::services::comparison
