#include "storage/tables/commits.h"

#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "proto/model/error.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string CommitKey(kv::Revision revision) {
  KeyWriter key(Prefix::kCommit);
  key.FallingU64(revision);
  return std::move(key).Take();
}

}  // namespace

void PutCommitNote(const CommitNote& note, kv::CommitRequest& commit) {
  stored::StoredCommit message;
  message.set_committed_us(absl::ToUnixMicros(note.committed_at));
  message.set_principal(note.principal);
  commit.writes.push_back(
      {.key = CommitKey(0), .value = SerializeStored(message), .stamp_offset = 1});
}

absl::StatusOr<std::optional<CommitNote>> FindCommitNote(const kv::Snapshot& snapshot,
                                                         kv::Revision revision) {
  const absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(CommitKey(revision));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  stored::StoredCommit message;
  if (absl::Status status = ParseStored((*entry)->value, message); !status.ok()) return status;
  return CommitNote{.committed_at = absl::FromUnixMicros(message.committed_us()),
                    .principal = message.principal()};
}

absl::StatusOr<kv::Revision> ResolveKnownAt(const kv::Snapshot& snapshot, kv::Revision known_at,
                                            std::string_view path) {
  if (known_at == 0) return snapshot.revision();
  if (known_at <= snapshot.revision()) return known_at;
  return model::ToStatus(
      {.reason = v1::REASON_REVISION_UNKNOWN,
       .path = std::string(path),
       .got = std::to_string(known_at),
       .want = "at most " + std::to_string(snapshot.revision()) + ", the newest revision"});
}

}  // namespace jifen::storage::tables
