#include "services/server/store_factory.h"

#include "proto/model/error.h"
#include "spdlog/spdlog.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/kv/rocksdb/rocksdb_store.h"

namespace jifen::services::server {
namespace {

v1::Reason ReasonOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kFailedPrecondition:
      return v1::REASON_STORE_IN_USE;
    case absl::StatusCode::kDataLoss:
      return v1::REASON_DATA_CORRUPT;
    default:
      return v1::REASON_STORE_STOPPED;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<storage::kv::Store>> OpenStore(const StoreSetting& setting) {
  if (setting.data_folder.empty()) return storage::kv::memory::NewStore();
  storage::kv::rocksdb::OpenOptions options{.folder = setting.data_folder};
  options.fault_log = [](const std::string& line) { spdlog::error("store: {}", line); };
  if (setting.memory_mib > 0) options.memory_bytes = static_cast<size_t>(setting.memory_mib) << 20;
  absl::StatusOr<std::unique_ptr<storage::kv::Store>> store = storage::kv::rocksdb::Open(options);
  if (store.ok()) return store;
  return model::ToStatus({.reason = ReasonOf(store.status().code()),
                          .message = std::string(store.status().message()),
                          .path = "data"});
}

}  // namespace jifen::services::server
