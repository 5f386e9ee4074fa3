// services/score/simulation.h: what a card would be with other records, or under a draft; no gRPC.
//
//   Shape    the card as it is, the card as it would be, and the points that differ. Both are made by the
//            engine that makes stored cards, say that they are simulated, and have no id. Nothing is stored.
//            Under a scheme with cohorts values are placed in those of its published generation; under a draft
//            that is another scheme there are none, and ComparisonService.SimulateScheme is to be asked.
//   Errors   as of Score: DATE_INVALID, OUT_OF_RANGE (valid_at, year); then FIELD_REQUIRED (neither a scheme
//            nor a draft), TEXT_INVALID and OUT_OF_RANGE (scheme_id or scheme_version beside a draft),
//            CREDIT_CODE_INVALID, CheckChanges (simulated_dossier.h), SCHEME_UNKNOWN or the faults of the
//            draft as PutScheme tells them, REVISION_UNKNOWN, ENTERPRISE_UNKNOWN, MakeSimulatedDossier,
//            NUMBER_OVERFLOW of an expression (before, then after), CARD_NOT_EXACT.
//   Threads  a free function; the catalog is shared.
//   Cost     a draft is compiled for each call.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/score_service.pb.h"
#include "services/rescoring/cohort_store.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::score {

// Where a simulation happens: on this day, with the schemes and the cohorts that are published.
struct SimulationPlace {
  const storage::kv::Snapshot& snapshot;
  scheme::SchemeCatalog& catalog;
  rescoring::CohortCache& cohorts;
  const v1::Date& today;
};

absl::StatusOr<v1::SimulateResponse> Simulate(const SimulationPlace& place,
                                              const v1::SimulateRequest& request);

}  // namespace jifen::services::score
