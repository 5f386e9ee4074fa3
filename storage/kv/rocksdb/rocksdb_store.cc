#include "storage/kv/rocksdb/rocksdb_store.h"

#include <deque>
#include <utility>

#include "storage/kv/backend.h"
#include "storage/kv/rocksdb/database.h"
#include "storage/kv/rocksdb/database_snapshot.h"
#include "storage/kv/writer.h"

namespace jifen::storage::kv::rocksdb {
namespace {

class RocksDbBackend final : public Backend {
 public:
  explicit RocksDbBackend(std::shared_ptr<Database> database) : database_(std::move(database)) {}

  absl::Status Apply(const std::deque<RevisedWrite>& writes, Revision newest) override {
    return database_->Write(writes, newest);
  }

  absl::StatusOr<std::shared_ptr<const Snapshot>> Head() override {
    return std::make_shared<const DatabaseSnapshot>(database_);
  }

 private:
  const std::shared_ptr<Database> database_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Open(const OpenOptions& options) {
  absl::StatusOr<std::shared_ptr<Database>> database = Database::Open(options);
  if (!database.ok()) return database.status();
  return StartWriter(std::make_unique<RocksDbBackend>(*std::move(database)));
}

}  // namespace jifen::storage::kv::rocksdb
