// services/rescoring/rescoring_handler.h: starts runs, tells how they get on, pauses, resumes and ends them; no gRPC.
//
//   Shape    a run is what the store says of it. Whoever works for it (runner.h) commits on the condition that
//            the run is unchanged: to pause or cancel it, its state is written, and nobody has to be told.
//   Errors   StartRun: REQUEST_ID_INVALID, REQUEST_ID_REUSED, FIELD_REQUIRED and TEXT_INVALID (generation_id),
//            GENERATION_EXISTS, those of run_plan.h at plan. PauseRun, ResumeRun, CancelRun: the first four,
//            GENERATION_UNKNOWN, RUN_STATE. GetRun: FIELD_REQUIRED, TEXT_INVALID, GENERATION_UNKNOWN. ListRuns:
//            OUT_OF_RANGE, PAGE_TOKEN_INVALID. The store's.
//   Threads  may be shared. Calls that change something wait for the commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/rescoring_service.pb.h"
#include "services/rescoring/check_progress.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::rescoring {

class RescoringHandler {
 public:
  RescoringHandler(storage::kv::Store& store, scheme::SchemeCatalog& catalog,
                   const CheckProgress& checking, std::function<absl::Time()> clock)
      : store_(store), catalog_(catalog), checking_(checking), clock_(std::move(clock)) {}

  absl::StatusOr<v1::StartRunResponse> StartRun(const std::string& principal,
                                                const v1::StartRunRequest& request);
  absl::StatusOr<v1::GetRunResponse> GetRun(const v1::GetRunRequest& request);
  absl::StatusOr<v1::ListRunsResponse> ListRuns(const v1::ListRunsRequest& request);
  absl::StatusOr<v1::PauseRunResponse> PauseRun(const std::string& principal,
                                                const v1::PauseRunRequest& request);
  absl::StatusOr<v1::ResumeRunResponse> ResumeRun(const std::string& principal,
                                                  const v1::ResumeRunRequest& request);
  absl::StatusOr<v1::CancelRunResponse> CancelRun(const std::string& principal,
                                                  const v1::CancelRunRequest& request);

 private:
  storage::kv::Store& store_;
  scheme::SchemeCatalog& catalog_;
  const CheckProgress& checking_;
  const std::function<absl::Time()> clock_;
};

}  // namespace jifen::services::rescoring
