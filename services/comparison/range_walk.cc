#include "services/comparison/range_walk.h"

#include <thread>

#include "absl/synchronization/mutex.h"

namespace jifen::services::comparison {
namespace {

class Walk {
 public:
  Walk(const std::vector<WalkRange>& ranges, const RangeWork& work, WalkProgress* progress)
      : ranges_(ranges), work_(work), progress_(*progress) {}

  absl::StatusOr<bool> Go(const ProgressTeller& tell) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kWalkThreads; ++i) threads.emplace_back([this] { Work(); });
    Tell(tell);
    for (std::thread& thread : threads) thread.join();
    absl::MutexLock lock(&mutex_);
    if (!first_.ok()) return first_;
    return !progress_.stop;
  }

 private:
  void Work() {
    while (!progress_.stop) {
      const size_t i = next_++;
      if (i >= ranges_.size()) break;
      const absl::Status status = work_(ranges_[i]);
      if (status.ok()) continue;
      absl::MutexLock lock(&mutex_);
      if (first_.ok()) first_ = status;
      progress_.stop = true;
    }
    absl::MutexLock lock(&mutex_);
    ++ended_;
  }

  // Until all threads have ended.
  void Tell(const ProgressTeller& tell) {
    bool heard = true;
    for (bool ended = false; !ended;) {
      heard = heard && comparison::Tell(progress_, tell);
      if (!heard) progress_.stop = true;
      absl::MutexLock lock(&mutex_);
      ended = mutex_.AwaitWithTimeout(absl::Condition(this, &Walk::HasEnded), kTellPause);
    }
  }

  bool HasEnded() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return ended_ == kWalkThreads; }

  const std::vector<WalkRange>& ranges_;
  const RangeWork& work_;
  WalkProgress& progress_;
  std::atomic<size_t> next_ = 0;
  absl::Mutex mutex_;
  absl::Status first_ ABSL_GUARDED_BY(mutex_);
  int ended_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

bool Tell(const WalkProgress& progress, const ProgressTeller& tell) {
  v1::ComparisonProgress message;
  message.set_enterprises_done(progress.done);
  message.set_enterprises(progress.enterprises);
  return tell(message);
}

absl::StatusOr<bool> WalkThrough(const std::vector<WalkRange>& ranges, const RangeWork& work,
                                 const ProgressTeller& tell, WalkProgress* progress) {
  return Walk(ranges, work, progress).Go(tell);
}

}  // namespace jifen::services::comparison
