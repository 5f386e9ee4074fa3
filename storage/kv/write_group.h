// storage/kv/write_group.h: commits that will be written together, each checked as if those
// before it were written already.
//
//   Errors   Add: ABORTED, DATA_LOSS, UNAVAILABLE, INVALID_ARGUMENT as store.h lists them; a commit
//            that is refused leaves the group as it was.
//   Threads  belongs to the writer's thread.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv/backend.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {

class WriteGroup {
 public:
  // On top of `base`, the newest state of the store.
  explicit WriteGroup(std::shared_ptr<const Snapshot> base);

  // Checks the preconditions of a request of valid form (request_form.h), and takes its writes with
  // the next revision, which it returns.
  absl::StatusOr<Revision> Add(CommitRequest request);

  const std::deque<RevisedWrite>& writes() const { return writes_; }
  Revision newest() const { return newest_; }

 private:
  using Overlay = std::map<std::string_view, std::optional<Revision>>;  // no revision: erased

  // True if the precondition holds.
  absl::StatusOr<bool> Holds(const KeyAtVersion& precondition) const;
  absl::StatusOr<bool> Holds(const RangeUnchanged& precondition) const;
  absl::Status CheckPreconditions(const CommitRequest& request);
  // Brings the overlay up to the writes. A group of one commit never needs it.
  void FillOverlay();

  std::shared_ptr<const Snapshot> base_;
  Revision newest_;
  std::deque<RevisedWrite> writes_;  // a deque, for overlay_ looks at its keys
  size_t overlaid_ = 0;              // writes that the overlay has
  Overlay overlay_;
};

}  // namespace jifen::storage::kv
