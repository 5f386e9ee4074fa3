#include "services/rescoring/rescoring_service.h"

#include "services/rescoring/run_watch.h"
#include "services/rpc/caller.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::rescoring {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using rpc::kLocalPrincipal;
using rpc::StartUnary;

ServerUnaryReactor* RescoringService::StartRun(CallbackServerContext* context,
                                               const v1::StartRunRequest* request,
                                               v1::StartRunResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::StartRunRequest& asked) {
                      auto answer = parts_.handler.StartRun(kLocalPrincipal, asked);
                      parts_.runner.Wake();
                      return answer;
                    });
}

ServerUnaryReactor* RescoringService::GetRun(CallbackServerContext* context,
                                             const v1::GetRunRequest* request,
                                             v1::GetRunResponse* response) {
  return StartUnary(
      context, parts_.executor, request, response,
      [this](const v1::GetRunRequest& asked) { return parts_.handler.GetRun(asked); });
}

ServerUnaryReactor* RescoringService::ListRuns(CallbackServerContext* context,
                                               const v1::ListRunsRequest* request,
                                               v1::ListRunsResponse* response) {
  return StartUnary(
      context, parts_.executor, request, response,
      [this](const v1::ListRunsRequest& asked) { return parts_.handler.ListRuns(asked); });
}

grpc::ServerWriteReactor<v1::WatchRunResponse>* RescoringService::WatchRun(
    CallbackServerContext* context, const v1::WatchRunRequest* request) {
  return new RunWatch({.handler = parts_.handler,
                       .executor = parts_.executor,
                       .server_ends = server_ends_,
                       .context = *context},
                      request->generation_id());
}

ServerUnaryReactor* RescoringService::PauseRun(CallbackServerContext* context,
                                               const v1::PauseRunRequest* request,
                                               v1::PauseRunResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::PauseRunRequest& asked) {
                      return parts_.handler.PauseRun(kLocalPrincipal, asked);
                    });
}

ServerUnaryReactor* RescoringService::ResumeRun(CallbackServerContext* context,
                                                const v1::ResumeRunRequest* request,
                                                v1::ResumeRunResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::ResumeRunRequest& asked) {
                      auto answer = parts_.handler.ResumeRun(kLocalPrincipal, asked);
                      parts_.runner.Wake();
                      return answer;
                    });
}

ServerUnaryReactor* RescoringService::CancelRun(CallbackServerContext* context,
                                                const v1::CancelRunRequest* request,
                                                v1::CancelRunResponse* response) {
  return StartUnary(context, parts_.executor, request, response,
                    [this](const v1::CancelRunRequest& asked) {
                      auto answer = parts_.handler.CancelRun(kLocalPrincipal, asked);
                      parts_.runner.Wake();
                      return answer;
                    });
}

}  // namespace jifen::services::rescoring
