// services/comparison/generation_diff.h: who moved between two generations, and why.
//
//   Shape    lines of both at one snapshot, merged by enterprise id. Of enterprises whose lines can differ by one cause
//            alone the cause is known without evaluating; of the others the ledger is followed, where a step that cannot
//            be evaluated counts with the next. Generations whose cards were dropped can be compared: their lines are kept.
//   Errors   in this order: OUT_OF_RANGE (movers); FIELD_REQUIRED, TEXT_INVALID, GENERATION_UNKNOWN, RUN_INCOMPLETE,
//            GENERATION_CHECK (from_generation_id, then to_generation_id); OUT_OF_RANGE (to_generation_id: of another scheme
//            id); TOO_LARGE (movers: the answer would be); DATA_CORRUPT; the store's. That a dossier does not give the total
//            that stands in a line is no error: CHANGE_CAUSE_UNSPECIFIED has what is not explained.
//   Threads  a free function, which works on threads of its own; `write` is called by the caller's. Once it answers false
//            all ends, and nothing more is written.
//   Cost     two scans, and for those that several causes moved their dossiers and evaluations. Memory: stability.h.
#pragma once

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "jifen/v1/comparison_service.pb.h"
#include "services/comparison/explain_change.h"
#include "storage/kv/store.h"

namespace jifen::services::comparison {

using DiffWriter = std::function<bool(const v1::DiffGenerationsResponse&)>;

absl::Status DiffGenerations(std::shared_ptr<const storage::kv::Snapshot> snapshot,
                             const ComparisonCaches& caches,
                             const v1::DiffGenerationsRequest& request, const DiffWriter& write);

}  // namespace jifen::services::comparison
