// services/comparison/explain_change.h: why two cards of an enterprise differ.
//
//   Shape    points and difference are those of the cards as they are stored; the causes come from evaluating the dossiers again.
//            What that does not explain, because another version of the program made a card, is CHANGE_CAUSE_UNSPECIFIED.
//   Errors   in this order, at from_card_id and then at to_card_id: FIELD_REQUIRED, TEXT_INVALID; SCORE_CARD_UNKNOWN;
//            OUT_OF_RANGE (to_card_id: of another enterprise); NUMBER_OVERFLOW or EXPRESSION_TOO_COMPLEX if a step between the
//            two cannot be evaluated, with the step before the path; DATA_CORRUPT; the store's.
//   Threads  a free function; catalog and cohorts are shared.
//   Cost     some dozens of microseconds, and the compiling of a scheme or the reading of a cohort table that is not kept.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/comparison_service.pb.h"
#include "services/rescoring/cohort_store.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::comparison {

// What is kept from call to call.
struct ComparisonCaches {
  scheme::SchemeCatalog& catalog;
  rescoring::CohortCache& cohorts;
};

absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const storage::kv::Snapshot& snapshot,
                                                        const ComparisonCaches& caches,
                                                        const v1::ExplainChangeRequest& request);

}  // namespace jifen::services::comparison
