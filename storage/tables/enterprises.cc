#include "storage/tables/enterprises.h"

#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "proto/model/error.h"
#include "storage/tables/commits.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string NewestKey(std::string_view enterprise_id) {
  KeyWriter key(Prefix::kEnterprise);
  key.Id18(enterprise_id);
  return std::move(key).Take();
}

absl::StatusOr<v1::Enterprise> ParseEntry(std::string_view value) {
  stored::StoredEnterprise message;
  if (absl::Status status = ParseStored(value, message); !status.ok()) return status;
  return std::move(*message.mutable_enterprise());
}

absl::StatusOr<std::optional<EnterpriseVersion>> FindNewest(const kv::Snapshot& snapshot,
                                                            std::string_view enterprise_id) {
  const absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(NewestKey(enterprise_id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  absl::StatusOr<v1::Enterprise> enterprise = ParseEntry((*entry)->value);
  if (!enterprise.ok()) return enterprise.status();
  return EnterpriseVersion{.enterprise = *std::move(enterprise), .revision = (*entry)->version};
}

// The first version at or before `revision`: newer ones sort before it.
absl::StatusOr<std::optional<EnterpriseVersion>> FindAt(const kv::Snapshot& snapshot,
                                                        std::string_view enterprise_id,
                                                        kv::Revision revision) {
  const std::string prefix = RegisterPrefix(enterprise_id);
  kv::KeyRange range = kv::PrefixRange(prefix);
  range.begin = VersionKey(prefix, revision);
  std::optional<EnterpriseVersion> found;
  const absl::Status status =
      ForEachEntry(snapshot, std::move(range), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        absl::StatusOr<v1::Enterprise> enterprise = ParseEntry(at.value());
        if (!enterprise.ok()) return enterprise.status();
        found = EnterpriseVersion{.enterprise = *std::move(enterprise), .revision = at.version()};
        return false;
      });
  if (!status.ok()) return status;
  return found;
}

bool Matches(const v1::Enterprise& enterprise, const EnterpriseFilter& filter) {
  return enterprise.area_code().starts_with(filter.area_prefix) &&
         enterprise.industry_code().starts_with(filter.industry_prefix) &&
         enterprise.name().find(filter.name_part) != std::string::npos;
}

// The entries after that of an enterprise; empty: all of them.
absl::StatusOr<kv::KeyRange> EntriesAfter(const std::string& enterprise_id) {
  const std::string prefix(1, static_cast<char>(Prefix::kEnterprise));
  return RangeAfter(prefix, enterprise_id.empty() ? enterprise_id : prefix + enterprise_id);
}

// A page while it is being filled.
struct Filling {
  const EnterpriseFilter& filter;
  size_t size_max;
  Page<v1::Enterprise> page = {};
  std::string last = {};  // id of the last entry that was looked at
  size_t looked = 0;
  size_t bytes = 0;

  bool Full() const {
    return page.items.size() == size_max || looked == kListScanMax || bytes >= kPageBytesMax;
  }
};

// False once there is more than the page takes.
absl::StatusOr<bool> Fill(const kv::Cursor& at, Filling& filling) {
  if (filling.Full()) {
    filling.page.next = filling.last;
    return false;
  }
  absl::StatusOr<v1::Enterprise> enterprise = ParseEntry(at.value());
  if (!enterprise.ok()) return enterprise.status();
  filling.last = std::string(at.key().substr(1));
  ++filling.looked;
  if (!Matches(*enterprise, filling.filter)) return true;
  filling.bytes += at.value().size();
  filling.page.items.push_back(*std::move(enterprise));
  return true;
}

void AddVersion(const v1::Enterprise& enterprise, kv::Revision newest, kv::CommitRequest& commit) {
  stored::StoredEnterprise message;
  *message.mutable_enterprise() = enterprise;
  const std::string value = SerializeStored(message);
  const std::string newest_key = NewestKey(enterprise.enterprise_id());
  const std::string prefix = RegisterPrefix(enterprise.enterprise_id());
  commit.preconditions.emplace_back(kv::KeyAtVersion{.key = newest_key, .version = newest});
  commit.writes.push_back({.key = newest_key, .value = value});
  commit.writes.push_back(
      {.key = VersionKey(prefix, 0), .value = value, .stamp_offset = prefix.size()});
}

}  // namespace

