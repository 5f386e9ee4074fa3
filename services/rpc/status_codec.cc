#include "services/rpc/status_codec.h"

#include <optional>
#include <string>
#include <utility>

#include "google/rpc/status.pb.h"
#include "proto/model/error.h"

namespace jifen::services::rpc {
namespace {

// Trailers hold 8 KiB in all; the text is in them twice, once with each byte that is not ASCII as three.
constexpr size_t kTextBytesMax = 1500;

bool IsContinuationByte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string Shorten(absl::string_view text) {
  if (text.size() <= kTextBytesMax) return std::string(text);
  size_t end = kTextBytesMax;
  while (end > 0 && IsContinuationByte(text[end])) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::function<void(const absl::Status&)>& FaultSink() {
  static auto& sink = *new std::function<void(const absl::Status&)>();
  return sink;
}

grpc::Status Encode(const absl::Status& status, const v1::ErrorDetail& detail) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(Shorten(status.message()));
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
  // Nobody listens any more: no fault.
  if (absl::IsCancelled(status)) return grpc::Status::CANCELLED;
  if (FaultSink()) FaultSink()(status);
  return Encode(absl::InternalError("a fault of the service; the operator finds it in the log"),
                v1::ErrorDetail());
}

}  // namespace jifen::services::rpc
