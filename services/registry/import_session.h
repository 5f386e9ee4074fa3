// services/registry/import_session.h: one import, message by message, without transport.
//
//   Shape    start, then rows and rows, then finish. The good rows of a message, the refused ones, what is
//            remembered for duplicates, and the new offset are one commit: whoever comes back after an
//            interruption goes on behind the last commit, and the outcome is the same as without it.
//            An import that was finished, one that was started for another content, and one whose refused rows have more than kRefusedBytesMax bytes
//            (they are told again at the start), begins anew: rows that are there already are unchanged.
//            A dry run commits nothing and gives the same results.
//   Range    kImportBatchRowsMax rows a message, kImportRowsMax rows an import.
//   Errors   of a step, which ends the import for now: FIELD_REQUIRED (no step, no rows), IMPORT_OFFSET (a
//            step or row out of order; another stream goes on with this import), REQUEST_ID_INVALID
//            (start.import_id), TEXT_INVALID (start.content_sha256), TOO_LARGE (rows.rows), CONCURRENT_CHANGE, the store's.
//   Threads  a step waits for the disk. The next may begin on another thread once this one has called
//            `taken`: it takes its rows while those of this one are written, and commits after them.
//            Otherwise one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "jifen/storage/v1/stored.pb.h"
#include "jifen/v1/registry_service.pb.h"
#include "services/registry/import_rows.h"
#include "services/registry/registry_handler.h"
#include "storage/kv/store.h"
#include "storage/tables/imports.h"

namespace jifen::services::registry {

inline constexpr int kImportBatchRowsMax = 500;
inline constexpr uint64_t kImportRowsMax = 2'000'000;
inline constexpr size_t kRefusedBytesMax = size_t{2} << 20;

// The limits that tests make small.
struct ImportLimits {
  uint64_t rows_max = kImportRowsMax;
  size_t refused_bytes_max = kRefusedBytesMax;
};

class ImportSession {
 public:
  // The handler's store must outlive the session.
  ImportSession(const RegistryHandler& registry, std::string principal, ImportLimits limits = {});

  using Taken = std::function<void()>;

  // One message, one answer. After an error the session is over. The rows of the request may become
  // canonical (import_rows.h). `taken` is called for rows alone, once, if they are not refused as a whole
  // before.
  absl::StatusOr<v1::ImportResponse> Step(
      v1::ImportRequest& request, const Taken& taken = [] {});
  absl::StatusOr<v1::ImportResponse> Step(v1::ImportRequest&& request) { return Step(request); }

 private:
  // What rows do on top of a snapshot and of the marks seen.
  struct TakenRows {
    std::shared_ptr<const storage::kv::Snapshot> snapshot;
    RowsOutcome outcome;
    int retakes = 0;  // the session's before
  };

  absl::StatusOr<v1::ImportResponse> Start(const v1::ImportStart& start);
  absl::StatusOr<v1::ImportResponse> Rows(v1::ImportRows& rows, const Taken& taken);
  absl::StatusOr<v1::ImportResponse> Finish(const v1::ImportFinish& finish);

  // OK between start and finish; else what ended the session, or IMPORT_OFFSET at `what`.
  absl::Status CheckOpen(const std::string& what) const ABSL_SHARED_LOCKS_REQUIRED(turn_mutex_);
  // Waits until the step before is over. The turn begins if the session is open.
  absl::Status BeginTurn(const std::string& what) ABSL_LOCKS_EXCLUDED(turn_mutex_);
  void EndTurn(const absl::Status& over) ABSL_LOCKS_EXCLUDED(turn_mutex_);
  // Unless it is OK or the session is over already.
  void EndSession(const absl::Status& over) ABSL_LOCKS_EXCLUDED(turn_mutex_);

  absl::Status CheckRows(const v1::ImportRows& rows);
  // Takes up what an interrupted run left; `started` says from where.
  absl::Status Resume(const storage::kv::Snapshot& snapshot, v1::ImportStarted& started);
  // In its turn.
  absl::Status WriteRows(v1::ImportRows& rows, absl::StatusOr<TakenRows>& now, const Taken& taken);
  absl::StatusOr<v1::ImportFinished> WriteFinish(const v1::ImportFinish& finish);
  absl::StatusOr<TakenRows> TakeRowsNow(v1::ImportRows& rows);
  // Takes back what was taken, and takes the rows again.
  absl::Status Retake(v1::ImportRows& rows, TakenRows& taken);
  int CountRetakes() ABSL_LOCKS_EXCLUDED(seen_mutex_);
  void Remember(const std::vector<Mark>& marks);
  // CONCURRENT_CHANGE: retake and attempt again.
  absl::Status AttemptCommit(TakenRows& taken);
  // The commit that brings the import to `next`, with `rows` if they are not null.
  absl::Status Commit(const storage::kv::Snapshot& snapshot, const storage::v1::StoredImport& next,
                      RowsOutcome* rows);
  // IMPORT_OFFSET if another stream went on with this import since.
  absl::Status CheckAlone(const storage::kv::Snapshot& snapshot) const;

  const RegistryHandler& registry_;
  const ImportLimits limits_;
  bool dry_run_ = false;
  storage::tables::ImportName name_;
  uint64_t rows_taken_ = 0;             // before the next message
  storage::tables::ImportState state_;  // as committed; of the step whose turn it is

  absl::Mutex turn_mutex_;
  bool started_ ABSL_GUARDED_BY(turn_mutex_) = false;
  bool in_turn_ ABSL_GUARDED_BY(turn_mutex_) = false;
  absl::Status over_ ABSL_GUARDED_BY(turn_mutex_);  // what ended the session, and any further step

  absl::Mutex seen_mutex_;
  MarkSet seen_ ABSL_GUARDED_BY(seen_mutex_);  // of rows committed and of those whose turn it is
  int retakes_ ABSL_GUARDED_BY(seen_mutex_) = 0;
};

}  // namespace jifen::services::registry
