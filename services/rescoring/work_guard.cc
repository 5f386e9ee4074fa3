#include "services/rescoring/work_guard.h"

#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {

namespace tables = storage::tables;

absl::Status Stopped() { return absl::CancelledError("the server shuts down"); }
bool IsStopped(const absl::Status& status) { return absl::IsCancelled(status); }

absl::Status WorkGuard::Pass(uint64_t lines) {
  if (context_.stop || (failed_ != nullptr && *failed_)) return Stopped();
  passed_ += lines;
  if (passed_ < context_.setting.lines_per_look) return absl::OkStatus();
  passed_ = 0;
  return LookAtRun();
}

// Every commit of the work asks for this as well, but there may be none for long.
absl::Status WorkGuard::LookAtRun() const {
  const auto snapshot = tables::TakeSnapshot(context_.store);
  if (!snapshot.ok()) return snapshot.status();
  const storage::kv::KeyAtVersion taken = tables::RunUnchanged(context_.run);
  const auto entry = (*snapshot)->Find(taken.key);
  if (!entry.ok()) return tables::FromStore(entry.status());
  if (entry->has_value() && (*entry)->version == taken.version) return absl::OkStatus();
  return absl::AbortedError("the run is not as it was taken");
}

}  // namespace jifen::services::rescoring
