// services/rpc/executor.h: the threads that run handlers, because gRPC's own must never block.
//
//   Shape    a fixed number of threads and one queue with a limit.
//   Range    1..256 threads; queue_max waiting tasks.
//   Errors   TryRun says no when the queue is full or the executor is shutting down: nothing was
//            started.
//   Threads  TryRun may be called from any thread. The destructor runs what waits, then joins.
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace jifen::services::rpc {

struct ExecutorSize {
  int threads = 1;
  int queue_max = 1;
};

class Executor {
 public:
  explicit Executor(ExecutorSize size);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // A task must not throw.
  [[nodiscard]] bool TryRun(std::function<void()> task) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Work() ABSL_LOCKS_EXCLUDED(mutex_);
  bool HasWorkOrStops() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return stopping_ || !tasks_.empty();
  }

  const size_t queue_max_;
  absl::Mutex mutex_;
  std::deque<std::function<void()>> tasks_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace jifen::services::rpc
