#include "storage/kv/memory/memory_store.h"

#include <atomic>
#include <cassert>
#include <optional>
#include <string>
#include <utility>

#include "storage/kv/backend.h"
#include "storage/kv/memory/tree.h"
#include "storage/kv/writer.h"

namespace jifen::storage::kv::memory {

// The state is touched only by who holds the lease, and one store's writer hands it to the next by
// `in_use`.
class Medium {
 public:
  std::atomic<bool> in_use = false;
  Tree tree;
  Revision newest = 0;
};

namespace {

// Holds the medium for a store and its snapshots.
class Lease {
 public:
  explicit Lease(std::shared_ptr<Medium> medium) : medium_(std::move(medium)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { medium_->in_use = false; }

  Medium& medium() const { return *medium_; }

 private:
  const std::shared_ptr<Medium> medium_;
};

class MemoryCursor final : public Cursor {
 public:
  MemoryCursor(std::shared_ptr<const Snapshot> snapshot, Tree tree, KeyRange range)
      : snapshot_(std::move(snapshot)),
        range_(std::move(range)),
        walk_(std::move(tree), range_.begin) {}

  bool Valid() const override {
    return walk_.entry() != nullptr && (range_.end.empty() || walk_.entry()->key < range_.end);
  }
  void Next() override { walk_.Next(); }
  std::string_view key() const override { return walk_.entry()->key; }
  std::string_view value() const override { return walk_.entry()->value; }
  Revision version() const override { return walk_.entry()->version; }
  absl::Status status() const override { return absl::OkStatus(); }

 private:
  const std::shared_ptr<const Snapshot> snapshot_;
  const KeyRange range_;
  Walk walk_;
};

class MemorySnapshot final : public Snapshot, public std::enable_shared_from_this<MemorySnapshot> {
 public:
  explicit MemorySnapshot(std::shared_ptr<const Lease> lease)
      : lease_(std::move(lease)),
        tree_(lease_->medium().tree),
        revision_(lease_->medium().newest) {}

  Revision revision() const override { return revision_; }

  absl::StatusOr<std::optional<Entry>> Find(std::string_view key) const override {
    const Entry* entry = memory::Find(tree_, key);
    return entry == nullptr ? std::nullopt : std::optional(*entry);
  }

  std::unique_ptr<Cursor> Scan(KeyRange range) const override {
    return std::make_unique<MemoryCursor>(shared_from_this(), tree_, std::move(range));
  }

 private:
  const std::shared_ptr<const Lease> lease_;
  const Tree tree_;
  const Revision revision_;
};

class MemoryBackend final : public Backend {
 public:
  explicit MemoryBackend(std::shared_ptr<const Lease> lease) : lease_(std::move(lease)) {}

  absl::Status Apply(const std::deque<RevisedWrite>& writes, Revision newest) override {
    Medium& medium = lease_->medium();
    for (const RevisedWrite& write : writes) {
      medium.tree =
          write.value.has_value()
              ? Put(medium.tree,
                    std::make_shared<const Entry>(Entry{write.key, *write.value, write.version}))
              : Erase(medium.tree, write.key);
    }
    medium.newest = newest;
    return absl::OkStatus();
  }

  absl::StatusOr<std::shared_ptr<const Snapshot>> Head() override {
    return std::make_shared<const MemorySnapshot>(lease_);
  }

 private:
  const std::shared_ptr<const Lease> lease_;
};

}  // namespace

std::shared_ptr<Medium> NewMedium() { return std::make_shared<Medium>(); }

absl::StatusOr<std::unique_ptr<Store>> Open(std::shared_ptr<Medium> medium) {
  if (medium->in_use.exchange(true)) {
    return absl::FailedPreconditionError(
        "the medium is in use by another store or its snapshots; close them first");
  }
  return StartWriter(
      std::make_unique<MemoryBackend>(std::make_shared<const Lease>(std::move(medium))));
}

std::unique_ptr<Store> NewStore() {
  absl::StatusOr<std::unique_ptr<Store>> store = Open(NewMedium());
  assert(store.ok());  // nobody else knows the medium
  return *std::move(store);
}

}  // namespace jifen::storage::kv::memory
