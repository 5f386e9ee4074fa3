// storage/tables/digest.h: a digest of all enterprises and records, with every version.
//
//   Shape    SHA-256 over all entries of the dossier range in key order; of each: length of the key
//            without its revision (4 bytes, big-endian), that key, length of the value (4 bytes), the
//            value. Of one record the newest version comes first. So the order of a record's versions
//            counts, and the numbers of revisions, requests, imports and commits do not.
//   Errors   the store's; DATA_CORRUPT.
//   Threads  free functions without state.
//   Cost     reads every version in the store.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::storage::tables {

struct Digest {
  uint64_t enterprises = 0;
  uint64_t record_versions = 0;
  std::string sha256_hex;
};

absl::StatusOr<Digest> DigestOf(const kv::Snapshot& snapshot);

}  // namespace jifen::storage::tables
