// services/rescoring/run_progress.h: how far a run is, by what its ranges say.
//
//   Shape    a phase ends with all enterprises done: those of the register; in the check those of the population.
//   Errors   DATA_CORRUPT; the store's.
//   Threads  free functions without state.
#pragma once

#include "absl/status/statusor.h"
#include "services/rescoring/check_progress.h"
#include "storage/kv/store.h"
#include "storage/tables/runs.h"

namespace jifen::services::rescoring {

// The run with its progress, if it has not ended.
absl::StatusOr<v1::Run> RunWithProgress(const storage::kv::Snapshot& snapshot,
                                        const storage::tables::RunVersion& run,
                                        const CheckProgress& checking);

// Puts into a run that is about to end before it is done how far it came, for its ranges are removed. A tally that is
// there stays. If the ranges are corrupt it goes without: they must not keep it from ending.
absl::Status KeepProgress(const storage::kv::Snapshot& snapshot, v1::Run* run);

}  // namespace jifen::services::rescoring
