// tools/jifen/client/status_decoding.h: what a call came back with, as a status of the model.
//
//   Shape    `details` is the trailer grpc-status-details-bin: a google.rpc.Status with one
//            jifen.v1.ErrorDetail. Details that cannot be read, or are of another type, are left out.
//   Errors   UNAVAILABLE without details is SERVER_UNREACHABLE; RESOURCE_EXHAUSTED without details,
//            about a message's size, is TOO_LARGE. Both are made by the transport, not by the service.
//   Threads  free functions without state.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace jifen::tools::cli {

struct WireStatus {
  int code = 0;  // of gRPC; the numbers are those of absl::StatusCode
  std::string message;
  std::string details;
};

absl::Status FromWire(const WireStatus& wire, const std::string& server);

// The server could not be reached, or turned the call away: the same call may be sent again.
bool IsWorthARetry(const absl::Status& status);

// Another stream of the same import went on: where to go on must be asked again.
bool IsOutOfStep(const absl::Status& status);

}  // namespace jifen::tools::cli
