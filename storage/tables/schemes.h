// storage/tables/schemes.h: the versions of schemes; immutable once stored.
//
//   Errors   GetScheme: SCHEME_UNKNOWN at scheme_id or version. PutScheme: SCHEME_VERSION_EXISTS at
//            scheme.version. The store's.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"
#include "storage/tables/page.h"

namespace jifen::storage::tables {

struct SchemeVersion {
  std::string scheme_id = {};
  uint32_t version = 0;
  std::string canonical = {};  // the canonical form, as hashed
  std::string sha256 = {};     // of it, 32 bytes
  kv::Revision revision = 0;   // that stored it; 0: of the commit that is being built
};

struct SchemePut {
  kv::Revision revision = 0;  // that stored it; 0: of the commit that is being built
  v1::Change change = v1::CHANGE_UNSPECIFIED;  // CREATED or UNCHANGED
};

// Version 0: the greatest.
absl::StatusOr<SchemeVersion> GetScheme(const kv::Snapshot& snapshot, std::string_view scheme_id,
                                        uint32_t version = 0);

// By rising scheme id and version.
absl::StatusOr<Page<SchemeVersion>> ListSchemes(const kv::Snapshot& snapshot,
                                                const PageQuery& page);

// Adds the version to the commit unless it is there with the same hash. `scheme.revision` is not read.
absl::StatusOr<SchemePut> PutScheme(const kv::Snapshot& snapshot, const SchemeVersion& scheme,
                                    kv::CommitRequest& commit);

}  // namespace jifen::storage::tables
