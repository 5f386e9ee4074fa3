#include "services/registry/import_session.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "services/registry/field_check.h"
#include "storage/tables/commits.h"
#include "storage/tables/run_once.h"
#include "storage/tables/store_error.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;
namespace stored = storage::v1;

using SnapshotOr = absl::StatusOr<std::shared_ptr<const kv::Snapshot>>;

absl::Status OutOfOrder(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_IMPORT_OFFSET,
                          .message = "start the import again and go on at the offset it names",
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

absl::Status TooLarge(std::string path, uint64_t got, uint64_t max) {
  return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                          .path = std::move(path),
                          .got = std::to_string(got) + " rows",
                          .want = "at most " + std::to_string(max)});
}

// The digest as it is stored, in lower case.
absl::StatusOr<std::string> ReadContentSha256(const std::string& text) {
  const bool fits = (text.empty() || text.size() == 2 * model::kSha256Bytes) &&
                    std::all_of(text.begin(), text.end(), absl::ascii_isxdigit);
  if (fits) return absl::AsciiStrToLower(text);
  return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                          .path = "start.content_sha256",
                          .got = text,
                          .want = "64 hexadecimal digits, or nothing"});
}

void Count(const v1::ImportResult& result, v1::ImportTotals& totals) {
  if (result.has_error()) {
    totals.set_refused(totals.refused() + 1);
  } else if (result.change() == v1::CHANGE_CREATED) {
    totals.set_created(totals.created() + 1);
  } else if (result.change() == v1::CHANGE_UPDATED) {
    totals.set_updated(totals.updated() + 1);
  } else {
    totals.set_unchanged(totals.unchanged() + 1);
  }
}

// What is to be remembered of the rows.
stored::StoredImportBatch Remembered(const RowsOutcome& rows) {
  stored::StoredImportBatch batch;
  const auto count = static_cast<uint32_t>(rows.results.results_size());
  batch.set_rows(count);
  batch.set_offset(rows.results.durable_offset() - count);
  batch.set_marks(FormatMarks(rows.marks));
  for (const v1::ImportResult& result : rows.results.results()) {
    if (result.has_error()) *batch.add_refused() = result;
  }
  return batch;
}

}  // namespace

ImportSession::ImportSession(const RegistryHandler& registry, std::string principal,
                             ImportLimits limits)
    : registry_(registry), limits_(limits) {
  name_.principal = std::move(principal);
}

absl::StatusOr<v1::ImportResponse> ImportSession::Step(v1::ImportRequest& request,
                                                       const Taken& taken) {
  absl::StatusOr<v1::ImportResponse> response = Required("step", "start, rows or finish");
  if (request.has_start()) {
    response = Start(request.start());
  } else if (request.has_rows()) {
    response = Rows(*request.mutable_rows(), taken);
  } else if (request.has_finish()) {
    response = Finish(request.finish());
  }
  if (!response.ok()) EndSession(response.status());
  return response;
}

absl::Status ImportSession::CheckOpen(const std::string& what) const {
  if (!over_.ok()) return over_;
  return started_ ? absl::OkStatus() : OutOfOrder(what, what, "start before " + what);
}

absl::Status ImportSession::BeginTurn(const std::string& what) {
  const absl::MutexLock lock(&turn_mutex_);
  turn_mutex_.Await(absl::Condition(
      +[](bool* in_turn) { return !*in_turn; }, &in_turn_));
  absl::Status status = CheckOpen(what);
  in_turn_ = status.ok();
  return status;
}

// In one go, so that a step that waits learns of a fault.
void ImportSession::EndTurn(const absl::Status& over) {
  const absl::MutexLock lock(&turn_mutex_);
  in_turn_ = false;
  if (over_.ok()) over_ = over;
}

void ImportSession::EndSession(const absl::Status& over) {
  const absl::MutexLock lock(&turn_mutex_);
  if (over_.ok()) over_ = over;
}

absl::StatusOr<v1::ImportResponse> ImportSession::Start(const v1::ImportStart& start) {
  const absl::MutexLock lock(&turn_mutex_);
  if (!over_.ok()) return over_;
  if (started_) return OutOfOrder("start", "a second start", "rows or finish");
  absl::Status status = tables::CheckRequestId(start.import_id(), "start.import_id");
  if (!status.ok()) return status;
  name_.import_id = start.import_id();
  dry_run_ = start.dry_run();
  absl::StatusOr<std::string> content = ReadContentSha256(start.content_sha256());
  if (!content.ok()) return content.status();
  state_.import.set_content_sha256(*std::move(content));
  v1::ImportResponse response;
  v1::ImportStarted& started = *response.mutable_started();
  if (!dry_run_) {
    const SnapshotOr snapshot = tables::TakeSnapshot(registry_.store());
    if (!snapshot.ok()) return snapshot.status();
    status = Resume(**snapshot, started);
    if (!status.ok()) return status;
  }
  started.mutable_totals();
  rows_taken_ = started.durable_offset();
  started_ = true;
  return response;
}

