// services/generation/generation_handler.h: which generations there are, and which one is published; no gRPC.
//
//   Errors   PublishGeneration: REQUEST_ID_INVALID, REQUEST_ID_REUSED, FIELD_REQUIRED, TEXT_INVALID, GENERATION_UNKNOWN,
//            RUN_INCOMPLETE, GENERATION_CHECK, GENERATION_DROPPED (generation_id). RollBackGeneration: the first two,
//            FIELD_REQUIRED, SCHEME_UNKNOWN, NOTHING_PUBLISHED, ROLLBACK_IMPOSSIBLE (scheme_id). DropGeneration: those of PublishGeneration
//            up to RUN_INCOMPLETE, GENERATION_KEPT (generation_id). GetGeneration: those of Pin.
//            ListGenerations: OUT_OF_RANGE, PAGE_TOKEN_INVALID. ListRanking: ranking.h. GetStatistics: those of Pin.
//            Export: those of Pin, then export.h. The store's.
//   Threads  may be shared. Publications wait for the commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/generation_service.pb.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::generation {

class GenerationHandler {
 public:
  GenerationHandler(storage::kv::Store& store, scheme::SchemeCatalog& catalog,
                    std::function<absl::Time()> clock)
      : store_(store), catalog_(catalog), clock_(std::move(clock)) {}

  absl::StatusOr<v1::GetGenerationResponse> GetGeneration(const v1::GetGenerationRequest& request);
  absl::StatusOr<v1::ListGenerationsResponse> ListGenerations(
      const v1::ListGenerationsRequest& request);
  absl::StatusOr<v1::PublishGenerationResponse> PublishGeneration(
      const std::string& principal, const v1::PublishGenerationRequest& request);
  absl::StatusOr<v1::RollBackGenerationResponse> RollBackGeneration(
      const std::string& principal, const v1::RollBackGenerationRequest& request);
  absl::StatusOr<v1::DropGenerationResponse> DropGeneration(
      const std::string& principal, const v1::DropGenerationRequest& request);
  absl::StatusOr<v1::ListRankingResponse> ListRanking(const v1::ListRankingRequest& request);
  // CANCELLED once `stopped` says that nobody waits for them.
  absl::StatusOr<v1::GetStatisticsResponse> GetStatistics(
      const v1::GetStatisticsRequest& request,
      const std::function<bool()>& stopped = [] { return false; });
  // Calls `write` with part after part until it answers false.
  absl::Status Export(const v1::ExportRequest& request,
                      const std::function<bool(const v1::ExportResponse&)>& write);

 private:
  storage::kv::Store& store_;
  scheme::SchemeCatalog& catalog_;
  const std::function<absl::Time()> clock_;
};

}  // namespace jifen::services::generation
