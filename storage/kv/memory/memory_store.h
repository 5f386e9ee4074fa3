// storage/kv/memory/memory_store.h: the key-value store in memory; a real store, for tests.
//
//   Shape    a Medium is to it what the data folder is to a store on disk: it outlives the store,
//            can be opened again, and is open once (K10). "Durable" (K2) means for as long as the
//            medium lives.
//   Errors   Open: FAILED_PRECONDITION if the medium is in use.
//   Threads  as store.h says; a Medium may be shared.
//   Cost     all entries stay in memory; a snapshot costs nothing but the old entries that it still
//            sees.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv::memory {

class Medium;

std::shared_ptr<Medium> NewMedium();

absl::StatusOr<std::unique_ptr<Store>> Open(std::shared_ptr<Medium> medium);

// A store on a new medium of its own.
std::unique_ptr<Store> NewStore();

}  // namespace jifen::storage::kv::memory
