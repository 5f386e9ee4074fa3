// services/rescoring/work_guard.h: whether work for a run is still wanted, asked line by line.
//
//   Errors   IsStopped(): the server shuts down, or another thread of the same work failed. ABORTED: the run was paused,
//            cancelled, or taken by somebody else. The store's.
//   Threads  one for each thread.
//   Cost     one look at the store for each lines_per_look of the setting.
#pragma once

#include <atomic>
#include <cstdint>

#include "absl/status/status.h"
#include "services/rescoring/run_context.h"

namespace jifen::services::rescoring {

class WorkGuard {
 public:
  // `failed` says that another thread did; null: there is none.
  explicit WorkGuard(const RunContext& context, const std::atomic<bool>* failed = nullptr)
      : context_(context), failed_(failed) {}

  // So many lines more were worked through.
  absl::Status Pass(uint64_t lines = 1);

 private:
  absl::Status LookAtRun() const;

  const RunContext& context_;
  const std::atomic<bool>* const failed_;
  uint64_t passed_ = 0;
};

}  // namespace jifen::services::rescoring
