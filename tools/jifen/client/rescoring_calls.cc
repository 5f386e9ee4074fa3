#include "tools/jifen/client/rescoring_calls.h"

#include "jifen/v1/rescoring_service.grpc.pb.h"
#include "tools/jifen/client/answer_stream.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

using Service = v1::RescoringService;

absl::StatusOr<v1::StartRunResponse> StartRun(const Connection& connection,
                                              const v1::StartRunRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::StartRun, request);
}

absl::StatusOr<v1::GetRunResponse> GetRun(const Connection& connection,
                                          const v1::GetRunRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetRun, request);
}

absl::StatusOr<v1::ListRunsResponse> ListRuns(const Connection& connection,
                                              const v1::ListRunsRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListRuns, request);
}

absl::StatusOr<v1::PauseRunResponse> PauseRun(const Connection& connection,
                                              const v1::PauseRunRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::PauseRun, request);
}

absl::StatusOr<v1::ResumeRunResponse> ResumeRun(const Connection& connection,
                                                const v1::ResumeRunRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ResumeRun, request);
}

absl::StatusOr<v1::CancelRunResponse> CancelRun(const Connection& connection,
                                                const v1::CancelRunRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::CancelRun, request);
}

absl::Status WatchRun(const Connection& connection, const v1::WatchRunRequest& request,
                      const std::function<absl::Status(const v1::WatchRunResponse&)>& each,
                      const std::function<bool()>& stop) {
  return ReadAnswers<Service>(connection, &Service::Stub::WatchRun, request, each, stop);
}

}  // namespace jifen::tools::cli
