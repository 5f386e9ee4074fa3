#include "proto/model/error.h"

#include <utility>

#include "absl/strings/cord.h"

namespace jifen::model {
namespace {

constexpr char kPayloadUrl[] = "type.googleapis.com/jifen.v1.ErrorDetail";
constexpr std::string_view kReasonPrefix = "REASON_";

struct CodeOfReasons {
  v1::Reason first;
  v1::Reason last;
  absl::StatusCode code;
};

// Ranges of reasons with one code; the first row that holds a reason counts.
constexpr CodeOfReasons kCodes[] = {
    {v1::REASON_FIELD_REQUIRED, v1::REASON_PAGE_TOKEN_GENERATION,
     absl::StatusCode::kInvalidArgument},
    {v1::REASON_ENTERPRISE_UNKNOWN, v1::REASON_NOTHING_PUBLISHED, absl::StatusCode::kNotFound},
    {v1::REASON_DUPLICATE_RECORD, v1::REASON_REQUEST_ID_REUSED, absl::StatusCode::kAlreadyExists},
    {v1::REASON_CONCURRENT_CHANGE, v1::REASON_CONCURRENT_CHANGE, absl::StatusCode::kAborted},
    {v1::REASON_IMPORT_OFFSET, v1::REASON_IMPORT_OFFSET, absl::StatusCode::kFailedPrecondition},
    {v1::REASON_GENERATION_EXISTS, v1::REASON_GENERATION_EXISTS, absl::StatusCode::kAlreadyExists},
    {v1::REASON_RUN_STATE, v1::REASON_GENERATION_KEPT, absl::StatusCode::kFailedPrecondition},
    {v1::REASON_NUMBER_OVERFLOW, v1::REASON_NUMBER_OVERFLOW, absl::StatusCode::kOutOfRange},
    {v1::REASON_EXPRESSION_SYNTAX, v1::REASON_SCHEME_MONOTONE, absl::StatusCode::kInvalidArgument},
    {v1::REASON_CARD_NOT_EXACT, v1::REASON_CARD_NOT_EXACT, absl::StatusCode::kInternal},
    {v1::REASON_DATA_CORRUPT, v1::REASON_DATA_CORRUPT, absl::StatusCode::kDataLoss},
    {v1::REASON_STORE_IN_USE, v1::REASON_STORE_IN_USE, absl::StatusCode::kFailedPrecondition},
    {v1::REASON_STORE_FULL, v1::REASON_STORE_FULL, absl::StatusCode::kResourceExhausted},
    {v1::REASON_STORE_STOPPED, v1::REASON_STORE_STOPPED, absl::StatusCode::kUnavailable},
    {v1::REASON_OVERLOADED, v1::REASON_OVERLOADED, absl::StatusCode::kResourceExhausted},
    {v1::REASON_SERVER_UNREACHABLE, v1::REASON_SERVER_UNREACHABLE, absl::StatusCode::kUnavailable},
    {v1::REASON_ADDRESS_IN_USE, v1::REASON_ADDRESS_IN_USE, absl::StatusCode::kFailedPrecondition},
    {v1::REASON_CELL_INVALID, v1::REASON_WORKBOOK_MERGED_CELLS, absl::StatusCode::kInvalidArgument},
};

bool IsContinuationByte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string Shorten(const std::string& text) {
  if (text.size() <= kGotBytesMax) return text;
  size_t end = kGotBytesMax - 3;
  while (end > 0 && IsContinuationByte(text[end])) --end;
  return text.substr(0, end) + "...";
}

void AppendPart(std::string_view label, const std::string& part, std::string_view between,
                std::string& message) {
  if (part.empty()) return;
  if (!message.empty()) message.append(between);
  message.append(label);
  message += part;
}

std::string MessageOf(const v1::ErrorDetail& detail, const std::string& text) {
  std::string message = detail.path();
  AppendPart("got ", detail.got(), ": ", message);
  AppendPart("want ", detail.want(), detail.got().empty() ? ": " : ", ", message);
  AppendPart("", text, ": ", message);
  return message;
}

}  // namespace

absl::StatusCode CodeOf(v1::Reason reason) {
  for (const CodeOfReasons& row : kCodes) {
    if (row.first <= reason && reason <= row.last) return row.code;
  }
  return absl::StatusCode::kInternal;
}

std::string ReasonName(v1::Reason reason) {
  const std::string& name = v1::Reason_Name(reason);
  return name.empty() ? "UNKNOWN" : name.substr(kReasonPrefix.size());
}

v1::ErrorDetail ToDetail(const Fault& fault) {
  v1::ErrorDetail detail;
  detail.set_reason(fault.reason);
  detail.set_path(fault.path);
  detail.set_got(Shorten(fault.got));
  detail.set_want(fault.want);
  detail.set_line(fault.line);
  detail.set_column(fault.column);
  return detail;
}

absl::Status ToStatus(const Fault& fault) {
  const v1::ErrorDetail detail = ToDetail(fault);
  absl::Status status(CodeOf(fault.reason), MessageOf(detail, fault.message));
  status.SetPayload(kPayloadUrl, absl::Cord(detail.SerializeAsString()));
  return status;
}

std::optional<v1::ErrorDetail> DetailOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayloadUrl);
  if (!payload.has_value()) return std::nullopt;
  v1::ErrorDetail detail;
  if (!detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

absl::Status WithPathPrefix(const absl::Status& status, std::string_view prefix) {
  std::optional<v1::ErrorDetail> detail = DetailOf(status);
  if (!detail.has_value()) return status;
  const std::string old_path = detail->path();
  std::string rest(status.message());
  if (!old_path.empty() && rest.starts_with(old_path)) rest.erase(0, old_path.size());
  detail->set_path(std::string(prefix) + (old_path.empty() ? "" : ".") + old_path);
  if (old_path.empty() && !rest.empty()) rest.insert(0, ": ");
  absl::Status prefixed(status.code(), detail->path() + rest);
  prefixed.SetPayload(kPayloadUrl, absl::Cord(detail->SerializeAsString()));
  return prefixed;
}

}  // namespace jifen::model
