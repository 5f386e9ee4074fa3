// services/generation/generation_service.h: GenerationService over gRPC: decodes, calls the handler, encodes.
//
//   Errors   those of the handler and of server_stream.h.
//   Threads  any; handlers run on the executor.
#pragma once

#include <functional>

#include "jifen/v1/generation_service.grpc.pb.h"
#include "services/generation/generation_handler.h"
#include "services/rpc/executor.h"
#include "services/rpc/server_stream.h"

namespace jifen::services::generation {

class GenerationService final : public v1::GenerationService::CallbackService {
 public:
  struct Parts {
    GenerationHandler& handler;
    rpc::Executor& executor;
    rpc::StreamPlaces& places;
    std::function<void()> switched;  // called after a publication or a rollback
  };
  explicit GenerationService(Parts parts) : parts_(std::move(parts)) {}

  grpc::ServerUnaryReactor* GetGeneration(grpc::CallbackServerContext* context,
                                          const v1::GetGenerationRequest* request,
                                          v1::GetGenerationResponse* response) override;
  grpc::ServerUnaryReactor* ListGenerations(grpc::CallbackServerContext* context,
                                            const v1::ListGenerationsRequest* request,
                                            v1::ListGenerationsResponse* response) override;
  grpc::ServerUnaryReactor* PublishGeneration(grpc::CallbackServerContext* context,
                                              const v1::PublishGenerationRequest* request,
                                              v1::PublishGenerationResponse* response) override;
  grpc::ServerUnaryReactor* RollBackGeneration(grpc::CallbackServerContext* context,
                                               const v1::RollBackGenerationRequest* request,
                                               v1::RollBackGenerationResponse* response) override;
  grpc::ServerUnaryReactor* DropGeneration(grpc::CallbackServerContext* context,
                                           const v1::DropGenerationRequest* request,
                                           v1::DropGenerationResponse* response) override;
  grpc::ServerUnaryReactor* ListRanking(grpc::CallbackServerContext* context,
                                        const v1::ListRankingRequest* request,
                                        v1::ListRankingResponse* response) override;
  grpc::ServerUnaryReactor* GetStatistics(grpc::CallbackServerContext* context,
                                          const v1::GetStatisticsRequest* request,
                                          v1::GetStatisticsResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportResponse>* Export(grpc::CallbackServerContext* context,
                                                       const v1::ExportRequest* request) override;

 private:
  const Parts parts_;
};

}  // namespace jifen::services::generation
