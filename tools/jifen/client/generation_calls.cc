#include "tools/jifen/client/generation_calls.h"

#include "jifen/v1/generation_service.grpc.pb.h"
#include "tools/jifen/client/answer_stream.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

using Service = v1::GenerationService;

absl::StatusOr<v1::GetGenerationResponse> GetGeneration(const Connection& connection,
                                                        const v1::GetGenerationRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetGeneration, request);
}

absl::StatusOr<v1::ListGenerationsResponse> ListGenerations(
    const Connection& connection, const v1::ListGenerationsRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListGenerations, request);
}

absl::StatusOr<v1::PublishGenerationResponse> PublishGeneration(
    const Connection& connection, const v1::PublishGenerationRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::PublishGeneration, request);
}

absl::StatusOr<v1::RollBackGenerationResponse> RollBackGeneration(
    const Connection& connection, const v1::RollBackGenerationRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::RollBackGeneration, request);
}

absl::StatusOr<v1::DropGenerationResponse> DropGeneration(
    const Connection& connection, const v1::DropGenerationRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::DropGeneration, request);
}

absl::StatusOr<v1::ListRankingResponse> ListRanking(const Connection& connection,
                                                    const v1::ListRankingRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListRanking, request);
}

absl::StatusOr<v1::GetStatisticsResponse> GetStatistics(const Connection& connection,
                                                        const v1::GetStatisticsRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetStatistics, request);
}

absl::Status Export(const Connection& connection, const v1::ExportRequest& request,
                    const std::function<absl::Status(const v1::ExportResponse&)>& each) {
  return ReadAnswers<Service>(connection, &Service::Stub::Export, request, each);
}

}  // namespace jifen::tools::cli
