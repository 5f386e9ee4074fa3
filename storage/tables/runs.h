// storage/tables/runs.h: runs, the ranges that their work is cut into, and the values that they took for cohorts.
//
//   Shape    a run is rewritten when its state or phase changes and when a process takes it. Whoever works
//            for it commits on the condition that it is unchanged: so that of two processes one is fenced
//            off, and a pause needs nothing but to be written.
//   Range    a generation id has 1..64 of A-Z a-z 0-9 . _ -.
//   Errors   CheckGenerationId: FIELD_REQUIRED, TEXT_INVALID. GetRun: GENERATION_UNKNOWN. The store's.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"
#include "storage/tables/page.h"

namespace jifen::storage::tables {

absl::Status CheckGenerationId(std::string_view id, std::string_view path = "generation_id");

// GENERATION_UNKNOWN at `path`.
absl::Status GenerationUnknown(std::string_view id, std::string_view path = "generation_id");

struct RunVersion {
  stored::StoredRun run;
  kv::Revision revision = 0;  // of the commit that wrote it so
};

absl::StatusOr<std::optional<RunVersion>> FindRun(const kv::Snapshot& snapshot,
                                                  std::string_view generation_id);
absl::StatusOr<RunVersion> GetRun(const kv::Snapshot& snapshot, std::string_view generation_id);

// By rising generation id; of a scheme, or of all (empty).
absl::StatusOr<Page<RunVersion>> ListRuns(const kv::Snapshot& snapshot, std::string_view scheme_id,
                                          const PageQuery& page);

// Adds the run to the commit, on the condition that it is at `revision` still (0: there is none).
void PutRun(const RunVersion& run, kv::CommitRequest& commit);

// That the run is at this version.
kv::KeyAtVersion RunUnchanged(const RunVersion& run);

struct RunRangeVersion {
  uint32_t number = 0;
  stored::StoredRunRange range;
  kv::Revision revision = 0;
};

// All ranges of a run in their order.
absl::StatusOr<std::vector<RunRangeVersion>> ListRunRanges(const kv::Snapshot& snapshot,
                                                           std::string_view generation_id);

// As PutRun.
void PutRunRange(std::string_view generation_id, const RunRangeVersion& range,
                 kv::CommitRequest& commit);

// The values of a chunk, which ends with `last_enterprise_id`.
void PutCohortValues(std::string_view generation_id, std::string_view last_enterprise_id,
                     const stored::StoredCohortValues& values, kv::CommitRequest& commit);

using CohortValuesVisitor = std::function<absl::Status(const stored::StoredCohortValues&)>;
absl::Status ForEachCohortValues(const kv::Snapshot& snapshot, std::string_view generation_id,
                                 const CohortValuesVisitor& visit);

// The keys of what a run needs only while it works: its ranges and its values.
std::vector<kv::KeyRange> WorkingKeys(std::string_view generation_id);

}  // namespace jifen::storage::tables
