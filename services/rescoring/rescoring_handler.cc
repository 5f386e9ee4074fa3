#include "services/rescoring/rescoring_handler.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "services/rescoring/run_plan.h"
#include "services/rescoring/run_progress.h"
#include "services/rescoring/timestamp.h"
#include "storage/tables/run_once.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr int kListDefault = 50;
constexpr int kListMax = 200;

// A change of a run's state.
struct Transition {
  const char* method;
  std::initializer_list<v1::RunState> from;
  v1::RunState to;
};

const Transition kPause{
    "jifen.v1.RescoringService/PauseRun", {v1::RUN_STATE_RUNNING}, v1::RUN_STATE_PAUSED};
const Transition kResume{
    "jifen.v1.RescoringService/ResumeRun", {v1::RUN_STATE_PAUSED}, v1::RUN_STATE_RUNNING};
const Transition kCancel{"jifen.v1.RescoringService/CancelRun",
                         {v1::RUN_STATE_RUNNING, v1::RUN_STATE_PAUSED},
                         v1::RUN_STATE_CANCELLED};

absl::Status WrongState(v1::RunState state, const Transition& transition) {
  std::string want;
  for (const v1::RunState from : transition.from) {
    want += (want.empty() ? "" : " or ") + v1::RunState_Name(from);
  }
  return model::ToStatus({.reason = v1::REASON_RUN_STATE,
                          .path = "generation_id",
                          .got = "a run that is " + v1::RunState_Name(state),
                          .want = "one that is " + want});
}

struct Asked {
  kv::Store& store;
  const CheckProgress& checking;
  absl::Time now;
  const std::string& principal;
};

// Makes the change in one commit, and answers with the run as it is then.
template <typename Response, typename Request>
absl::StatusOr<Response> Change(const Asked& asked, const Request& request,
                                const Transition& transition) {
  const auto attempt = [&](const kv::Snapshot& snapshot,
                           kv::CommitRequest& commit) -> absl::StatusOr<Response> {
    absl::Status checked = tables::CheckGenerationId(request.generation_id());
    if (!checked.ok()) return checked;
    absl::StatusOr<tables::RunVersion> run = tables::GetRun(snapshot, request.generation_id());
    if (!run.ok()) return run.status();
    v1::Run* message = run->run.mutable_run();
    const v1::RunState state = message->state();
    if (std::find(transition.from.begin(), transition.from.end(), state) == transition.from.end()) {
      return WrongState(state, transition);
    }
    if (transition.to == v1::RUN_STATE_CANCELLED) {
      absl::Status kept = KeepProgress(snapshot, message);
      if (!kept.ok()) return kept;
      *message->mutable_ended_at() = ToTimestamp(asked.now);
    }
    message->set_state(transition.to);
    tables::PutRun(*run, commit);
    Response response;
    absl::StatusOr<v1::Run> changed = RunWithProgress(snapshot, *run, asked.checking);
    if (!changed.ok()) return changed.status();
    *response.mutable_run() = *std::move(changed);
    return response;
  };
  return tables::RunOnce<Response>(asked.store,
                                   {.principal = asked.principal,
                                    .method = transition.method,
                                    .request_id = request.request_id(),
                                    .now = asked.now},
                                   request, {.attempt = attempt});
}

absl::Status GenerationExists(const std::string& id) {
  return model::ToStatus({.reason = v1::REASON_GENERATION_EXISTS,
                          .message = "ids of generations are never used again",
                          .path = "generation_id",
                          .got = id,
                          .want = "an id that no run had"});
}

}  // namespace

absl::StatusOr<v1::StartRunResponse> RescoringHandler::StartRun(
    const std::string& principal, const v1::StartRunRequest& request) {
  const absl::Time now = clock_();
  const auto attempt = [&](const kv::Snapshot& snapshot,
                           kv::CommitRequest& commit) -> absl::StatusOr<v1::StartRunResponse> {
    const std::string& id = request.generation_id();
    absl::Status status = tables::CheckGenerationId(id);
    if (!status.ok()) return status;
    const auto existing = tables::FindRun(snapshot, id);
    if (!existing.ok()) return existing.status();
    if (existing->has_value()) return GenerationExists(id);
    const absl::StatusOr<v1::RunPlan> plan =
        FillPlan(snapshot, catalog_, model::DayInChina(now), request.plan());
    if (!plan.ok()) return model::WithPathPrefix(plan.status(), "plan");
    v1::StartRunResponse response;
    v1::Run* run = response.mutable_run();
    run->set_generation_id(id);
    *run->mutable_plan() = *plan;
    run->set_state(v1::RUN_STATE_RUNNING);
    *run->mutable_started_at() = ToTimestamp(now);
    tables::RunVersion version;
    *version.run.mutable_run() = *run;
    tables::PutRun(version, commit);
    return response;
  };
  return tables::RunOnce<v1::StartRunResponse>(store_,
                                               {.principal = principal,
                                                .method = "jifen.v1.RescoringService/StartRun",
                                                .request_id = request.request_id(),
                                                .now = now},
                                               request, {.attempt = attempt});
}

absl::StatusOr<v1::GetRunResponse> RescoringHandler::GetRun(const v1::GetRunRequest& request) {
  if (absl::Status status = tables::CheckGenerationId(request.generation_id()); !status.ok()) {
    return status;
  }
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<tables::RunVersion> run =
      tables::GetRun(**snapshot, request.generation_id());
  if (!run.ok()) return run.status();
  absl::StatusOr<v1::Run> message = RunWithProgress(**snapshot, *run, checking_);
  if (!message.ok()) return message.status();
  v1::GetRunResponse response;
  *response.mutable_run() = *std::move(message);
  return response;
}

absl::StatusOr<v1::ListRunsResponse> RescoringHandler::ListRuns(
    const v1::ListRunsRequest& request) {
  const std::string scope = tables::ListScope(request);
  const absl::StatusOr<tables::PageQuery> query =
      tables::ParsePage({.page_size = request.page_size(),
                         .page_token = request.page_token(),
                         .size_default = kListDefault,
                         .size_max = kListMax},
                        scope);
  if (!query.ok()) return query.status();
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const auto page = tables::ListRuns(**snapshot, request.scheme_id(), *query);
  if (!page.ok()) return page.status();
  v1::ListRunsResponse response;
  for (const tables::RunVersion& run : page->items) {
    absl::StatusOr<v1::Run> message = RunWithProgress(**snapshot, run, checking_);
    if (!message.ok()) return message.status();
    *response.add_runs() = *std::move(message);
  }
  response.set_next_page_token(tables::FormatPageToken(scope, page->next));
  return response;
}

absl::StatusOr<v1::PauseRunResponse> RescoringHandler::PauseRun(
    const std::string& principal, const v1::PauseRunRequest& request) {
  return Change<v1::PauseRunResponse>({store_, checking_, clock_(), principal}, request, kPause);
}

absl::StatusOr<v1::ResumeRunResponse> RescoringHandler::ResumeRun(
    const std::string& principal, const v1::ResumeRunRequest& request) {
  return Change<v1::ResumeRunResponse>({store_, checking_, clock_(), principal}, request, kResume);
}

absl::StatusOr<v1::CancelRunResponse> RescoringHandler::CancelRun(
    const std::string& principal, const v1::CancelRunRequest& request) {
  return Change<v1::CancelRunResponse>({store_, checking_, clock_(), principal}, request, kCancel);
}

}  // namespace jifen::services::rescoring
