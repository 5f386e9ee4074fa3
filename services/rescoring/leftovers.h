// services/rescoring/leftovers.h: removes what nobody reads any more.
//
//   Shape    of a run that ended its ranges and values; of one that failed or was cancelled all that it wrote; of a
//            generation that was dropped its cards and its ranking.
//   Errors   the store's.
//   Threads  one at a time.
#pragma once

#include <atomic>

#include "absl/status/status.h"
#include "storage/kv/store.h"

namespace jifen::services::rescoring {

// Returns once nothing is left to remove, or when told to stop. What is removed is removed for good, in commits of
// some thousand keys: a crash in between loses nothing but time.
absl::Status RemoveLeftovers(storage::kv::Store& store, const std::atomic<bool>& stop);

}  // namespace jifen::services::rescoring
