#include "services/rpc/status_codec.h"

#include <optional>
#include <string>
#include <utility>

#include "google/rpc/status.pb.h"
#include "proto/model/error.h"

namespace jifen::services::rpc {
namespace {

std::function<void(const absl::Status&)>& FaultSink() {
  static auto& sink = *new std::function<void(const absl::Status&)>();
  return sink;
}

grpc::Status Encode(const absl::Status& status, const v1::ErrorDetail& detail) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(std::string(status.message()));
  wire.add_details()->PackFrom(detail);
  return {static_cast<grpc::StatusCode>(status.code()), wire.message(), wire.SerializeAsString()};
}

}  // namespace

void SetFaultSink(std::function<void(const absl::Status&)> sink) { FaultSink() = std::move(sink); }

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  if (const std::optional<v1::ErrorDetail> detail = model::DetailOf(status)) {
    return Encode(status, *detail);
  }
  if (FaultSink()) FaultSink()(status);
  return Encode(absl::InternalError("a fault of the service; the operator finds it in the log"),
                v1::ErrorDetail());
}

}  // namespace jifen::services::rpc
