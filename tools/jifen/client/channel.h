// tools/jifen/client/channel.h: gRPC behind a connection, and one way to make a call.
//
//   Errors   as FromWire says; a call that got no answer within the timeout is DEADLINE_EXCEEDED.
//   Threads  as Connection.
#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <thread>

#include "absl/status/statusor.h"
#include "tools/jifen/client/connection.h"
#include "tools/jifen/client/status_decoding.h"

namespace jifen::tools::cli {

// Attempts of one call in all, with pauses of 0.2, 0.4, 0.8 and 1.6 seconds between them. Every request
// that changes something carries its request id, so that a repeated one does it once.
inline constexpr int kAttemptsMax = 5;
inline constexpr std::chrono::milliseconds kFirstPause{200};

struct Connection::Channel {
  std::shared_ptr<grpc::Channel> grpc;
};

inline absl::Status FromGrpc(const Connection& connection, const grpc::Status& status) {
  return FromWire({.code = status.error_code(),
                   .message = status.error_message(),
                   .details = status.error_details()},
                  connection.options().server);
}

template <typename Service, typename Request, typename Response>
absl::StatusOr<Response> MakeCall(const Connection& connection,
                                  grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                                        const Request&, Response*),
                                  const Request& request) {
  const auto stub = Service::NewStub(connection.channel().grpc);
  std::chrono::milliseconds pause = kFirstPause;
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + connection.options().timeout));
    Response response;
    const absl::Status status =
        FromGrpc(connection, ((*stub).*method)(&context, request, &response));
    if (status.ok()) return response;
    if (attempt == kAttemptsMax || !IsWorthARetry(status)) return status;
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

}  // namespace jifen::tools::cli