absl::Status EnterpriseUnknown(std::string_view enterprise_id, std::string_view path) {
  return model::ToStatus({.reason = v1::REASON_ENTERPRISE_UNKNOWN,
                          .path = std::string(path),
                          .got = std::string(enterprise_id),
                          .want = "an enterprise that is registered"});
}

absl::StatusOr<std::optional<EnterpriseVersion>> FindEnterprise(const kv::Snapshot& snapshot,
                                                                std::string_view enterprise_id,
                                                                kv::Revision known_at) {
  const absl::StatusOr<kv::Revision> revision = ResolveKnownAt(snapshot, known_at);
  if (!revision.ok()) return revision.status();
  if (enterprise_id.size() != kEnterpriseIdBytes) return std::nullopt;
  if (known_at == 0) return FindNewest(snapshot, enterprise_id);
  return FindAt(snapshot, enterprise_id, *revision);
}

absl::StatusOr<EnterpriseVersion> GetEnterprise(const kv::Snapshot& snapshot,
                                                std::string_view enterprise_id,
                                                kv::Revision known_at) {
  absl::StatusOr<std::optional<EnterpriseVersion>> found =
      FindEnterprise(snapshot, enterprise_id, known_at);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return EnterpriseUnknown(enterprise_id);
  return **std::move(found);
}

absl::StatusOr<Page<v1::Enterprise>> ListEnterprises(const kv::Snapshot& snapshot,
                                                     const EnterpriseFilter& filter,
                                                     const PageQuery& page) {
  absl::StatusOr<kv::KeyRange> range = EntriesAfter(page.after);
  if (!range.ok()) return range.status();
  Filling filling{.filter = filter, .size_max = page.size};
  const absl::Status status = ForEachEntry(
      snapshot, *std::move(range), [&filling](const kv::Cursor& at) { return Fill(at, filling); });
  if (!status.ok()) return status;
  return std::move(filling.page);
}

absl::StatusOr<std::vector<std::string>> ListEnterpriseIds(const kv::Snapshot& snapshot) {
  std::vector<std::string> ids;
  const std::string prefix(1, static_cast<char>(Prefix::kEnterprise));
  const absl::Status status = ForEachEntry(snapshot, kv::PrefixRange(prefix),
                                           [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
                                             KeyReader key(Prefix::kEnterprise, at.key());
                                             ids.push_back(key.Id18());
                                             if (absl::Status read = key.Finish(); !read.ok())
                                               return read;
                                             return true;
                                           });
  if (!status.ok()) return status;
  return ids;
}

absl::StatusOr<EnterprisePut> PutEnterprise(const kv::Snapshot& snapshot,
                                            const v1::Enterprise& enterprise,
                                            kv::CommitRequest& commit) {
  absl::StatusOr<std::optional<EnterpriseVersion>> newest =
      FindNewest(snapshot, enterprise.enterprise_id());
  if (!newest.ok()) return newest.status();
  const bool exists = newest->has_value();
  if (exists && SerializeStored((*newest)->enterprise) == SerializeStored(enterprise)) {
    return EnterprisePut{.version = **std::move(newest), .change = v1::CHANGE_UNCHANGED};
  }
  AddVersion(enterprise, exists ? (*newest)->revision : 0, commit);
  return EnterprisePut{.version = {.enterprise = enterprise},
                       .change = exists ? v1::CHANGE_UPDATED : v1::CHANGE_CREATED};
}

}  // namespace jifen::storage::tables
