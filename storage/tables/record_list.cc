// ListRecords of storage/tables/records.h.
#include <utility>

#include "storage/kv/stamp.h"
#include "storage/tables/commits.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/records.h"
#include "storage/tables/store_error.h"
#include "storage/tables/version_walk.h"

namespace jifen::storage::tables {
namespace {

// A position: the revision that the first page took known_at for (8 bytes), so that all pages are of one
// state; then the key of the last item.
std::string FormatPosition(kv::Revision known_at, std::string_view key) {
  return kv::EncodeStamp(known_at) + std::string(key);
}

std::string PrefixOf(const RecordQuery& query) {
  if (query.kind == v1::RECORD_KIND_UNSPECIFIED) return DossierPrefix(query.enterprise_id);
  return KindPrefix(query.enterprise_id, query.kind);
}

absl::StatusOr<VersionWalk> MakeWalk(const kv::Snapshot& snapshot, const RecordQuery& query,
                                     std::string_view after) {
  VersionWalk walk{.all_versions = query.all_versions};
  kv::Revision known_at = query.known_at;
  if (!after.empty()) {
    if (after.size() < 2 * kRevisionBytes) return PositionInvalid();
    known_at = kv::DecodeStamp(after, 0);
    if (query.known_at != 0 && known_at != query.known_at) return PositionInvalid();
  }
  const absl::StatusOr<kv::Revision> revision = ResolveKnownAt(snapshot, known_at);
  if (!revision.ok()) return revision.status();
  walk.known_at = *revision;
  const absl::StatusOr<EnterpriseVersion> enterprise =
      GetEnterprise(snapshot, query.enterprise_id, walk.known_at);
  if (!enterprise.ok()) return enterprise.status();
  const std::string_view last = after.empty() ? after : after.substr(kRevisionBytes);
  absl::StatusOr<kv::KeyRange> range = RangeAfter(PrefixOf(query), last);
  if (!range.ok()) return range.status();
  walk.range = *std::move(range);
  if (!last.empty()) walk.done = WithoutRevision(last);
  return walk;
}

// A page while it is being filled.
struct Filling {
  const RecordQuery& query;
  const VersionWalk& walk;
  size_t size_max;
  Page<v1::RecordVersion> page = {};
  std::string last = {};  // key of the last item
  size_t bytes = 0;
};

// False once there is more than the page takes.
absl::StatusOr<bool> Fill(const kv::Cursor& at, Filling& filling) {
  if (IsRegisterEntry(at.key())) return true;
  absl::StatusOr<v1::RecordVersion> version = ParseRecordVersion(at);
  if (!version.ok()) return version.status();
  if (!filling.query.all_versions && IsWithdrawn(version->record())) return true;
  if (filling.page.items.size() == filling.size_max || filling.bytes >= kPageBytesMax) {
    filling.page.next = FormatPosition(filling.walk.known_at, filling.last);
    return false;
  }
  filling.last = std::string(at.key());
  filling.bytes += at.value().size();
  filling.page.items.push_back(*std::move(version));
  return true;
}

}  // namespace

absl::StatusOr<Page<v1::RecordVersion>> ListRecords(const kv::Snapshot& snapshot,
                                                    const RecordQuery& query,
                                                    const PageQuery& page) {
  const absl::StatusOr<VersionWalk> walk = MakeWalk(snapshot, query, page.after);
  if (!walk.ok()) return walk.status();
  Filling filling{.query = query, .walk = *walk, .size_max = page.size};
  const absl::Status status = ForEachVersion(
      snapshot, *walk, [&filling](const kv::Cursor& at) { return Fill(at, filling); });
  if (!status.ok()) return status;
  return std::move(filling.page);
}

}  // namespace jifen::storage::tables
