// storage/kv/request_form.h: form and limits of a commit, as far as the request alone shows them
// (K12).
//
//   Errors   INVALID_ARGUMENT, the first of: no writes, too many writes, too many preconditions;
//            then the preconditions in their order (key empty or too long), the writes in their
//            order (key empty or too long, value too long, erasure with a stamp, stamp outside the
//            key); too many bytes.
//   Threads  pure functions.
#pragma once

#include <cstddef>

#include "absl/status/status.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {

absl::Status ValidateRequest(const CommitRequest& request);

// The bytes that count against kCommitBytesMax and kPendingBytesMax: all keys and values.
size_t RequestBytes(const CommitRequest& request);

}  // namespace jifen::storage::kv
