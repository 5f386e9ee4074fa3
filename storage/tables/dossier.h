// storage/tables/dossier.h: all records of an enterprise at (valid_at, known_at).
//
//   Shape    of each record the newest version at or before known_at, unless that is withdrawn or its
//            valid_from is after valid_at; by kind and record id. Dossier.known_at is the revision of the
//            enterprise's newest change at or before known_at, whatever else was committed: so equal
//            dossiers are equal bytes.
//   Errors   REVISION_UNKNOWN, then ENTERPRISE_UNKNOWN; the store's.
//   Threads  free functions without state.
//   Cost     one scan over the versions of this enterprise; only those that count are parsed.
#pragma once

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

}  // namespace jifen::storage::tables
