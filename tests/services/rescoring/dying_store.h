// tests/services/rescoring/dying_store.h: a store whose process dies.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "storage/kv/store.h"

namespace jifen::services::rescoring {

// A store whose process dies after some commits: the next are lost, and nothing is answered.
class DyingStore final : public storage::kv::Store {
 public:
  DyingStore(storage::kv::Store& store, int commits) : store_(store), left_(commits) {}

  absl::StatusOr<std::shared_ptr<const storage::kv::Snapshot>> NewSnapshot() override {
    if (left_ <= 0) return Die();
    return store_.NewSnapshot();
  }
  void Commit(storage::kv::CommitRequest request, storage::kv::CommitDone done) override {
    if (left_.fetch_sub(1) <= 0) return done(Die());
    store_.Commit(std::move(request), std::move(done));
  }
  bool is_dead() const { return dead_; }

 private:
  absl::Status Die() {
    dead_ = true;
    return absl::UnavailableError("dead");
  }

  storage::kv::Store& store_;
  std::atomic<bool> dead_ = false;
  std::atomic<int> left_;
};

}  // namespace jifen::services::rescoring
