#include "services/rescoring/run_job.h"

#include <optional>
#include <utility>
#include <vector>

#include "proto/model/error.h"
#include "services/rescoring/cohort_store.h"
#include "services/rescoring/generation_check.h"
#include "services/rescoring/range_work.h"
#include "services/rescoring/run_progress.h"
#include "services/rescoring/timestamp.h"
#include "services/rescoring/work_guard.h"
#include "storage/tables/commits.h"
#include "storage/tables/generations.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::decimal::Decimal;
using scoring::evaluate::CohortTablesBuilder;
using scoring::evaluate::CohortValues;

constexpr char kPrincipal[] = "run";

// A commit that came too late, or a run that is paused or cancelled.
bool IsOvertaken(const absl::Status& status) { return absl::IsAborted(status); }

// What goes away by itself, or by a restart: the run has no part in it.
bool IsOfTheStore(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status);
}

// What has no reason; its text is for the log.
v1::ErrorDetail FaultOfProgram() {
  v1::ErrorDetail detail;
  detail.set_got("a fault of this program; see the server's log");
  return detail;
}

absl::Status AddValues(const storage::v1::StoredCohortValues& chunk, CohortTablesBuilder* builder) {
  for (const storage::v1::StoredCohortValue& enterprise : chunk.values()) {
    CohortValues taken{.groups = {enterprise.groups().begin(), enterprise.groups().end()},
                       .values = {}};
    for (const std::string& bytes : enterprise.values()) {
      std::optional<Decimal>& value = taken.values.emplace_back();
      if (bytes.empty()) continue;
      if (bytes.size() != tables::kCohortValueBytes ||
          Decimal::FromUnscaled(
              static_cast<scoring::decimal::Int128>(tables::DecodeCohortValue(bytes)),
              &value.emplace()) != scoring::decimal::Arithmetic::kOk) {
        return tables::Corrupt("a value for a cohort");
      }
    }
    builder->Add(taken);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<JobEnd> RunJob::Work() {
  absl::Status status = Take();
  while (status.ok() && run_.run.run().state() == v1::RUN_STATE_RUNNING) status = DoPhase();
  if (status.ok()) return JobEnd::kEnded;
  if (IsOvertaken(status)) return JobEnd::kOvertaken;
  if (IsStopped(status)) return JobEnd::kStopped;
  if (IsOfTheStore(status) || !is_taken_) return status;
  status = Fail(status);
  if (IsOvertaken(status)) return JobEnd::kOvertaken;
  if (!status.ok()) return status;
  return JobEnd::kEnded;
}

absl::Status RunJob::Take() {
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<tables::RunVersion> run = tables::GetRun(**snapshot, generation_id_);
  if (!run.ok()) return run.status();
  run_ = *std::move(run);
  if (run_.run.run().state() != v1::RUN_STATE_RUNNING) return absl::AbortedError("not running");
  run_.run.set_taken(run_.run.taken() + 1);
  if (absl::Status status = CommitRun({}); !status.ok()) return status;
  is_taken_ = true;
  return MakeContext();
}

absl::Status RunJob::MakeContext() {
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  const v1::RunPlan& plan = run_.run.run().plan();
  absl::StatusOr<scheme::SharedScheme> scheme =
      place_.catalog.Get(**snapshot, plan.scheme_id(), plan.scheme_version());
  if (!scheme.ok()) return scheme.status();
  if ((*scheme)->sha256() != plan.scheme_sha256()) return tables::Corrupt("the scheme of a run");
  const absl::StatusOr<Population> population = Population::Make(plan.population());
  if (!population.ok()) return population.status();
  context_.reset(new RunContext{.store = place_.store,
                                .setting = place_.setting,
                                .stop = place_.stop,
                                .run = run_,
                                .population = *population,
                                .frame = {.generation_id = generation_id_,
                                          .scheme = *std::move(scheme),
                                          .year = plan.year(),
                                          .cohorts = nullptr}});
  return CutOnce();
}

absl::Status RunJob::CutOnce() {
  if (run_.run.ranges() > 0) return absl::OkStatus();
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<CutRanges> cut = Cut(**snapshot, place_.setting.range_enterprises_min);
  if (!cut.ok()) return cut.status();
  kv::CommitRequest commit;
  for (storage::v1::StoredRunRange& range : cut->ranges) {
    tables::PutRunRange(generation_id_,
                        {.number = run_.run.ranges(), .range = std::move(range), .revision = 0},
                        commit);
    run_.run.set_ranges(run_.run.ranges() + 1);
  }
  v1::Run* run = run_.run.mutable_run();
  run->set_enterprises(cut->enterprises);
  const bool makes_cohorts =
      NeedsCohorts(*context_->frame.scheme) && run->plan().cohorts_of().empty();
  run->set_phase(makes_cohorts ? v1::RUN_PHASE_VALUES : v1::RUN_PHASE_POINTS);
  return CommitRun(std::move(commit));
}

absl::Status RunJob::DoPhase() {
  switch (run_.run.run().phase()) {
    case v1::RUN_PHASE_VALUES: {
      absl::Status status = WorkThroughRanges(*context_, v1::RUN_PHASE_VALUES);
      return status.ok() ? FreezeCohorts() : status;
    }
    case v1::RUN_PHASE_POINTS: {
      absl::Status status = LoadCohorts();
      if (status.ok()) status = WorkThroughRanges(*context_, v1::RUN_PHASE_POINTS);
      return status.ok() ? MoveTo(v1::RUN_PHASE_CHECK) : status;
    }
    case v1::RUN_PHASE_CHECK:
      return Complete();
    default:
      return tables::Corrupt("the phase of a run");
  }
}

// Pieces first, and then the run says that they are whole: after a crash in between they are written again, the same.
absl::Status RunJob::FreezeCohorts() {
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  CohortTablesBuilder builder(context_->frame.scheme->parts());
  WorkGuard guard(*context_);
  const absl::Status status = tables::ForEachCohortValues(
      **snapshot, generation_id_, [&](const storage::v1::StoredCohortValues& chunk) {
        absl::Status wanted = guard.Pass(static_cast<uint64_t>(chunk.values_size()));
        return wanted.ok() ? AddValues(chunk, &builder) : wanted;
      });
  if (!status.ok()) return status;
  const SharedCohorts cohorts = std::move(builder).Build();
  kv::CommitRequest commit;
  size_t values = 0;
  const absl::Status put = ForEachPiece(
      *context_->frame.scheme, *cohorts, [&](const tables::CohortPiece& piece) -> absl::Status {
        const bool full = values + piece.values.size() > tables::kCohortPieceValues ||
                          commit.writes.size() >= kChunkEnterprises;
        if (full && !commit.writes.empty()) {
          commit.preconditions.emplace_back(tables::RunUnchanged(run_));
          const auto revision = kv::CommitAndWait(place_.store, std::exchange(commit, {}));
          if (!revision.ok()) return tables::FromStore(revision.status());
          values = 0;
        }
        values += piece.values.size();
        tables::PutCohortPiece(generation_id_, piece, commit);
        return absl::OkStatus();
      });
  if (!put.ok()) return put;
  run_.run.set_cohort_tables_sha256(cohorts->sha256());
  run_.run.mutable_run()->set_phase(v1::RUN_PHASE_POINTS);
  return CommitRun(std::move(commit));
}

absl::Status RunJob::LoadCohorts() {
  if (!NeedsCohorts(*context_->frame.scheme)) return absl::OkStatus();
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  const std::string& other = run_.run.run().plan().cohorts_of();
  if (!other.empty()) {
    const auto generation = tables::GetGeneration(**snapshot, other);
    if (!generation.ok()) return generation.status();
    run_.run.set_cohort_tables_sha256(generation->generation.cohort_tables_sha256());
  }
  absl::StatusOr<SharedCohorts> cohorts =
      ReadCohortTables(**snapshot, *context_->frame.scheme, other.empty() ? generation_id_ : other,
                       run_.run.cohort_tables_sha256());
  if (!cohorts.ok()) return cohorts.status();
  context_->frame.cohorts = *std::move(cohorts);
  return absl::OkStatus();
}

absl::Status RunJob::Complete() {
  place_.checking.Begin(generation_id_);
  CheckedGeneration checked;
  const absl::Status status = CheckGeneration(*context_, &place_.checking, &checked);
  // Also of a run that fails: what is in the way is seen by it.
  if (checked.tally.ByteSizeLong() > 0) *run_.run.mutable_run()->mutable_tally() = checked.tally;
  if (!status.ok()) return status;
  const google::protobuf::Timestamp now = ToTimestamp(place_.setting.clock());
  v1::Run* run = run_.run.mutable_run();
  tables::GenerationVersion generation{
      .generation_id = generation_id_, .generation = {}, .revision = 0};
  *generation.generation.mutable_plan() = run->plan();
  *generation.generation.mutable_tally() = checked.tally;
  generation.generation.set_cards_sha256(checked.cards_sha256);
  generation.generation.set_cohort_tables_sha256(run_.run.cohort_tables_sha256());
  *generation.generation.mutable_completed_at() = now;
  kv::CommitRequest commit;
  tables::PutGeneration(generation, commit);
  tables::PutKeepUp({.generation_id = generation_id_, .kept_up_to = run->plan().known_at()},
                    commit);
  run->set_state(v1::RUN_STATE_COMPLETED);
  run->clear_phase();
  run->set_enterprises_done(run->enterprises());
  *run->mutable_ended_at() = now;
  return CommitRun(std::move(commit));
}

absl::Status RunJob::Fail(const absl::Status& why) {
  v1::Run* run = run_.run.mutable_run();
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  if (absl::Status status = KeepProgress(**snapshot, run); !status.ok()) return status;
  run->set_state(v1::RUN_STATE_FAILED);
  run->clear_phase();
  *run->mutable_ended_at() = ToTimestamp(place_.setting.clock());
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(why);
  if (!detail.has_value() && place_.setting.log) place_.setting.log(why);
  *run->mutable_failure() = detail.value_or(FaultOfProgram());
  return CommitRun({});
}

absl::Status RunJob::MoveTo(v1::RunPhase phase) {
  run_.run.mutable_run()->set_phase(phase);
  return CommitRun({});
}

absl::Status RunJob::CommitRun(kv::CommitRequest commit) {
  tables::PutRun(run_, commit);
  tables::PutCommitNote({.committed_at = place_.setting.clock(), .principal = kPrincipal}, commit);
  const absl::StatusOr<kv::Revision> revision = kv::CommitAndWait(place_.store, std::move(commit));
  if (!revision.ok()) return tables::FromStore(revision.status());
  run_.revision = *revision;
  if (context_ != nullptr) context_->run = run_;
  return absl::OkStatus();
}

}  // namespace jifen::services::rescoring
