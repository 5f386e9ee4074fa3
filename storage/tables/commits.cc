#include "storage/tables/commits.h"

#include <set>
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

// 18 bytes each, rising.
std::string ChangedBy(const kv::CommitRequest& commit) {
  std::set<std::string_view> ids;
  for (const kv::Write& write : commit.writes) {
    const std::string_view key = write.key;
    if (key[0] != static_cast<char>(Prefix::kDossier)) continue;
    ids.insert(key.substr(1, kEnterpriseIdBytes));
  }
  std::string joined;
  joined.reserve(ids.size() * kEnterpriseIdBytes);
  for (const std::string_view id : ids) joined.append(id);
  return joined;
}

}  // namespace

void PutCommitNote(const CommitNote& note, kv::CommitRequest& commit) {
  stored::StoredCommit message;
  message.set_committed_us(absl::ToUnixMicros(note.committed_at));
  message.set_principal(note.principal);
  message.set_enterprise_ids(ChangedBy(commit));
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

absl::StatusOr<std::vector<std::string>> ChangedEnterprises(const kv::Snapshot& snapshot,
                                                            const CommitSpan& span) {
  std::set<std::string> ids;
  // Newer commits sort first.
  const kv::KeyRange range{.begin = CommitKey(span.upto), .end = CommitKey(span.after)};
  stored::StoredCommit message;
  const absl::Status status =
      ForEachEntry(snapshot, range, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        if (absl::Status parsed = ParseStored(at.value(), message); !parsed.ok()) return parsed;
        const std::string& joined = message.enterprise_ids();
        if (joined.size() % kEnterpriseIdBytes != 0) return Corrupt("the note of a commit");
        for (size_t i = 0; i < joined.size(); i += kEnterpriseIdBytes) {
          ids.insert(joined.substr(i, kEnterpriseIdBytes));
        }
        return true;
      });
  if (!status.ok()) return status;
  return std::vector<std::string>(ids.begin(), ids.end());
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
