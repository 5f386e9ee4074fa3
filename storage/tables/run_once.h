// storage/tables/run_once.h: request ids: what was done under one is never done again.
//
//   Shape    RunOnce looks for the request id of this principal. Found: the stored answer. Not found: it
//            runs an attempt on a snapshot, and commits the attempt's writes, the answer and a note of the
//            commit together. If somebody else changed what the attempt relied on, it attempts again.
//   Range    a request id has 1..64 of A-Z a-z 0-9 . _ -. At most kAttemptsMax attempts.
//   Errors   REQUEST_ID_INVALID; REQUEST_ID_REUSED (known with another method or body); the attempt's
//            own; CONCURRENT_CHANGE (all attempts were overtaken); the store's. Faults are not stored:
//            the id stays free.
//   Threads  may be called from many threads, with equal ids, too. It waits for the commit: not to be
//            called on a gRPC callback thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "storage/kv/store.h"

namespace jifen::storage::tables {

inline constexpr int kAttemptsMax = 50;
inline constexpr size_t kRequestIdBytesMax = 64;

// OK, or REQUEST_ID_INVALID at `path`.
absl::Status CheckRequestId(std::string_view id, std::string_view path = "request_id");

struct RequestContext {
  std::string principal;  // who asks; request ids of different principals do not meet
  std::string method;     // e.g. jifen.v1.RegistryService/PutRecord
  std::string request_id;
  absl::Time now;  // what the commit is noted with
};

template <typename Response>
struct OnceSteps {
  // Reads the snapshot, adds preconditions and writes to the commit (none is fine: the answer alone is
  // stored then), and answers with revision 0 wherever the commit's own will stand. May run many times.
  std::function<absl::StatusOr<Response>(const kv::Snapshot&, kv::CommitRequest&)> attempt;
  // Writes the commit's revision where the answer has 0. Left out: the answer has no revision.
  std::function<void(kv::Revision, Response&)> fill_revision = nullptr;
};

// An answer as stored, and the revision of the commit that stored it.
struct OnceAnswer {
  std::string response;
  kv::Revision revision = 0;
};

using SerializedAttempt =
    std::function<absl::StatusOr<std::string>(const kv::Snapshot&, kv::CommitRequest&)>;

// RunOnce for answers that are bytes.
absl::StatusOr<OnceAnswer> RunOnceSerialized(kv::Store& store, const RequestContext& context,
                                             const google::protobuf::Message& request,
                                             const SerializedAttempt& attempt);

// DATA_CORRUPT if the bytes are no such message.
absl::Status ParseAnswer(const OnceAnswer& answer, google::protobuf::Message& response);

template <typename Response>
absl::StatusOr<Response> RunOnce(kv::Store& store, const RequestContext& context,
                                 const google::protobuf::Message& request,
                                 const OnceSteps<Response>& steps) {
  const SerializedAttempt attempt = [&steps](
                                        const kv::Snapshot& snapshot,
                                        kv::CommitRequest& commit) -> absl::StatusOr<std::string> {
    absl::StatusOr<Response> response = steps.attempt(snapshot, commit);
    if (!response.ok()) return response.status();
    return response->SerializeAsString();
  };
  const absl::StatusOr<OnceAnswer> answer = RunOnceSerialized(store, context, request, attempt);
  if (!answer.ok()) return answer.status();
  Response response;
  if (absl::Status status = ParseAnswer(*answer, response); !status.ok()) return status;
  if (steps.fill_revision) steps.fill_revision(answer->revision, response);
  return response;
}

}  // namespace jifen::storage::tables
