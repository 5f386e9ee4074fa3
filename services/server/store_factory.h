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

// An empty folder's name means: in memory, gone with the process.
absl::StatusOr<std::unique_ptr<storage::kv::Store>> OpenStore(const std::string& data_folder);

}  // namespace jifen::services::server
