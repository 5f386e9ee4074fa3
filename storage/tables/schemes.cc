#include "storage/tables/schemes.h"

#include <optional>
#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string SchemeKey(std::string_view scheme_id, uint32_t version) {
  KeyWriter key(Prefix::kScheme);
  key.Text(scheme_id).U32(version);
  return std::move(key).Take();
}

std::string NewestKey(std::string_view scheme_id) {
  KeyWriter key(Prefix::kSchemeNewest);
  key.Text(scheme_id);
  return std::move(key).Take();
}

// The greatest version that is stored, and the entry that says so; 0 if there is none.
struct Newest {
  uint32_t version = 0;
  kv::Revision revision = 0;
};

absl::StatusOr<Newest> FindNewest(const kv::Snapshot& snapshot, std::string_view scheme_id) {
  const absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(NewestKey(scheme_id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return Newest{};
  stored::StoredSchemeNewest message;
  if (absl::Status status = ParseStored((*entry)->value, message); !status.ok()) return status;
  return Newest{.version = message.version(), .revision = (*entry)->version};
}

absl::StatusOr<SchemeVersion> ParseScheme(const kv::Entry& entry) {
  KeyReader key(Prefix::kScheme, entry.key);
  SchemeVersion scheme{.revision = entry.version};
  scheme.scheme_id = key.Text();
  scheme.version = key.U32();
  if (absl::Status status = key.Finish(); !status.ok()) return status;
  stored::StoredScheme message;
  if (absl::Status status = ParseStored(entry.value, message); !status.ok()) return status;
  scheme.canonical = std::move(*message.mutable_canonical());
  scheme.sha256 = std::move(*message.mutable_sha256());
  return scheme;
}

absl::StatusOr<std::optional<SchemeVersion>> FindScheme(const kv::Snapshot& snapshot,
                                                        std::string_view scheme_id,
                                                        uint32_t version) {
  const absl::StatusOr<std::optional<kv::Entry>> entry =
      snapshot.Find(SchemeKey(scheme_id, version));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  absl::StatusOr<SchemeVersion> scheme = ParseScheme(**entry);
  if (!scheme.ok()) return scheme.status();
  return *std::move(scheme);
}

absl::Status SchemeUnknown(std::string_view scheme_id) {
  return model::ToStatus({.reason = v1::REASON_SCHEME_UNKNOWN,
                          .path = "scheme_id",
                          .got = std::string(scheme_id),
                          .want = "a scheme that was put"});
}

absl::Status VersionUnknown(uint32_t version, uint32_t newest) {
  return model::ToStatus(
      {.reason = v1::REASON_SCHEME_UNKNOWN,
       .path = "version",
       .got = std::to_string(version),
       .want = "a version that was put; the newest is " + std::to_string(newest)});
}

void AddVersion(const SchemeVersion& scheme, const Newest& newest, kv::CommitRequest& commit) {
  stored::StoredScheme message;
  message.set_canonical(scheme.canonical);
  message.set_sha256(scheme.sha256);
  std::string key = SchemeKey(scheme.scheme_id, scheme.version);
  commit.preconditions.emplace_back(kv::KeyAtVersion{.key = key});
  commit.writes.push_back({.key = std::move(key), .value = SerializeStored(message)});
  if (scheme.version <= newest.version) return;
  stored::StoredSchemeNewest pointer;
  pointer.set_version(scheme.version);
  key = NewestKey(scheme.scheme_id);
  commit.preconditions.emplace_back(kv::KeyAtVersion{.key = key, .version = newest.revision});
  commit.writes.push_back({.key = std::move(key), .value = SerializeStored(pointer)});
}

}  // namespace

absl::StatusOr<SchemeVersion> GetScheme(const kv::Snapshot& snapshot, std::string_view scheme_id,
                                        uint32_t version) {
  const absl::StatusOr<Newest> newest = FindNewest(snapshot, scheme_id);
  if (!newest.ok()) return newest.status();
  if (newest->version == 0) return SchemeUnknown(scheme_id);
  absl::StatusOr<std::optional<SchemeVersion>> scheme =
      FindScheme(snapshot, scheme_id, version == 0 ? newest->version : version);
  if (!scheme.ok()) return scheme.status();
  if (scheme->has_value()) return **std::move(scheme);
  if (version == 0) return Corrupt("the newest version of a scheme is not there");
  return VersionUnknown(version, newest->version);
}

absl::StatusOr<Page<SchemeVersion>> ListSchemes(const kv::Snapshot& snapshot,
                                                const PageQuery& page) {
  const std::string prefix(1, static_cast<char>(Prefix::kScheme));
  absl::StatusOr<kv::KeyRange> range =
      RangeAfter(prefix, page.after.empty() ? page.after : prefix + page.after);
  if (!range.ok()) return range.status();
  Page<SchemeVersion> result;
  std::string last;
  size_t bytes = 0;
  const absl::Status status =
      ForEachEntry(snapshot, *std::move(range), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        if (result.items.size() == page.size || bytes >= kPageBytesMax) {
          result.next = last;
          return false;
        }
        absl::StatusOr<SchemeVersion> scheme = ParseScheme({.key = std::string(at.key()),
                                                            .value = std::string(at.value()),
                                                            .version = at.version()});
        if (!scheme.ok()) return scheme.status();
        last = std::string(at.key().substr(1));
        bytes += at.value().size();
        result.items.push_back(*std::move(scheme));
        return true;
      });
  if (!status.ok()) return status;
  return result;
}

absl::StatusOr<SchemePut> PutScheme(const kv::Snapshot& snapshot, const SchemeVersion& scheme,
                                    kv::CommitRequest& commit) {
  const absl::StatusOr<std::optional<SchemeVersion>> stored_version =
      FindScheme(snapshot, scheme.scheme_id, scheme.version);
  if (!stored_version.ok()) return stored_version.status();
  if (stored_version->has_value()) {
    const SchemeVersion& there = **stored_version;
    if (there.sha256 == scheme.sha256) {
      return SchemePut{.revision = there.revision, .change = v1::CHANGE_UNCHANGED};
    }
    return model::ToStatus(
        {.reason = v1::REASON_SCHEME_VERSION_EXISTS,
         .message = "versions are immutable; put the change as a new version",
         .path = "scheme.version",
         .got = std::to_string(scheme.version) + " with SHA-256 " + model::HexOf(scheme.sha256),
         .want = "SHA-256 " + model::HexOf(there.sha256) + ", as stored"});
  }
  const absl::StatusOr<Newest> newest = FindNewest(snapshot, scheme.scheme_id);
  if (!newest.ok()) return newest.status();
  AddVersion(scheme, *newest, commit);
  return SchemePut{.change = v1::CHANGE_CREATED};
}

}  // namespace jifen::storage::tables
