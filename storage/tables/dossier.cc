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

// Puts together one dossier after the other from the versions of a scan.
class DossierBuilder {
 public:
  DossierBuilder(const DossierScan& scan, const DossierVisitor& visit)
      : scan_(scan), visit_(visit), valid_at_days_(model::ToDays(scan.valid_at)) {}

  // False: the visitor has had enough.
  absl::StatusOr<bool> Add(const kv::Cursor& at) {
    const std::string_view id = at.key().substr(1, kEnterpriseIdBytes);
    if (id != enterprise_id_) {
      absl::StatusOr<bool> more = Finish();
      if (!more.ok() || !*more) return more;
      enterprise_id_ = id;
      dossier_.Clear();
      *dossier_.mutable_valid_at() = scan_.valid_at;
      wanted_ = false;  // without a register entry it is nobody's
    }
    if (IsRegisterEntry(at.key())) {
      if (absl::Status status = AddRegisterEntry(at); !status.ok()) return status;
      wanted_ = scan_.wants == nullptr || scan_.wants(dossier_.enterprise());
    }
    if (!wanted_) return true;
    dossier_.set_known_at(std::max(dossier_.known_at(), uint64_t{at.version()}));
    if (IsRegisterEntry(at.key())) return true;
    if (absl::Status status = AddRecord(at); !status.ok()) return status;
    return true;
  }

  // Gives the last dossier to the visitor.
  absl::StatusOr<bool> Finish() {
    if (!dossier_.has_enterprise()) return true;
    return visit_({.dossier = dossier_, .wanted = wanted_});
  }

 private:
  absl::Status AddRegisterEntry(const kv::Cursor& at) {
    if (absl::Status status = ParseStored(at.value(), stored_enterprise_); !status.ok()) {
      return status;
    }
    dossier_.mutable_enterprise()->Swap(stored_enterprise_.mutable_enterprise());
    return absl::OkStatus();
  }

  absl::Status AddRecord(const kv::Cursor& at) {
    if (absl::Status status = ParseStored(at.value(), stored_record_); !status.ok()) return status;
    const v1::Record& record = stored_record_.record();
    if (IsWithdrawn(record) || model::ToDays(record.valid_from()) > valid_at_days_) {
      return absl::OkStatus();
    }
    v1::RecordVersion* version = dossier_.add_records();
    version->mutable_record()->Swap(stored_record_.mutable_record());
    version->mutable_change_reason()->swap(*stored_record_.mutable_change_reason());
    version->set_revision(at.version());
    return absl::OkStatus();
  }

  const DossierScan& scan_;
  const DossierVisitor& visit_;
  const int32_t valid_at_days_;
  std::string enterprise_id_;
  bool wanted_ = false;
  v1::Dossier dossier_;
  stored::StoredEnterprise stored_enterprise_;
  stored::StoredRecord stored_record_;
};

kv::KeyRange RangeOf(const DossierScan& scan) {
  kv::KeyRange range = kv::PrefixRange(std::string(1, static_cast<char>(Prefix::kDossier)));
  if (!scan.after.empty()) range.begin = kv::PrefixRange(DossierPrefix(scan.after)).end;
  if (!scan.upto.empty()) range.end = kv::PrefixRange(DossierPrefix(scan.upto)).end;
  return range;
}

absl::Status Scan(const kv::Snapshot& snapshot, const VersionWalk& walk, const DossierScan& scan,
                  const DossierVisitor& visit) {
  DossierBuilder builder(scan, visit);
  bool more = true;
  const absl::Status status =
      ForEachVersion(snapshot, walk, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        const absl::StatusOr<bool> added = builder.Add(at);
        more = added.ok() && *added;
        return added;
      });
  if (!status.ok() || !more) return status;
  return builder.Finish().status();
}

}  // namespace

absl::Status ForEachDossier(const kv::Snapshot& snapshot, const DossierScan& scan,
                            const DossierVisitor& visit) {
  const absl::StatusOr<kv::Revision> known_at = ResolveKnownAt(snapshot, scan.known_at);
  if (!known_at.ok()) return known_at.status();
  return Scan(snapshot, {.range = RangeOf(scan), .known_at = *known_at}, scan, visit);
}

absl::StatusOr<v1::Dossier> GetDossier(const kv::Snapshot& snapshot, const DossierQuery& query) {
  const absl::StatusOr<kv::Revision> known_at = ResolveKnownAt(snapshot, query.known_at);
  if (!known_at.ok()) return known_at.status();
  if (query.enterprise_id.size() != kEnterpriseIdBytes) {
    return EnterpriseUnknown(query.enterprise_id);
  }
  v1::Dossier found;
  const absl::Status status =
      Scan(snapshot,
           {.range = kv::PrefixRange(DossierPrefix(query.enterprise_id)), .known_at = *known_at},
           {.valid_at = query.valid_at}, [&found](const ScannedDossier& scanned) {
             found.Swap(&scanned.dossier);
             return true;
           });
  if (!status.ok()) return status;
  if (!found.has_enterprise()) return EnterpriseUnknown(query.enterprise_id);
  return found;
}

}  // namespace jifen::storage::tables
