#include "storage/tables/run_once.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "storage/tables/commits.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/message_names.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

bool IsIdCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

std::string RequestKey(const RequestContext& context) {
  KeyWriter key(Prefix::kRequest);
  key.Text(context.principal).Text(context.request_id);
  return std::move(key).Take();
}

std::string BodySha256(const RequestContext& context, const google::protobuf::Message& request) {
  return model::Sha256Of(context.method + '\0' + SerializeStored(request));
}

// A request on its way: where its answer stands, and what it is known by.
struct Call {
  const RequestContext& context;
  std::string key;
  std::string body_sha256;
};

absl::StatusOr<std::optional<OnceAnswer>> FindAnswer(const kv::Snapshot& snapshot,
                                                     const Call& call) {
  const absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(call.key);
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  stored::StoredRequest message;
  if (absl::Status status = ParseStored((*entry)->value, message); !status.ok()) return status;
  if (message.body_sha256() != call.body_sha256) {
    return model::ToStatus({.reason = v1::REASON_REQUEST_ID_REUSED,
                            .message = "take a new request id for a new request",
                            .path = "request_id",
                            .got = call.context.request_id,
                            .want = "an id that was not used with another method or body"});
  }
  return OnceAnswer{.response = std::move(*message.mutable_response()),
                    .revision = (*entry)->version};
}

void PutAnswer(const Call& call, const std::string& response, kv::CommitRequest& commit) {
  stored::StoredRequest message;
  message.set_body_sha256(call.body_sha256);
  message.set_response(response);
  // First of all: who comes second with the same id must not be told of any other conflict.
  commit.preconditions.insert(commit.preconditions.begin(), kv::KeyAtVersion{.key = call.key});
  commit.writes.push_back({.key = call.key, .value = SerializeStored(message)});
  PutCommitNote({.committed_at = call.context.now, .principal = call.context.principal}, commit);
}

// One attempt. CONCURRENT_CHANGE of the commit is told apart from that of the attempt by `overtaken`.
absl::StatusOr<OnceAnswer> Attempt(kv::Store& store, const Call& call,
                                   const SerializedAttempt& attempt, bool& overtaken) {
  overtaken = false;
  const absl::StatusOr<std::shared_ptr<const kv::Snapshot>> snapshot = TakeSnapshot(store);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<std::optional<OnceAnswer>> known = FindAnswer(**snapshot, call);
  if (!known.ok()) return known.status();
  if (known->has_value()) return **std::move(known);
  kv::CommitRequest commit;
  absl::StatusOr<std::string> response = attempt(**snapshot, commit);
  if (!response.ok()) return response.status();
  PutAnswer(call, *response, commit);
  const absl::StatusOr<kv::Revision> revision = kv::CommitAndWait(store, std::move(commit));
  overtaken = absl::IsAborted(revision.status());
  if (!revision.ok()) return FromStore(revision.status());
  return OnceAnswer{.response = *std::move(response), .revision = *revision};
}

}  // namespace

absl::Status CheckRequestId(std::string_view id, std::string_view path) {
  const bool fits = !id.empty() && id.size() <= kRequestIdBytesMax &&
                    std::all_of(id.begin(), id.end(), IsIdCharacter);
  if (fits) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_REQUEST_ID_INVALID,
                          .path = std::string(path),
                          .got = std::string(id),
                          .want = "1 to 64 of A-Z a-z 0-9 . _ -"});
}

absl::StatusOr<OnceAnswer> RunOnceSerialized(kv::Store& store, const RequestContext& context,
                                             const google::protobuf::Message& request,
                                             const SerializedAttempt& attempt) {
  if (absl::Status status = CheckRequestId(context.request_id); !status.ok()) return status;
  const Call call{
      .context = context, .key = RequestKey(context), .body_sha256 = BodySha256(context, request)};
  bool overtaken = true;
  absl::StatusOr<OnceAnswer> answer = absl::UnknownError("no attempt was made");
  for (int i = 0; overtaken && i < kAttemptsMax; ++i) {
    answer = Attempt(store, call, attempt, overtaken);
  }
  return answer;
}

absl::Status ParseAnswer(const OnceAnswer& answer, google::protobuf::Message& response) {
  return ParseStored(answer.response, response);
}

}  // namespace jifen::storage::tables
