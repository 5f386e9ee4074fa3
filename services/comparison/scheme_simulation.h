// services/comparison/scheme_simulation.h: what a draft scheme would do to a whole population.
//
//   Shape    the population under the draft and, if there is one, under the stored scheme, each with cohort tables of its
//            own; nothing is stored. The statistics are those that a run would have.
//   Errors   in this order: OUT_OF_RANGE (movers); FIELD_REQUIRED (draft); the faults of the draft as PutScheme tells them;
//            SCHEME_UNKNOWN (scheme_id, scheme_version: asked for by name, or by a version); DATE_INVALID and OUT_OF_RANGE
//            (valid_at, then year); REVISION_UNKNOWN; CODE_INVALID and UNKNOWN_ENUM (population); POPULATION_EMPTY, once all
//            of the register was looked through;
//            TOO_LARGE (movers: the answer would be). Those of simulated_population.h.
//   Threads  as generation_diff.h.
//   Cost     simulated_population.h, and the compiling of the draft.
#pragma once

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "jifen/v1/comparison_service.pb.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::comparison {

using SimulationWriter = std::function<bool(const v1::SimulateSchemeResponse&)>;

absl::Status SimulateScheme(std::shared_ptr<const storage::kv::Snapshot> snapshot,
                            scheme::SchemeCatalog& catalog, const v1::Date& today,
                            const v1::SimulateSchemeRequest& request,
                            const SimulationWriter& write);

}  // namespace jifen::services::comparison
