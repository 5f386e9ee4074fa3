// services/rpc/status_codec.h: the one place that turns errors into gRPC.
//
//   Shape    code and message of the absl::Status; its ErrorDetail as the detail of a
//            google.rpc.Status in the trailer grpc-status-details-bin.
//   Range    a text longer than 1,500 bytes is cut, or it would not fit into a trailer.
//   Errors   A status without an ErrorDetail is a fault of ours: it leaves as INTERNAL without its
//            text, which is given to the fault sink (the server's log).
//   Threads  SetFaultSink before serving; the rest may be called from any thread.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace jifen::services::rpc {

grpc::Status ToGrpcStatus(const absl::Status& status);

// Called with each status whose text must not leave the server.
void SetFaultSink(std::function<void(const absl::Status&)> sink);

}  // namespace jifen::services::rpc
