// tests/services/rescoring/hooked_store.h: a store that lets a test in before each commit and each snapshot.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "storage/kv/store.h"

namespace jifen::services::rescoring {

class HookedStore final : public storage::kv::Store {
 public:
  struct Hooks {
    std::function<void()> before_snapshot = [] {};
    // What a commit fails with, if anything.
    std::function<absl::Status(const storage::kv::CommitRequest&)> before_commit =
        [](const storage::kv::CommitRequest&) { return absl::OkStatus(); };
  };

  HookedStore(storage::kv::Store& store, Hooks hooks) : store_(store), hooks_(std::move(hooks)) {}

  absl::StatusOr<std::shared_ptr<const storage::kv::Snapshot>> NewSnapshot() override {
    hooks_.before_snapshot();
    return store_.NewSnapshot();
  }
  void Commit(storage::kv::CommitRequest request, storage::kv::CommitDone done) override {
    if (absl::Status refused = hooks_.before_commit(request); !refused.ok()) return done(refused);
    store_.Commit(std::move(request), std::move(done));
  }

 private:
  storage::kv::Store& store_;
  const Hooks hooks_;
};

}  // namespace jifen::services::rescoring
