#include "storage/tables/dossier.h"

#include <algorithm>
#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "proto/model/calendar.h"
#include "storage/tables/commits.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/records.h"
#include "storage/tables/stored_message.h"
#include "storage/tables/version_walk.h"

namespace jifen::storage::tables {
namespace {

absl::Status AddRegisterEntry(const kv::Cursor& at, v1::Dossier& dossier) {
  stored::StoredEnterprise message;
  if (absl::Status status = ParseStored(at.value(), message); !status.ok()) return status;
  *dossier.mutable_enterprise() = std::move(*message.mutable_enterprise());
  return absl::OkStatus();
}

absl::Status AddRecord(const kv::Cursor& at, int32_t valid_at_days, v1::Dossier& dossier) {
  absl::StatusOr<v1::RecordVersion> version = ParseRecordVersion(at);
  if (!version.ok()) return version.status();
  const v1::Record& record = version->record();
  if (IsWithdrawn(record) || model::ToDays(record.valid_from()) > valid_at_days) {
    return absl::OkStatus();
  }
  *dossier.add_records() = *std::move(version);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Dossier> GetDossier(const kv::Snapshot& snapshot, const DossierQuery& query) {
  const absl::StatusOr<kv::Revision> known_at = ResolveKnownAt(snapshot, query.known_at);
  if (!known_at.ok()) return known_at.status();
  if (query.enterprise_id.size() != kEnterpriseIdBytes) {
    return EnterpriseUnknown(query.enterprise_id);
  }
  const int32_t valid_at_days = model::ToDays(query.valid_at);
  v1::Dossier dossier;
  *dossier.mutable_valid_at() = query.valid_at;
  const VersionWalk walk{.range = kv::PrefixRange(DossierPrefix(query.enterprise_id)),
                         .known_at = *known_at};
  absl::Status status =
      ForEachVersion(snapshot, walk, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        dossier.set_known_at(std::max(dossier.known_at(), uint64_t{at.version()}));
        absl::Status added = IsRegisterEntry(at.key()) ? AddRegisterEntry(at, dossier)
                                                       : AddRecord(at, valid_at_days, dossier);
        if (!added.ok()) return added;
        return true;
      });
  if (!status.ok()) return status;
  if (!dossier.has_enterprise()) return EnterpriseUnknown(query.enterprise_id);
  return dossier;
}

}  // namespace jifen::storage::tables
