// services/rescoring/leftovers.h: removes what nobody reads any more.
//
//   Shape    of a run that ended its ranges and values; of one that failed or was cancelled all that it wrote; of a
//            generation that was dropped its cards and its ranking.
//   Errors   the store's.
//   Threads  one at a time.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::services::rescoring {

// Returns true once nothing is left to remove; false if `interrupted` says so in between. What is removed is removed for
// good, in commits of some thousand keys: a crash in between loses nothing but time.
absl::StatusOr<bool> RemoveLeftovers(storage::kv::Store& store,
                                     const std::function<bool()>& interrupted);

}  // namespace jifen::services::rescoring
