#include "services/rescoring/run_watch.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::rescoring {
namespace {

constexpr absl::Duration kPaceWindow = absl::Seconds(5);

// What an enterprise costs in a phase, in parts of what it costs in that of points; measured.
struct PhaseCost {
  v1::RunPhase phase;
  uint64_t percent;
};
constexpr PhaseCost kCosts[] = {
    {v1::RUN_PHASE_VALUES, 40}, {v1::RUN_PHASE_POINTS, 100}, {v1::RUN_PHASE_CHECK, 15}};

// What is still to do, in hundredths of the enterprises of this phase.
uint64_t RestInPercent(const v1::Run& run) {
  const uint64_t done = std::min(run.enterprises_done(), run.enterprises());
  uint64_t here = 100;
  uint64_t later = 0;
  for (const PhaseCost& cost : kCosts) {
    if (cost.phase == run.phase()) here = cost.percent;
    if (cost.phase > run.phase()) later += cost.percent;
  }
  return (run.enterprises() - done) * 100 + run.enterprises() * later * 100 / here;
}

bool GoesOn(const v1::Run& run) { return run.state() == v1::RUN_STATE_RUNNING; }

}  // namespace

void RunPace::Observe(absl::Time now, v1::WatchRunResponse* answer) {
  const v1::Run& run = answer->run();
  if (run.phase() != phase_) seen_.clear();
  phase_ = run.phase();
  seen_.push_back({now, run.enterprises_done()});
  while (seen_.size() > 2 && now - seen_.front().at > kPaceWindow) seen_.pop_front();
  const absl::Duration time = now - seen_.front().at;
  const uint64_t done =
      run.enterprises_done() - std::min(run.enterprises_done(), seen_.front().done);
  if (!GoesOn(run) || done == 0 || time <= absl::ZeroDuration()) return;
  const auto micros = static_cast<uint64_t>(absl::ToInt64Microseconds(time));
  answer->set_enterprises_per_second(done * 1'000'000 / micros);
  const absl::Duration left =
      time * static_cast<int64_t>(RestInPercent(run)) / static_cast<int64_t>(done * 100);
  answer->mutable_time_left()->set_seconds(absl::ToInt64Seconds(left));
}

RunWatch::RunWatch(Setting setting, std::string generation_id) : setting_(setting) {
  request_.set_generation_id(std::move(generation_id));
  if (!setting_.executor.TryRun([this] { Look(); })) Finish(rpc::ToGrpcStatus(rpc::Overloaded()));
}

grpc::Status RunWatch::End() const {
  if (setting_.context.IsCancelled()) return grpc::Status::CANCELLED;
  if (!setting_.server_ends) return grpc::Status::OK;
  return grpc::Status(grpc::StatusCode::UNAVAILABLE, "the server shuts down; watch again");
}

void RunWatch::Look() {
  if (const grpc::Status end = End(); !end.ok()) return Finish(end);
  absl::StatusOr<v1::GetRunResponse> run = setting_.handler.GetRun(request_);
  if (!run.ok()) return Finish(rpc::ToGrpcStatus(run.status()));
  answer_.Clear();
  answer_.mutable_run()->Swap(run->mutable_run());
  pace_.Observe(absl::Now(), &answer_);
  StartWrite(&answer_);
}

void RunWatch::OnWriteDone(bool ok) {
  if (!ok) return Finish(grpc::Status::CANCELLED);
  if (!GoesOn(answer_.run())) return Finish(grpc::Status::OK);
  LookLater();
}

void RunWatch::LookLater() {
  const auto deadline = std::chrono::system_clock::now() + absl::ToChronoMilliseconds(kWatchPause);
  // A new one each time: this may be called from the callback of the one before, which must not be set again in it.
  alarm_ = std::make_unique<grpc::Alarm>();
  alarm_->Set(deadline, [this](bool /*expired*/) {
    if (const grpc::Status end = End(); !end.ok()) return Finish(end);
    // The executor is busy: whoever watches can wait.
    if (!setting_.executor.TryRun([this] { Look(); })) LookLater();
  });
}

}  // namespace jifen::services::rescoring
