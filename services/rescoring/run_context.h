// services/rescoring/run_context.h: what all work for a run needs to know.
//
//   Threads  immutable while the work goes on, but for `stop`.
#pragma once

#include <atomic>
#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/rescoring/enterprise_scorer.h"
#include "services/rescoring/population.h"
#include "storage/kv/store.h"
#include "storage/tables/runs.h"

namespace jifen::services::rescoring {

// Enterprises that one commit holds at most, and what it looks at and writes before it is large enough.
inline constexpr size_t kChunkEnterprises = 256;
inline constexpr uint64_t kChunkSeenMax = 4096;
inline constexpr size_t kChunkBytesMax = size_t{4} << 20;
inline constexpr size_t kCohortValuesBytesMax = size_t{1} << 20;  // they are one value of the store
// Ranges that a run is cut into: the last of them keep all threads busy until near the end.
inline constexpr uint32_t kRunRanges = 64;

struct RunnerSetting {
  int threads = 2;
  size_t chunk_enterprises = kChunkEnterprises;
  size_t range_enterprises_min = kChunkEnterprises;
  uint64_t lines_per_look = 4096;  // at whether the run is to go on, while nothing is written
  // Is told why a run failed that has no reason of the data.
  std::function<void(const absl::Status&)> log = nullptr;
  std::function<absl::Time()> clock = absl::Now;
};

struct RunContext {
  storage::kv::Store& store;
  const RunnerSetting& setting;
  const std::atomic<bool>& stop;
  storage::tables::RunVersion run;  // as this process took it
  Population population;
  ScoringFrame frame;

  const std::string& generation_id() const { return frame.generation_id; }
  const v1::RunPlan& plan() const { return run.run.run().plan(); }
};

// The work was told to stop: the server shuts down.
absl::Status Stopped();
bool IsStopped(const absl::Status& status);

}  // namespace jifen::services::rescoring
