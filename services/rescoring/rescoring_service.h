// services/rescoring/rescoring_service.h: RescoringService over gRPC: decodes, calls the handler, encodes.
//
//   Errors   those of the handler; OVERLOADED if too many watch; UNAVAILABLE for who watches when the server ends.
//   Threads  any; handlers run on the executor.
#pragma once

#include <atomic>

#include "jifen/v1/rescoring_service.grpc.pb.h"
#include "services/rescoring/rescoring_handler.h"
#include "services/rescoring/runner.h"
#include "services/rpc/executor.h"

namespace jifen::services::rescoring {

class RescoringService final : public v1::RescoringService::CallbackService {
 public:
  struct Parts {
    RescoringHandler& handler;
    Runner& runner;
    rpc::Executor& executor;
  };
  explicit RescoringService(Parts parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* StartRun(grpc::CallbackServerContext* context,
                                     const v1::StartRunRequest* request,
                                     v1::StartRunResponse* response) override;
  grpc::ServerUnaryReactor* GetRun(grpc::CallbackServerContext* context,
                                   const v1::GetRunRequest* request,
                                   v1::GetRunResponse* response) override;
  grpc::ServerUnaryReactor* ListRuns(grpc::CallbackServerContext* context,
                                     const v1::ListRunsRequest* request,
                                     v1::ListRunsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchRunResponse>* WatchRun(
      grpc::CallbackServerContext* context, const v1::WatchRunRequest* request) override;
  grpc::ServerUnaryReactor* PauseRun(grpc::CallbackServerContext* context,
                                     const v1::PauseRunRequest* request,
                                     v1::PauseRunResponse* response) override;
  grpc::ServerUnaryReactor* ResumeRun(grpc::CallbackServerContext* context,
                                      const v1::ResumeRunRequest* request,
                                      v1::ResumeRunResponse* response) override;
  grpc::ServerUnaryReactor* CancelRun(grpc::CallbackServerContext* context,
                                      const v1::CancelRunRequest* request,
                                      v1::CancelRunResponse* response) override;

  // The server is about to end: nobody needs to wait for those who watch.
  void EndWatches() { server_ends_ = true; }

 private:
  const Parts parts_;
  std::atomic<bool> server_ends_ = false;
};

}  // namespace jifen::services::rescoring
