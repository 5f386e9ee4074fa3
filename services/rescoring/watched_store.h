// services/rescoring/watched_store.h: a store that tells when something was committed.
//
//   Shape    the store that it holds, and a listener that is called after each commit that was written.
//   Errors   none of its own.
//   Threads  as the store. Listen before others commit; the listener is called on the writer's thread and must not block.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "storage/kv/store.h"

namespace jifen::services::rescoring {

class WatchedStore final : public storage::kv::Store {
 public:
  explicit WatchedStore(std::unique_ptr<storage::kv::Store> store) : store_(std::move(store)) {}

  void Listen(std::function<void()> listener) { listener_ = std::move(listener); }

  absl::StatusOr<std::shared_ptr<const storage::kv::Snapshot>> NewSnapshot() override {
    return store_->NewSnapshot();
  }

  void Commit(storage::kv::CommitRequest request, storage::kv::CommitDone done) override {
    store_->Commit(std::move(request),
                   [this, done = std::move(done)](absl::StatusOr<storage::kv::Revision> revision) {
                     const bool written = revision.ok();
                     done(std::move(revision));
                     if (written && listener_) listener_();
                   });
  }

 private:
  std::function<void()> listener_;  // outlives the store, whose last commits still call it
  std::unique_ptr<storage::kv::Store> store_;
};

}  // namespace jifen::services::rescoring
