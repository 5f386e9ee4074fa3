// services/comparison/range_walk.h: works through the whole register on several threads, and tells how far it is.
//
//   Shape    the calling thread tells, the others work; a range is worked through by one of them.
//   Range    kWalkThreads threads; tells at the start, and then each kTellPause.
//   Errors   the first of the work's.
//   Threads  `work` is called by several at once, `tell` by the caller's alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/storage/v1/stored.pb.h"
#include "jifen/v1/comparison_service.pb.h"

namespace jifen::services::comparison {

inline constexpr int kWalkThreads = 2;
inline constexpr absl::Duration kTellPause = absl::Milliseconds(500);

// False: nobody listens any more.
using ProgressTeller = std::function<bool(const v1::ComparisonProgress&)>;

// How far all the work is, over all of its passes.
struct WalkProgress {
  std::atomic<uint64_t> done = 0;
  std::atomic<bool> stop = false;  // the work should end: somebody failed, or nobody listens
  uint64_t enterprises = 0;
};

// Between two pieces of work as well. False: nobody listens any more.
bool Tell(const WalkProgress& progress, const ProgressTeller& tell);

using WalkRange = storage::v1::StoredRunRange;
using RangeWork = std::function<absl::Status(const WalkRange&)>;

// False: nobody listens any more, and not everything is done.
absl::StatusOr<bool> WalkThrough(const std::vector<WalkRange>& ranges, const RangeWork& work,
                                 const ProgressTeller& tell, WalkProgress* progress);

}  // namespace jifen::services::comparison
