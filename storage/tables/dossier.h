// storage/tables/dossier.h: all records of an enterprise at (valid_at, known_at).
//
//   Shape    of each record the newest version at or before known_at, unless that is withdrawn or its
//            valid_from is after valid_at; by kind and record id. Dossier.known_at is the revision of the
//            enterprise's newest change at or before known_at, whatever else was committed: so equal
//            dossiers are equal bytes.
//   Errors   REVISION_UNKNOWN, then, of GetDossier, ENTERPRISE_UNKNOWN; the visitor's; the store's.
//   Threads  free functions without state.
//   Cost     one scan over the versions of the enterprises; only those that count are parsed.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {

struct DossierQuery {
  std::string enterprise_id;
  v1::Date valid_at;          // must be a day of the calendar
  kv::Revision known_at = 0;  // 0: newest
};

absl::StatusOr<v1::Dossier> GetDossier(const kv::Snapshot& snapshot, const DossierQuery& query);

// The dossiers of many enterprises, by rising id.
struct DossierScan {
  std::string after = {};     // from the first after this one; empty: from the first of all
  std::string upto = {};      // up to this one; empty: to the last
  v1::Date valid_at;          // must be a day of the calendar
  kv::Revision known_at = 0;  // 0: newest
  // Whose records are read; unset: all. Called with the register entry as known at known_at.
  std::function<bool(const v1::Enterprise&)> wants = nullptr;
};

// Each enterprise that was registered by known_at, until the visitor answers false; of one that is not wanted
// the dossier has no records. The dossier is the visitor's until it returns: its memory is used again.
struct ScannedDossier {
  v1::Dossier& dossier;
  bool wanted = true;
};
using DossierVisitor = std::function<absl::StatusOr<bool>(const ScannedDossier&)>;
absl::Status ForEachDossier(const kv::Snapshot& snapshot, const DossierScan& scan,
                            const DossierVisitor& visit);

}  // namespace jifen::storage::tables