absl::Status ImportSession::Resume(const kv::Snapshot& snapshot, v1::ImportStarted& started) {
  absl::StatusOr<tables::ImportState> state = tables::GetImport(snapshot, name_);
  if (!state.ok()) return state.status();
  state_.version = state->version;
  const bool same = state->import.content_sha256() == state_.import.content_sha256();
  const bool anew = state->import.finished() || state->import.durable_offset() == 0 || !same;
  if (anew) return absl::OkStatus();
  const absl::StatusOr<std::vector<stored::StoredImportBatch>> batches =
      tables::ListImportBatches(snapshot, name_, state->import.durable_offset());
  if (!batches.ok()) return batches.status();
  v1::ImportStarted resumed;
  MarkSet seen;
  for (const stored::StoredImportBatch& batch : *batches) {
    resumed.mutable_refused()->MergeFrom(batch.refused());
    AddMarks(batch.marks(), seen);
  }
  if (resumed.ByteSizeLong() > limits_.refused_bytes_max) return absl::OkStatus();
  resumed.set_durable_offset(state->import.durable_offset());
  *resumed.mutable_totals() = state->import.totals();
  started = std::move(resumed);
  state_.import = std::move(state->import);
  const absl::MutexLock lock(&seen_mutex_);
  seen_ = std::move(seen);
  return absl::OkStatus();
}

absl::Status ImportSession::CheckRows(const v1::ImportRows& rows) {
  {
    const absl::MutexLock lock(&turn_mutex_);
    if (absl::Status open = CheckOpen("rows"); !open.ok()) return open;
  }
  if (rows.rows().empty()) return Required("rows.rows", "1 to 500 rows");
  const auto count = static_cast<uint64_t>(rows.rows_size());
  if (count > kImportBatchRowsMax) return TooLarge("rows.rows", count, kImportBatchRowsMax);
  if (rows.offset() != rows_taken_) {
    return OutOfOrder("rows.offset", std::to_string(rows.offset()), std::to_string(rows_taken_));
  }
  if (rows_taken_ + count > limits_.rows_max) {
    return TooLarge("rows.rows", rows_taken_ + count, limits_.rows_max);
  }
  return absl::OkStatus();
}

// The rows are taken beside the commit of the step before, and committed after it.
absl::StatusOr<v1::ImportResponse> ImportSession::Rows(v1::ImportRows& rows, const Taken& taken) {
  if (absl::Status status = CheckRows(rows); !status.ok()) return status;
  absl::StatusOr<TakenRows> now = TakeRowsNow(rows);
  absl::Status status = BeginTurn("rows");
  if (!status.ok()) return status;
  status = WriteRows(rows, now, taken);
  EndTurn(status);
  if (!status.ok()) return status;
  v1::ImportResponse response;
  *response.mutable_results() = std::move(now->outcome.results);
  return response;
}

absl::Status ImportSession::WriteRows(v1::ImportRows& rows, absl::StatusOr<TakenRows>& now,
                                      const Taken& taken) {
  // The step before may have taken other rows at its last attempt than at its first.
  if (now.ok() && now->retakes != CountRetakes()) now = TakeRowsNow(rows);
  if (!now.ok()) return now.status();
  Remember(now->outcome.marks);
  rows_taken_ = now->outcome.results.durable_offset();
  taken();
  absl::Status status = AttemptCommit(*now);
  for (int i = 1; i < tables::kAttemptsMax && absl::IsAborted(status); ++i) {
    status = Retake(rows, *now);
    if (status.ok()) status = AttemptCommit(*now);
  }
  return status;
}

// The count is read before the snapshot is taken: with the newest count there is a snapshot at least as new as that of
// the last retake.
absl::StatusOr<ImportSession::TakenRows> ImportSession::TakeRowsNow(v1::ImportRows& rows) {
  const int retakes = CountRetakes();
  SnapshotOr snapshot = tables::TakeSnapshot(registry_.store());
  if (!snapshot.ok()) return snapshot.status();
  const absl::MutexLock lock(&seen_mutex_);
  absl::StatusOr<RowsOutcome> outcome = TakeRows(**snapshot, seen_, rows);
  if (!outcome.ok()) return outcome.status();
  return TakenRows{
      .snapshot = *std::move(snapshot), .outcome = *std::move(outcome), .retakes = retakes};
}

