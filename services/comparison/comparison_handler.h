// services/comparison/comparison_handler.h: compares generations, cards and schemes; no gRPC.
//
//   Errors   DiffGenerations: generation_diff.h. ExplainChange: explain_change.h. SimulateScheme: scheme_simulation.h.
//   Threads  may be shared. What answers in parts calls `write` with part after part, on the caller's thread, until it
//            answers false.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/comparison_service.pb.h"
#include "services/comparison/explain_change.h"
#include "services/comparison/generation_diff.h"
#include "services/comparison/scheme_simulation.h"
#include "storage/kv/store.h"

namespace jifen::services::comparison {

class ComparisonHandler {
 public:
  ComparisonHandler(storage::kv::Store& store, ComparisonCaches caches,
                    std::function<absl::Time()> clock)
      : store_(store), caches_(caches), clock_(std::move(clock)) {}

  absl::Status DiffGenerations(const v1::DiffGenerationsRequest& request, const DiffWriter& write);
  absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const v1::ExplainChangeRequest& request);
  absl::Status SimulateScheme(const v1::SimulateSchemeRequest& request,
                              const SimulationWriter& write);

 private:
  storage::kv::Store& store_;
  const ComparisonCaches caches_;
  const std::function<absl::Time()> clock_;
};

}  // namespace jifen::services::comparison
