// services/rescoring/run_plan.h: what a run is asked for, checked and filled in.
//
//   Errors   all at their fields in the plan, in this order: FIELD_REQUIRED (scheme_id), SCHEME_UNKNOWN,
//            SCHEME_UNPROVEN; DATE_INVALID and OUT_OF_RANGE (valid_at, then year); REVISION_UNKNOWN; those of
//            the population; GENERATION_UNKNOWN, RUN_INCOMPLETE and OUT_OF_RANGE (cohorts_of); DECIMAL_INVALID
//            and OUT_OF_RANGE (not_scored_max); POPULATION_EMPTY. The store's.
//   Threads  free functions without state.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/run.pb.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::rescoring {

inline constexpr char kNotScoredMaxDefault[] = "0.5";

absl::StatusOr<v1::RunPlan> FillPlan(const storage::kv::Snapshot& snapshot,
                                     scheme::SchemeCatalog& catalog, const v1::Date& today,
                                     const v1::RunPlan& asked);

}  // namespace jifen::services::rescoring
