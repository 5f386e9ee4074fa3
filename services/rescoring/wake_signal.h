// services/rescoring/wake_signal.h: wakes a thread that waits for something to do.
//
//   Shape    a call before the wait counts: nothing is missed, and many calls wake once.
//   Threads  may be shared; one thread waits.
#pragma once

#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace jifen::services::rescoring {

class WakeSignal {
 public:
  void Wake() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    woken_ = true;
  }

  // Until woken, or for so long; whether it was woken.
  bool Wait(absl::Duration longest = absl::InfiniteDuration()) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    mutex_.AwaitWithTimeout(absl::Condition(&woken_), longest);
    return std::exchange(woken_, false);
  }

  // Whether the next wait will not wait.
  bool is_woken() const ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    return woken_;
  }

 private:
  mutable absl::Mutex mutex_;
  bool woken_ ABSL_GUARDED_BY(mutex_) = true;
};

}  // namespace jifen::services::rescoring
