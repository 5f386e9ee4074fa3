#include "services/rescoring/leftovers.h"

#include <string>
#include <utility>
#include <vector>

#include "storage/tables/cohort_tables.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/generations.h"
#include "storage/tables/runs.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr size_t kKeysPerCommit = 5000;

void Append(std::vector<kv::KeyRange> more, std::vector<kv::KeyRange>* ranges) {
  for (kv::KeyRange& range : more) ranges->push_back(std::move(range));
}

absl::Status AddOfRun(const kv::Snapshot& snapshot, const v1::Run& run,
                      std::vector<kv::KeyRange>* ranges) {
  const std::string& id = run.generation_id();
  const v1::RunState state = run.state();
  if (state == v1::RUN_STATE_RUNNING || state == v1::RUN_STATE_PAUSED) return absl::OkStatus();
  Append(tables::WorkingKeys(id), ranges);
  if (state == v1::RUN_STATE_COMPLETED) {
    const auto generation = tables::GetGeneration(snapshot, id);
    if (!generation.ok()) return generation.status();
    if (generation->generation.dropped()) Append(tables::DroppedKeys(id), ranges);
    return absl::OkStatus();
  }
  Append(tables::DroppedKeys(id), ranges);
  ranges->push_back(tables::ScoreKeys(id));
  ranges->push_back(tables::CohortTableKeys(id));
  return absl::OkStatus();
}

// All ranges of which nothing is to be left.
absl::StatusOr<std::vector<kv::KeyRange>> DeadRanges(const kv::Snapshot& snapshot) {
  std::vector<kv::KeyRange> ranges;
  tables::PageQuery query{.size = 200};
  while (true) {
    const auto page = tables::ListRuns(snapshot, "", query);
    if (!page.ok()) return page.status();
    for (const tables::RunVersion& run : page->items) {
      absl::Status status = AddOfRun(snapshot, run.run.run(), &ranges);
      if (!status.ok()) return status;
    }
    if (page->next.empty()) return ranges;
    query.after = page->next;
  }
}

absl::StatusOr<bool> Remove(kv::Store& store, kv::KeyRange range,
                            const std::function<bool()>& interrupted) {
  while (!interrupted()) {
    const auto snapshot = tables::TakeSnapshot(store);
    if (!snapshot.ok()) return snapshot.status();
    kv::CommitRequest commit;
    const absl::Status status =
        tables::ForEachEntry(**snapshot, range, [&commit](const kv::Cursor& at) {
          commit.writes.push_back({.key = std::string(at.key())});
          return commit.writes.size() < kKeysPerCommit;
        });
    if (!status.ok()) return status;
    if (commit.writes.empty()) return true;
    // Not over what was just erased again.
    range.begin = commit.writes.back().key + '\0';
    const auto revision = kv::CommitAndWait(store, std::move(commit));
    if (!revision.ok()) return tables::FromStore(revision.status());
  }
  return false;
}

}  // namespace

absl::StatusOr<bool> RemoveLeftovers(kv::Store& store, const std::function<bool()>& interrupted) {
  const auto snapshot = tables::TakeSnapshot(store);
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<kv::KeyRange>> ranges = DeadRanges(**snapshot);
  if (!ranges.ok()) return ranges.status();
  for (const kv::KeyRange& range : *ranges) {
    const absl::StatusOr<bool> removed = Remove(store, range, interrupted);
    if (!removed.ok() || !*removed) return removed;
  }
  return true;
}

}  // namespace jifen::services::rescoring
