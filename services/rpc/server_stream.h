// services/rpc/server_stream.h: a call that answers with many messages, made by a producer on a thread of the executor.
//
//   Shape    Write waits until the message before is on its way: a slow reader slows the producer, and nothing piles
//            up in our memory.
//   Range    as many producers at once as there are StreamPlaces, for each holds a thread; a reader that takes nothing
//            for kReadPauseMax loses its place.
//   Errors   OVERLOADED (no place, or the executor's queue is full), then the producer's.
//   Threads  the producer runs on one thread; gRPC's callbacks only wake it.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "services/rpc/executor.h"
#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::rpc {

inline constexpr absl::Duration kReadPauseMax = absl::Minutes(2);

// The places of long streams, of which the executor has too few threads to give one to everybody.
class StreamPlaces {
 public:
  static constexpr int kStreamsMax = 4;

  // At most half of the threads, so that short calls find one as well; an executor needs two of them.
  static constexpr int PlacesOf(int threads) { return std::clamp(threads / 2, 1, kStreamsMax); }

  explicit StreamPlaces(int places) : places_(places) {}

  bool Take() {
    if (taken_.fetch_add(1) < places_) return true;
    taken_.fetch_sub(1);
    return false;
  }
  void GiveBack() { taken_.fetch_sub(1); }

 private:
  const int places_;
  std::atomic<int> taken_ = 0;
};

template <typename Response>
class ServerStream final : public grpc::ServerWriteReactor<Response> {
 public:
  // False: the reader is gone, and the producer should end.
  using Writer = std::function<bool(const Response&)>;
  using Producer = std::function<absl::Status(const Writer&)>;

  struct Setting {
    Executor& executor;
    StreamPlaces& places;
    grpc::CallbackServerContext& context;
  };

  // Deletes itself at its end. What the producer refers to must outlive it.
  ServerStream(Setting setting, Producer producer) : setting_(setting) {
    has_place_ = setting_.places.Take();
    const bool started =
        has_place_ && setting_.executor.TryRun([this, producer = std::move(producer)] {
          const absl::Status status = producer([this](const Response& m) { return Write(m); });
          this->Finish(ToGrpcStatus(status));
        });
    if (!started) this->Finish(ToGrpcStatus(Overloaded()));
  }

  void OnWriteDone(bool ok) override ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    broken_ = broken_ || !ok;
  }
  void OnCancel() override ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    broken_ = true;
  }
  void OnDone() override {
    if (has_place_) setting_.places.GiveBack();
    delete this;
  }

 private:
  bool Write(const Response& response) ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      absl::MutexLock lock(&mutex_);
      if (broken_) return false;
      writing_ = true;
    }
    this->StartWrite(&response);
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(this, &ServerStream::IsWritten), kReadPauseMax)) {
      setting_.context.TryCancel();
      mutex_.Await(absl::Condition(this, &ServerStream::IsWritten));
    }
    return !broken_;
  }

  bool IsWritten() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return !writing_; }

  const Setting setting_;
  bool has_place_ = false;
  absl::Mutex mutex_;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool broken_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace jifen::services::rpc
