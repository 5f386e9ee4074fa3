// storage/tables/store_error.h: what a store's status means to a client: the one place that says so.
//
//   Errors   ABORTED CONCURRENT_CHANGE, DATA_LOSS DATA_CORRUPT, RESOURCE_EXHAUSTED OVERLOADED (too many
//            commits wait) or STORE_FULL (the disk), UNAVAILABLE STORE_STOPPED, FAILED_PRECONDITION
//            STORE_IN_USE; any other is a fault of the service: INTERNAL without an ErrorDetail, so that its
//            text goes to the log and not to the client.
//   Threads  free functions without state.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::storage::tables {

// OK stays OK; a status that carries a reason already stays as it is.
absl::Status FromStore(const absl::Status& status);

// DATA_CORRUPT: `what` was read from the store and is not what was written there.
absl::Status Corrupt(std::string what);

// A snapshot, with the error of this file.
absl::StatusOr<std::shared_ptr<const kv::Snapshot>> TakeSnapshot(kv::Store& store);

}  // namespace jifen::storage::tables
