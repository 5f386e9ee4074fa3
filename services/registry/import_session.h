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
//   Threads  belongs to one thread at a time. A step waits for the disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
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

  // One message, one answer. After an error the session is over. The rows of the request may become
  // canonical (import_rows.h).
  absl::StatusOr<v1::ImportResponse> Step(v1::ImportRequest& request);
  absl::StatusOr<v1::ImportResponse> Step(v1::ImportRequest&& request) { return Step(request); }

 private:
  enum class Stage : uint8_t { kNew, kOpen, kOver };

  absl::StatusOr<v1::ImportResponse> Start(const v1::ImportStart& start);
  absl::StatusOr<v1::ImportResponse> Rows(v1::ImportRows& rows);
  absl::StatusOr<v1::ImportResponse> Finish(const v1::ImportFinish& finish);

  absl::Status CheckRows(const v1::ImportRows& rows) const;
  // Takes up what an interrupted run left; `started` says from where.
  absl::Status Resume(const storage::kv::Snapshot& snapshot, v1::ImportStarted& started);
  // One attempt to take the rows and to commit what they do. CONCURRENT_CHANGE: attempt again.
  absl::StatusOr<RowsOutcome> AttemptRows(v1::ImportRows& rows);
  // The commit that brings the import to `next`, with `rows` if they are not null.
  absl::Status Commit(const storage::kv::Snapshot& snapshot, const storage::v1::StoredImport& next,
                      RowsOutcome* rows);
  // IMPORT_OFFSET if another stream went on with this import since.
  absl::Status CheckAlone(const storage::kv::Snapshot& snapshot) const;

  const RegistryHandler& registry_;
  const ImportLimits limits_;
  Stage stage_ = Stage::kNew;
  bool dry_run_ = false;
  storage::tables::ImportName name_;
  storage::tables::ImportState state_;
  MarkSet seen_;
};

}  // namespace jifen::services::registry
