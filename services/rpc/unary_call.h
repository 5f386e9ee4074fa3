// services/rpc/unary_call.h: a unary call of the callback API, handed to the executor.
//
//   Errors   TOO_LARGE (request over kRequestBytesMax), then OVERLOADED (queue full), then the
//            handler's.
//   Threads  called on gRPC's threads, never blocks them; the handler runs on the executor's.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "proto/model/error.h"
#include "services/rpc/executor.h"
#include "services/rpc/message_limits.h"
#include "services/rpc/status_codec.h"

namespace jifen::services::rpc {

inline absl::Status CheckRequestSize(size_t bytes) {
  if (bytes <= kRequestBytesMax) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                          .message = "send less in one request; large data goes through Import",
                          .got = std::to_string(bytes) + " bytes",
                          .want = "at most " + std::to_string(kRequestBytesMax) + " bytes"});
}

inline absl::Status Overloaded() {
  return model::ToStatus({.reason = v1::REASON_OVERLOADED,
                          .message = "the server has too much to do; try again in a second"});
}

// `handler` is called with the request and gives absl::StatusOr<Response>.
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* StartUnary(grpc::CallbackServerContext* context, Executor& executor,
                                     const Request* request, Response* response, Handler handler) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  if (const absl::Status status = CheckRequestSize(request->ByteSizeLong()); !status.ok()) {
    reactor->Finish(ToGrpcStatus(status));
    return reactor;
  }
  const bool accepted = executor.TryRun([=, handler = std::move(handler)]() mutable {
    // Whoever gave up while the call waited does not want the work any more.
    if (context->IsCancelled()) return reactor->Finish(grpc::Status::CANCELLED);
    absl::StatusOr<Response> result = handler(*request);
    const absl::Status status = result.status();
    if (status.ok()) *response = *std::move(result);
    reactor->Finish(ToGrpcStatus(status));
  });
  if (!accepted) reactor->Finish(ToGrpcStatus(Overloaded()));
  return reactor;
}

}  // namespace jifen::services::rpc
