// services/rescoring/range_work.h: works through the ranges of a run's phase, chunk by chunk.
//
//   Shape    a chunk and the cursor behind it are one commit, on the condition that the run and the range are
//            as this process left them. While one chunk is written the next is made.
//   Errors   ABORTED: the run was paused, cancelled, or taken by somebody else. IsStopped(). Those of run_chunk.h.
//   Threads  as many as the setting says, within the call.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "services/rescoring/run_context.h"

namespace jifen::services::rescoring {

// Returns once every range is done in the phase, which is that of values or of points.
absl::Status WorkThroughRanges(const RunContext& context, v1::RunPhase phase);

// Cuts the register into ranges of about as many enterprises each, which together hold every id that there can be.
struct CutRanges {
  std::vector<storage::v1::StoredRunRange> ranges;
  uint64_t enterprises = 0;
};
absl::StatusOr<CutRanges> Cut(const storage::kv::Snapshot& snapshot,
                              size_t range_enterprises_min = kChunkEnterprises);

// Calls `work(i, failed)` for each i below `count` on as many threads as the setting says, until one fails or the work
// is told to stop; the first failure. Work that takes long ends once another `failed`.
using ThreadWork = std::function<absl::Status(size_t i, const std::atomic<bool>& failed)>;
absl::Status OnThreads(const RunContext& context, size_t count, const ThreadWork& work);

}  // namespace jifen::services::rescoring
