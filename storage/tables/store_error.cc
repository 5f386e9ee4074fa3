#include "storage/tables/store_error.h"

#include <utility>

#include "proto/model/error.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {
namespace {

v1::Reason ReasonOf(const absl::Status& status) {
  if (kv::IsQueueFull(status)) return v1::REASON_OVERLOADED;
  switch (status.code()) {
    case absl::StatusCode::kAborted:
      return v1::REASON_CONCURRENT_CHANGE;
    case absl::StatusCode::kDataLoss:
      return v1::REASON_DATA_CORRUPT;
    case absl::StatusCode::kResourceExhausted:
      return v1::REASON_STORE_FULL;
    case absl::StatusCode::kUnavailable:
      return v1::REASON_STORE_STOPPED;
    case absl::StatusCode::kFailedPrecondition:
      return v1::REASON_STORE_IN_USE;
    default:
      return v1::REASON_UNSPECIFIED;
  }
}

}  // namespace

absl::Status FromStore(const absl::Status& status) {
  if (status.ok() || model::DetailOf(status).has_value()) return status;
  const v1::Reason reason = ReasonOf(status);
  // Ours: without a reason it is logged, and its text stays here.
  if (reason == v1::REASON_UNSPECIFIED) return absl::InternalError(status.message());
  const bool overtaken = absl::IsAborted(status);
  return model::ToStatus(
      {.reason = reason,
       .message = overtaken ? "somebody else changed the same thing meanwhile; try again"
                            : std::string(status.message())});
}

absl::Status Corrupt(std::string what) {
  return model::ToStatus(
      {.reason = v1::REASON_DATA_CORRUPT,
       .message = "stored data is corrupt; restore it from a backup: " + std::move(what)});
}

absl::StatusOr<std::shared_ptr<const kv::Snapshot>> TakeSnapshot(kv::Store& store) {
  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> snapshot = store.NewSnapshot();
  if (!snapshot.ok()) return FromStore(snapshot.status());
  return snapshot;
}

}  // namespace jifen::storage::tables
