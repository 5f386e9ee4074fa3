#include "services/rescoring/run_progress.h"

#include <algorithm>
#include <vector>

#include "services/rescoring/run_tally.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

// Enterprises that were registered after the revision of the run are never seen.
uint64_t DoneIn(v1::RunPhase phase, const storage::v1::StoredRunRange& range) {
  const bool values = phase == v1::RUN_PHASE_VALUES;
  if (values ? range.values_done() : range.points_done()) return range.enterprises();
  return std::min(values ? range.values_seen() : range.points_seen(), range.enterprises());
}

struct RangeSum {
  uint64_t done = 0;
  RunTally tally;
};

absl::StatusOr<RangeSum> SumUp(const kv::Snapshot& snapshot, const v1::Run& run) {
  const auto ranges = tables::ListRunRanges(snapshot, run.generation_id());
  if (!ranges.ok()) return ranges.status();
  RangeSum sum;
  for (const tables::RunRangeVersion& range : *ranges) {
    sum.done += DoneIn(run.phase(), range.range);
    const absl::StatusOr<RunTally> tally = RunTally::Read(range.range.tally());
    if (!tally.ok()) return tally.status();
    sum.tally.Add(*tally);
  }
  return sum;
}

}  // namespace

absl::StatusOr<v1::Run> RunWithProgress(const kv::Snapshot& snapshot, const tables::RunVersion& run,
                                        const CheckProgress& checking) {
  v1::Run message = run.run.run();
  if (message.state() != v1::RUN_STATE_RUNNING && message.state() != v1::RUN_STATE_PAUSED) {
    message.clear_phase();
    return message;
  }
  const absl::StatusOr<RangeSum> sum = SumUp(snapshot, message);
  if (!sum.ok()) return sum.status();
  *message.mutable_tally() = sum->tally.ToMessage();
  message.set_enterprises_done(sum->done);
  if (message.phase() == v1::RUN_PHASE_CHECK) {
    message.set_enterprises(sum->tally.enterprises());
    message.set_enterprises_done(
        std::min(checking.DoneOf(message.generation_id()), message.enterprises()));
  }
  return message;
}

absl::Status KeepProgress(const kv::Snapshot& snapshot, v1::Run* run) {
  const absl::StatusOr<RangeSum> sum = SumUp(snapshot, *run);
  if (absl::IsDataLoss(sum.status())) return absl::OkStatus();
  if (!sum.ok()) return sum.status();
  run->set_enterprises_done(sum->done);
  if (!run->has_tally()) *run->mutable_tally() = sum->tally.ToMessage();
  return absl::OkStatus();
}

}  // namespace jifen::services::rescoring
