#include "storage/tables/page.h"

#include <memory>

#include "absl/strings/escaping.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "storage/tables/message_names.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

// A token is, in base64 for addresses: format, binding to the list and position, position.
constexpr char kTokenFormat = '\x01';
constexpr size_t kBindingAt = 1;
constexpr size_t kBindingBytes = 8;
constexpr size_t kPositionAt = kBindingAt + kBindingBytes;

std::string Binding(std::string_view scope, std::string_view position) {
  model::Sha256 sha256;
  sha256.AddU32(static_cast<uint32_t>(scope.size()));
  sha256.Add(scope);
  sha256.Add(position);
  return sha256.Finish().substr(0, kBindingBytes);
}

absl::Status TokenInvalid(std::string_view token) {
  return model::ToStatus({.reason = v1::REASON_PAGE_TOKEN_INVALID,
                          .message = "begin again at the first page",
                          .path = "page_token",
                          .got = std::string(token),
                          .want = "next_page_token of the page before, with the same filters"});
}

absl::StatusOr<std::string> ParsePageToken(std::string_view scope, std::string_view token) {
  std::string bytes;
  const bool decoded =
      absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes);
  if (!decoded || bytes.size() <= kPositionAt || bytes[0] != kTokenFormat) {
    return TokenInvalid(token);
  }
  std::string position = bytes.substr(kPositionAt);
  if (bytes.substr(kBindingAt, kBindingBytes) != Binding(scope, position)) {
    return TokenInvalid(token);
  }
  return position;
}

void ClearField(const char* name, google::protobuf::Message& message) {
  const google::protobuf::FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) message.GetReflection()->ClearField(&message, field);
}

}  // namespace

std::string ListScope(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> filters(request.New());
  filters->CopyFrom(request);
  ClearField("page_size", *filters);
  ClearField("page_token", *filters);
  return request.GetTypeName() + '\0' + SerializeStored(*filters);
}

absl::StatusOr<kv::KeyRange> RangeAfter(std::string_view prefix, std::string_view last) {
  kv::KeyRange range = kv::PrefixRange(prefix);
  if (last.empty()) return range;
  if (!last.starts_with(prefix)) return PositionInvalid();
  range.begin = std::string(last) + '\0';
  return range;
}

absl::Status PositionInvalid() { return TokenInvalid(""); }

absl::StatusOr<PageQuery> ParsePage(const PageFields& fields, std::string_view scope) {
  if (fields.page_size < 0 || fields.page_size > fields.size_max) {
    return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                            .path = "page_size",
                            .got = std::to_string(fields.page_size),
                            .want = "0 (" + std::to_string(fields.size_default) + ") to " +
                                    std::to_string(fields.size_max)});
  }
  const int32_t size = fields.page_size == 0 ? fields.size_default : fields.page_size;
  PageQuery query{.size = static_cast<size_t>(size)};
  if (fields.page_token.empty()) return query;
  absl::StatusOr<std::string> position = ParsePageToken(scope, fields.page_token);
  if (!position.ok()) return position.status();
  query.after = *std::move(position);
  return query;
}

std::string FormatPageToken(std::string_view scope, std::string_view position) {
  if (position.empty()) return "";
  const std::string bytes =
      std::string(1, kTokenFormat) + Binding(scope, position) + std::string(position);
  return absl::WebSafeBase64Escape(bytes);
}

}  // namespace jifen::storage::tables
