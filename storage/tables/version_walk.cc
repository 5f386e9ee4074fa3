#include "storage/tables/version_walk.h"

#include <string_view>
#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/stamp.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"

namespace jifen::storage::tables {
namespace {

constexpr size_t kKindAt = 1 + kEnterpriseIdBytes;
constexpr size_t kVersionKeyBytesMin = kKindAt + 1 + kRevisionBytes;

}  // namespace

std::string_view WithoutRevision(std::string_view key) {
  return key.substr(0, key.size() - kRevisionBytes);
}

bool IsRegisterEntry(std::string_view key) { return key[kKindAt] == '\0'; }

absl::Status ForEachVersion(const kv::Snapshot& snapshot, const VersionWalk& walk,
                            const Visitor& visit) {
  std::string done = walk.done;
  return ForEachEntry(snapshot, walk.range, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
    const std::string_view key = at.key();
    if (key.size() < kVersionKeyBytesMin) return Corrupt("a key of the dossier range");
    const kv::Revision revision = kv::DecodeStamp(key, key.size() - kRevisionBytes);
    if (revision != at.version()) return Corrupt("the revision in a key of the dossier range");
    if (revision > walk.known_at) return true;
    if (walk.all_versions) return visit(at);
    if (WithoutRevision(key) == done) return true;
    done = WithoutRevision(key);
    return visit(at);
  });
}

absl::StatusOr<v1::RecordVersion> ParseRecordVersion(const kv::Cursor& at) {
  stored::StoredRecord message;
  if (absl::Status status = ParseStored(at.value(), message); !status.ok()) return status;
  v1::RecordVersion version;
  *version.mutable_record() = std::move(*message.mutable_record());
  version.set_change_reason(std::move(*message.mutable_change_reason()));
  version.set_revision(at.version());
  return version;
}

}  // namespace jifen::storage::tables
