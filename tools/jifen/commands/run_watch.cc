#include "tools/jifen/commands/run_watch.h"

#include <chrono>
#include <optional>
#include <thread>

#include "absl/time/clock.h"
#include "proto/model/error.h"
#include "tools/jifen/client/rescoring_calls.h"
#include "tools/jifen/client/status_decoding.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/interrupt.h"
#include "tools/jifen/json.h"
#include "tools/jifen/progress.h"
#include "tools/jifen/render/run_view.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

constexpr std::chrono::milliseconds kPause{250};

bool HasStopped(const v1::Run& run) {
  return run.state() != v1::RUN_STATE_RUNNING && run.state() != v1::RUN_STATE_UNSPECIFIED;
}

// What is lost when a server goes away in the midst of an answer.
bool IsLost(const absl::Status& status) {
  return status.ok() || status.code() == absl::StatusCode::kCancelled || IsWorthARetry(status);
}

class Watch {
 public:
  Watch(const Context& context, const Connection& connection, std::string generation_id)
      : context_(context), connection_(connection), generation_id_(std::move(generation_id)) {}

  // OK once the run has stopped, or the watch was interrupted.
  absl::Status Follow() {
    v1::WatchRunRequest request;
    request.set_generation_id(generation_id_);
    heard_at_ = absl::Now();
    while (true) {
      const absl::Status status = WatchRun(
          connection_, request, [this](const v1::WatchRunResponse& seen) { return See(seen); },
          &InterruptGuard::Interrupted);
      if (InterruptGuard::Interrupted() || HasStopped(run_)) return absl::OkStatus();
      if (!IsLost(status)) return status;
      if (absl::Now() - heard_at_ > connection_.options().timeout) {
        return status.ok() ? absl::UnavailableError("the server ended the watch") : status;
      }
      TellLoss();
      std::this_thread::sleep_for(kPause);
    }
  }

  const v1::Run& run() const { return run_; }

 private:
  absl::Status See(const v1::WatchRunResponse& seen) {
    heard_at_ = absl::Now();
    lost_ = false;
    run_ = seen.run();
    if (HasStopped(run_)) {
      progress_.reset();
      return absl::OkStatus();
    }
    if (!progress_.has_value() || phase_ != run_.phase()) {
      phase_ = run_.phase();
      const bool named = phase_ != v1::RUN_PHASE_UNSPECIFIED;
      progress_.reset();
      progress_.emplace(context_,
                        named ? EnumLabel(context_.terminal.language, v1::RunPhase_Name(phase_))
                              : StateText(context_.terminal, run_));
    }
    progress_->Update({.done = static_cast<int64_t>(run_.enterprises_done()),
                       .total = static_cast<int64_t>(run_.enterprises()),
                       .note = NoteOf(seen)},
                      heard_at_);
    return absl::OkStatus();
  }

  std::string NoteOf(const v1::WatchRunResponse& seen) const {
    const std::string left =
        seen.has_time_left()
            ? context_.Words(
                  Phrase::kTimeLeft,
                  {DurationText(context_.terminal, absl::Seconds(seen.time_left().seconds()))})
            : context_.Words(Phrase::kTimeUnknown);
    return context_.Words(Phrase::kRunProgress,
                          {CountText(run_.enterprises_done()), CountText(run_.enterprises()),
                           CountText(seen.enterprises_per_second()), left});
  }

  void TellLoss() {
    progress_.reset();
    if (!lost_ && !context_.json) {
      context_.err << context_.Words(Phrase::kWatchLost) << "\n" << std::flush;
    }
    lost_ = true;
  }

  const Context& context_;
  const Connection& connection_;
  std::string generation_id_;
  v1::Run run_;
  v1::RunPhase phase_ = v1::RUN_PHASE_UNSPECIFIED;
  std::optional<Progress> progress_;
  absl::Time heard_at_;
  bool lost_ = false;
};

absl::Status StatusOf(const v1::ErrorDetail& failure) {
  return model::ToStatus({.reason = failure.reason(),
                          .path = failure.path(),
                          .got = failure.got(),
                          .want = failure.want(),
                          .line = failure.line(),
                          .column = failure.column()});
}

void PrintEnd(const Context& context, const v1::Run& run) {
  Page page = RenderRun(context.terminal, run);
  page.AddBlank();
  if (run.state() == v1::RUN_STATE_COMPLETED) {
    AddNote(context.terminal, context.Words(Phrase::kPublishNext, {run.generation_id()}),
            Style::kAccent, page);
  } else if (run.state() == v1::RUN_STATE_PAUSED) {
    AddNote(context.terminal, context.Words(Phrase::kRunPausedNext, {run.generation_id()}),
            Style::kAccent, page);
  }
  context.Print(page);
  if (run.state() != v1::RUN_STATE_FAILED) return;
  context.err
      << context.Words(Phrase::kRunFailedBecause) << "\n"
      << RenderFailure(context.terminal, StatusOf(run.failure())).ToText(context.terminal.colour)
      << std::flush;
}

}  // namespace

absl::StatusOr<int> WatchUntilEnd(const Context& context, const Connection& connection,
                                  const std::string& generation_id) {
  const InterruptGuard guard;
  v1::Run run;
  {
    Watch watch(context, connection, generation_id);
    const absl::Status status = watch.Follow();
    if (!status.ok()) return status;
    run = watch.run();
  }
  if (!HasStopped(run)) {
    if (!context.json) {
      context.err << context.Words(Phrase::kRunGoesOn, {generation_id}) << "\n" << std::flush;
    }
    return kExitInterrupted;
  }
  if (context.json) {
    PrintJson(context, run);
  } else {
    PrintEnd(context, run);
  }
  return run.state() == v1::RUN_STATE_COMPLETED ? kExitFine : kExitFailed;
}

}  // namespace jifen::tools::cli
