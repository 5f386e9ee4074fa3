// tools/bench/rescore_benchmark.h: a run over a whole population beside its floor, for populations of rising size.
//
//   Shape    of each size: the population (population.h); then, each on a copy of it of its own that was just opened:
//            the phases of a single enterprise, reading alone, writing alone, the floor (rescore_floor.h), and the run
//            (rescore_run.h), after which its generation is published and records are changed (rescore_keep_up.h). What
//            the system has still to write from before is written before the clock starts; opening and closing are in
//            no time.
//   Units    seconds; bytes of memory are the most that were resident at once, of the whole process.
//   Errors   those of the parts; INTERNAL if the run did not look at every enterprise.
//   Threads  one at a time: memory is that of the process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "scoring/scheme/compiled_scheme.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tools/bench/population.h"
#include "tools/bench/rescore_floor.h"
#include "tools/bench/rescore_keep_up.h"
#include "tools/bench/rescore_phases.h"
#include "tools/bench/rescore_run.h"

namespace jifen::bench {

struct RescoreSettings {
  int64_t enterprises = 10'000;
  uint64_t seed = 20250630;
  std::filesystem::path folder;  // keeps populations; on the disk that is to be measured
  size_t memory_bytes = storage::kv::rocksdb::kMemoryBytes;  // of the store
  int threads = 2;
};

struct RescoreFigures {
  Population population;
  PhaseFigures phases;
  FloorFigures reading;
  FloorFigures writing;
  FloorFigures floor;
  int64_t floor_memory_bytes = 0;
  RunFigures run;
  int64_t run_memory_bytes = 0;
  KeepUpFigures keep_up;
};

absl::StatusOr<RescoreFigures> MeasureRescore(const RescoreSettings& settings,
                                              const scoring::scheme::CompiledScheme& scheme);

}  // namespace jifen::bench
