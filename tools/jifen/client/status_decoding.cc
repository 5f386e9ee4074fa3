#include "tools/jifen/client/status_decoding.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "google/rpc/status.pb.h"
#include "jifen/v1/error.pb.h"
#include "proto/model/error.h"

namespace jifen::tools::cli {
namespace {

constexpr char kDetailUrl[] = "type.googleapis.com/jifen.v1.ErrorDetail";

v1::Reason ReasonOf(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  return detail.has_value() ? detail->reason() : v1::REASON_UNSPECIFIED;
}

bool HasDetail(const google::rpc::Status& details, std::string* bytes) {
  for (const google::protobuf::Any& any : details.details()) {
    if (any.type_url() != kDetailUrl) continue;
    *bytes = any.value();
    return true;
  }
  return false;
}

}  // namespace

absl::Status FromWire(const WireStatus& wire, const std::string& server) {
  if (wire.code == 0) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(wire.code);
  google::rpc::Status details;
  std::string detail;
  if (!wire.details.empty() && details.ParseFromString(wire.details) &&
      HasDetail(details, &detail)) {
    absl::Status status(code, wire.message);
    status.SetPayload(kDetailUrl, absl::Cord(detail));
    return status;
  }
  if (code == absl::StatusCode::kUnavailable) {
    return model::ToStatus(
        {.reason = v1::REASON_SERVER_UNREACHABLE, .message = wire.message, .got = server});
  }
  if (code == absl::StatusCode::kResourceExhausted &&
      absl::StrContains(wire.message, "larger than max")) {
    return model::ToStatus({.reason = v1::REASON_TOO_LARGE, .message = wire.message});
  }
  return absl::Status(code, wire.message);
}

bool IsWorthARetry(const absl::Status& status) {
  const v1::Reason reason = ReasonOf(status);
  return reason == v1::REASON_SERVER_UNREACHABLE || reason == v1::REASON_OVERLOADED;
}

bool IsOutOfStep(const absl::Status& status) {
  return ReasonOf(status) == v1::REASON_IMPORT_OFFSET;
}

}  // namespace jifen::tools::cli
