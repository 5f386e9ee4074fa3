// storage/kv/backend.h: what a store must do itself; the writer (writer.h) does the rest for all of
// them.
//
//   Threads  Apply and Head are called by one thread at a time.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {

// A write with its final key (stamped) and the revision of its commit. No value: erase.
struct RevisedWrite {
  std::string key;
  std::optional<std::string> value;
  Revision version = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;

  // Applies the writes in their order, all or none, and durably, and `newest` as the newest
  // revision. RESOURCE_EXHAUSTED: the disk is full; nothing was applied, and a later call may
  // succeed. Any other fault: nobody knows what was applied; the writer stops for good (K13).
  virtual absl::Status Apply(const std::deque<RevisedWrite>& writes, Revision newest) = 0;

  // A snapshot of all that was applied.
  virtual absl::StatusOr<std::shared_ptr<const Snapshot>> Head() = 0;
};

}  // namespace jifen::storage::kv
