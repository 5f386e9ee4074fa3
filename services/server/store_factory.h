// services/server/store_factory.h: opens the store that the configuration names. Only here is a
// backend named.
//
//   Errors   those of the backend's Open, as reasons: STORE_IN_USE, DATA_CORRUPT, STORE_STOPPED.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::services::server {

struct StoreSetting {
  std::string data_folder;  // empty: in memory, gone with the process
  int memory_mib = 0;       // what the backend on disk may hold; 0: its default
};

absl::StatusOr<std::unique_ptr<storage::kv::Store>> OpenStore(const StoreSetting& setting);

}  // namespace jifen::services::server