absl::Status ImportSession::Retake(v1::ImportRows& rows, TakenRows& taken) {
  SnapshotOr snapshot = tables::TakeSnapshot(registry_.store());
  if (!snapshot.ok()) return snapshot.status();
  const absl::MutexLock lock(&seen_mutex_);
  for (const Mark& mark : taken.outcome.marks) seen_.erase(mark);
  absl::StatusOr<RowsOutcome> outcome = TakeRows(**snapshot, seen_, rows);
  if (!outcome.ok()) return outcome.status();
  seen_.insert(outcome->marks.begin(), outcome->marks.end());
  ++retakes_;
  taken.snapshot = *std::move(snapshot);
  taken.outcome = *std::move(outcome);
  return absl::OkStatus();
}

int ImportSession::CountRetakes() {
  const absl::MutexLock lock(&seen_mutex_);
  return retakes_;
}

void ImportSession::Remember(const std::vector<Mark>& marks) {
  const absl::MutexLock lock(&seen_mutex_);
  seen_.insert(marks.begin(), marks.end());
}

absl::Status ImportSession::AttemptCommit(TakenRows& taken) {
  stored::StoredImport next = state_.import;
  next.set_durable_offset(taken.outcome.results.durable_offset());
  for (const v1::ImportResult& result : taken.outcome.results.results()) {
    Count(result, *next.mutable_totals());
  }
  return Commit(*taken.snapshot, next, &taken.outcome);
}

absl::Status ImportSession::CheckAlone(const kv::Snapshot& snapshot) const {
  const absl::StatusOr<tables::ImportState> now = tables::GetImport(snapshot, name_);
  if (!now.ok()) return now.status();
  if (now->version == state_.version) return absl::OkStatus();
  return OutOfOrder("rows.offset", std::to_string(state_.import.durable_offset()),
                    std::to_string(now->import.durable_offset()) +
                        ", for another stream went on with this import");
}

absl::Status ImportSession::Commit(const kv::Snapshot& snapshot, const stored::StoredImport& next,
                                   RowsOutcome* rows) {
  if (dry_run_) {
    state_.import = next;
    return absl::OkStatus();
  }
  kv::CommitRequest commit;
  if (rows != nullptr) commit = std::move(rows->commit);
  if (snapshot.revision() >= state_.version) {
    if (absl::Status status = CheckAlone(snapshot); !status.ok()) return status;
  } else {
    // Taken before the last commit of this import. What that wrote is among the marks, so that these rows neither
    // read it nor have a precondition on it: what held before it holds behind it, if no other came in between.
    const bool alone = snapshot.revision() + 1 == state_.version;
    commit.checked_at = alone ? std::optional(state_.version) : std::nullopt;
  }
  if (rows != nullptr) {
    absl::Status status = tables::PutImportBatch(snapshot, name_, Remembered(*rows), commit);
    if (!status.ok()) return status;
  }
  tables::PutImport(name_, state_, next, commit);
  tables::PutCommitNote({.committed_at = registry_.clock()(), .principal = name_.principal},
                        commit);
  const absl::StatusOr<kv::Revision> revision =
      kv::CommitAndWait(registry_.store(), std::move(commit));
  if (!revision.ok()) return tables::FromStore(revision.status());
  state_ = {.import = next, .version = *revision};
  return absl::OkStatus();
}

absl::StatusOr<v1::ImportResponse> ImportSession::Finish(const v1::ImportFinish& finish) {
  absl::Status status = BeginTurn("finish");
  if (!status.ok()) return status;
  absl::StatusOr<v1::ImportFinished> finished = WriteFinish(finish);
  EndTurn(finished.ok() ? OutOfOrder("step", "a step behind finish", "nothing")
                        : finished.status());
  if (!finished.ok()) return finished.status();
  v1::ImportResponse response;
  *response.mutable_finished() = *std::move(finished);
  return response;
}

absl::StatusOr<v1::ImportFinished> ImportSession::WriteFinish(const v1::ImportFinish& finish) {
  const uint64_t offset = state_.import.durable_offset();
  if (finish.rows() != offset) {
    return OutOfOrder("finish.rows", std::to_string(finish.rows()), std::to_string(offset));
  }
  stored::StoredImport next = state_.import;
  next.set_finished(true);
  const SnapshotOr snapshot = tables::TakeSnapshot(registry_.store());
  if (!snapshot.ok()) return snapshot.status();
  if (absl::Status status = Commit(**snapshot, next, nullptr); !status.ok()) return status;
  v1::ImportFinished finished;
  *finished.mutable_totals() = next.totals();
  finished.set_revision(dry_run_ ? (*snapshot)->revision() : state_.version);
  return finished;
}

}  // namespace jifen::services::registry
