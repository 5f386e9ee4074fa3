// services/rescoring/check_progress.h: how far the check of a run is, which the store does not know.
//
//   Shape    of one run at a time: the one whose check began last.
//   Threads  may be shared.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace jifen::services::rescoring {

class CheckProgress {
 public:
  void Begin(std::string generation_id) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    generation_id_ = std::move(generation_id);
    done_ = 0;
  }
  // One more enterprise of the run that began last.
  void Add() { done_.fetch_add(1, std::memory_order_relaxed); }

  // 0 for another run.
  uint64_t DoneOf(const std::string& generation_id) const ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    return generation_id == generation_id_ ? done_.load() : 0;
  }

 private:
  mutable absl::Mutex mutex_;
  std::string generation_id_ ABSL_GUARDED_BY(mutex_);
  std::atomic<uint64_t> done_ = 0;
};

}  // namespace jifen::services::rescoring
