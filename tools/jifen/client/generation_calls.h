// tools/jifen/client/generation_calls.h: the calls of GenerationService, one function each.
//
//   Errors   as the service's proto file says, and those of Connection; see channel.h for retries. Export: those of
//            answer_stream.h; it is not repeated.
//   Threads  any.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "jifen/v1/generation_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::GetGenerationResponse> GetGeneration(const Connection& connection,
                                                        const v1::GetGenerationRequest& request);
absl::StatusOr<v1::ListGenerationsResponse> ListGenerations(
    const Connection& connection, const v1::ListGenerationsRequest& request);
absl::StatusOr<v1::PublishGenerationResponse> PublishGeneration(
    const Connection& connection, const v1::PublishGenerationRequest& request);
absl::StatusOr<v1::RollBackGenerationResponse> RollBackGeneration(
    const Connection& connection, const v1::RollBackGenerationRequest& request);
absl::StatusOr<v1::DropGenerationResponse> DropGeneration(const Connection& connection,
                                                          const v1::DropGenerationRequest& request);
absl::StatusOr<v1::ListRankingResponse> ListRanking(const Connection& connection,
                                                    const v1::ListRankingRequest& request);
absl::StatusOr<v1::GetStatisticsResponse> GetStatistics(const Connection& connection,
                                                        const v1::GetStatisticsRequest& request);

// Part by part; ends with the status of `each` if that is not OK.
absl::Status Export(const Connection& connection, const v1::ExportRequest& request,
                    const std::function<absl::Status(const v1::ExportResponse&)>& each);

}  // namespace jifen::tools::cli
