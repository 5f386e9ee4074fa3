// tools/jifen/client/rescoring_calls.h: the calls of RescoringService, one function each.
//
//   Errors   as the service's proto file says, and those of Connection; see channel.h for retries. Watch: those of
//            answer_stream.h; it is not repeated.
//   Threads  any.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "jifen/v1/rescoring_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::StartRunResponse> StartRun(const Connection& connection,
                                              const v1::StartRunRequest& request);
absl::StatusOr<v1::GetRunResponse> GetRun(const Connection& connection,
                                          const v1::GetRunRequest& request);
absl::StatusOr<v1::ListRunsResponse> ListRuns(const Connection& connection,
                                              const v1::ListRunsRequest& request);
absl::StatusOr<v1::PauseRunResponse> PauseRun(const Connection& connection,
                                              const v1::PauseRunRequest& request);
absl::StatusOr<v1::ResumeRunResponse> ResumeRun(const Connection& connection,
                                                const v1::ResumeRunRequest& request);
absl::StatusOr<v1::CancelRunResponse> CancelRun(const Connection& connection,
                                                const v1::CancelRunRequest& request);

// Until the server ends it, or `stop` says so.
absl::Status WatchRun(const Connection& connection, const v1::WatchRunRequest& request,
                      const std::function<absl::Status(const v1::WatchRunResponse&)>& each,
                      const std::function<bool()>& stop);

}  // namespace jifen::tools::cli
