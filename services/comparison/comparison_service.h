// services/comparison/comparison_service.h: ComparisonService over gRPC: decodes, calls the handler, encodes.
//
//   Errors   TOO_LARGE (the request), those of server_stream.h and of the handler.
//   Threads  any; handlers run on the executor.
#pragma once

#include "jifen/v1/comparison_service.grpc.pb.h"
#include "services/comparison/comparison_handler.h"
#include "services/rpc/executor.h"
#include "services/rpc/server_stream.h"

namespace jifen::services::comparison {

class ComparisonService final : public v1::ComparisonService::CallbackService {
 public:
  struct Parts {
    ComparisonHandler& handler;
    rpc::Executor& executor;
    rpc::StreamPlaces& places;
  };
  explicit ComparisonService(Parts parts) : parts_(parts) {}

  grpc::ServerWriteReactor<v1::DiffGenerationsResponse>* DiffGenerations(
      grpc::CallbackServerContext* context, const v1::DiffGenerationsRequest* request) override;
  grpc::ServerUnaryReactor* ExplainChange(grpc::CallbackServerContext* context,
                                          const v1::ExplainChangeRequest* request,
                                          v1::ExplainChangeResponse* response) override;
  grpc::ServerWriteReactor<v1::SimulateSchemeResponse>* SimulateScheme(
      grpc::CallbackServerContext* context, const v1::SimulateSchemeRequest* request) override;

 private:
  const Parts parts_;
};

}  // namespace jifen::services::comparison
