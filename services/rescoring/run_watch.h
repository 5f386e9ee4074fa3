// services/rescoring/run_watch.h: tells one watcher how a run gets on.
//
//   Shape    an answer every kWatchPause, each on the executor for a moment only: watchers hold no thread. Ends when the
//            run has ended or is paused, and within kWatchPause once the server is about to end.
//   Errors   those of GetRun; UNAVAILABLE: the server ends, watch again.
//   Threads  gRPC's callbacks hand over to the executor; one thing at a time is under way.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/alarm.h"
#include "grpcpp/support/server_callback.h"
#include "jifen/v1/rescoring_service.pb.h"
#include "services/rescoring/rescoring_handler.h"
#include "services/rpc/executor.h"

namespace jifen::services::rescoring {

inline constexpr absl::Duration kWatchPause = absl::Milliseconds(500);

// How fast a run gets on, by what was seen of it.
class RunPace {
 public:
  // Fills rate and time left of the answer, whose run is as it is at `now`.
  void Observe(absl::Time now, v1::WatchRunResponse* answer);

 private:
  struct Seen {
    absl::Time at;
    uint64_t done = 0;
  };

  v1::RunPhase phase_ = v1::RUN_PHASE_UNSPECIFIED;
  std::deque<Seen> seen_;
};

class RunWatch final : public grpc::ServerWriteReactor<v1::WatchRunResponse> {
 public:
  struct Setting {
    RescoringHandler& handler;
    rpc::Executor& executor;
    const std::atomic<bool>& server_ends;
    grpc::CallbackServerContext& context;
  };

  // Deletes itself at its end.
  RunWatch(Setting setting, std::string generation_id);

  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  // Why there is nobody to look any more; OK while there is.
  grpc::Status End() const;
  void Look();
  void LookLater();

  const Setting setting_;
  v1::GetRunRequest request_;
  v1::WatchRunResponse answer_;
  RunPace pace_;
  std::unique_ptr<grpc::Alarm> alarm_;
};

}  // namespace jifen::services::rescoring
