#include "storage/kv/write_group.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "storage/kv/stamp.h"

namespace jifen::storage::kv {
namespace {

bool HasDuplicates(const std::vector<Write>& writes) {
  absl::flat_hash_set<std::string_view> keys;
  keys.reserve(writes.size());
  return !std::all_of(writes.begin(), writes.end(),
                      [&keys](const Write& write) { return keys.insert(write.key).second; });
}

}  // namespace

WriteGroup::WriteGroup(std::shared_ptr<const Snapshot> base)
    : base_(std::move(base)), newest_(base_->revision()) {}

absl::StatusOr<bool> WriteGroup::Holds(const KeyAtVersion& precondition) const {
  if (auto it = overlay_.find(precondition.key); it != overlay_.end()) {
    return it->second.value_or(0) == precondition.version;
  }
  absl::StatusOr<std::optional<Entry>> entry = base_->Find(precondition.key);
  if (!entry.ok()) return entry.status();
  return (entry->has_value() ? (*entry)->version : 0) == precondition.version;
}

// Merges the range of the base with that of the overlay, which hides the base where both have a
// key.
absl::StatusOr<bool> WriteGroup::Holds(const RangeUnchanged& precondition) const {
  const KeyRange& range = precondition.range;
  if (!range.end.empty() && range.end <= range.begin) return true;
  const std::unique_ptr<Cursor> cursor = base_->Scan(range);
  auto it = overlay_.lower_bound(range.begin);
  const auto end = range.end.empty() ? overlay_.end() : overlay_.lower_bound(range.end);
  size_t entries = 0;
  while (cursor->Valid() || it != end) {
    std::optional<Revision> version;
    if (it == end || (cursor->Valid() && cursor->key() < it->first)) {
      version = cursor->version();
      cursor->Next();
    } else {
      if (cursor->Valid() && cursor->key() == it->first) cursor->Next();
      version = it->second;
      ++it;
    }
    if (!version.has_value()) continue;
    if (++entries > kPreconditionEntriesMax) {
      return absl::InvalidArgumentError(absl::StrCat("got a range precondition of more than ",
                                                     kPreconditionEntriesMax, " entries"));
    }
    if (*version > precondition.since) return false;
  }
  if (absl::Status status = cursor->status(); !status.ok()) return status;
  return true;
}

void WriteGroup::FillOverlay() {
  for (; overlaid_ < writes_.size(); ++overlaid_) {
    const RevisedWrite& write = writes_[overlaid_];
    overlay_[write.key] = write.value.has_value() ? std::optional(write.version) : std::nullopt;
  }
}

absl::Status WriteGroup::CheckPreconditions(const CommitRequest& request) {
  if (request.checked_at == newest_) return absl::OkStatus();
  FillOverlay();
  for (size_t i = 0; i < request.preconditions.size(); ++i) {
    absl::StatusOr<bool> holds = std::visit(
        [this](const auto& precondition) { return Holds(precondition); }, request.preconditions[i]);
    if (!holds.ok()) return holds.status();
    if (!*holds) return absl::AbortedError(absl::StrCat("preconditions[", i, "] does not hold"));
  }
  return absl::OkStatus();
}

absl::StatusOr<Revision> WriteGroup::Add(CommitRequest request) {
  if (absl::Status status = CheckPreconditions(request); !status.ok()) return status;
  const Revision revision = newest_ + 1;
  for (Write& write : request.writes) {
    if (write.stamp_offset.has_value()) StampKey(revision, *write.stamp_offset, write.key);
  }
  if (HasDuplicates(request.writes)) {
    return absl::InvalidArgumentError("writes: got two writes of one key");
  }
  for (Write& write : request.writes) {
    writes_.push_back({std::move(write.key), std::move(write.value), revision});
  }
  newest_ = revision;
  return revision;
}

}  // namespace jifen::storage::kv
