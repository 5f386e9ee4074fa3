// services/score/score_history.h: every card of an enterprise under a scheme, and what it came from.
//
//   Shape    newest first by the commit that stored it: cards of runs, of changes, and those that were asked for.
//   Errors   FIELD_REQUIRED and CREDIT_CODE_INVALID (enterprise_id), FIELD_REQUIRED (scheme_id), OUT_OF_RANGE,
//            PAGE_TOKEN_INVALID, ENTERPRISE_UNKNOWN, SCHEME_UNKNOWN; the store's.
//   Threads  a free function without state.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/score_service.pb.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::score {

absl::StatusOr<v1::GetScoreHistoryResponse> ListHistory(const storage::kv::Snapshot& snapshot,
                                                        scheme::SchemeCatalog& catalog,
                                                        const v1::GetScoreHistoryRequest& request);

}  // namespace jifen::services::score
