#include "services/comparison/comparison_handler.h"

#include "proto/model/calendar.h"
#include "storage/tables/store_error.h"

namespace jifen::services::comparison {

absl::Status ComparisonHandler::DiffGenerations(const v1::DiffGenerationsRequest& request,
                                                const DiffWriter& write) {
  const auto snapshot = storage::tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  return comparison::DiffGenerations(*snapshot, caches_, request, write);
}

absl::StatusOr<v1::ExplainChangeResponse> ComparisonHandler::ExplainChange(
    const v1::ExplainChangeRequest& request) {
  const auto snapshot = storage::tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  return comparison::ExplainChange(**snapshot, caches_, request);
}

absl::Status ComparisonHandler::SimulateScheme(const v1::SimulateSchemeRequest& request,
                                               const SimulationWriter& write) {
  const auto snapshot = storage::tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  return comparison::SimulateScheme(*snapshot, caches_.catalog, model::DayInChina(clock_()),
                                    request, write);
}

}  // namespace jifen::services::comparison
