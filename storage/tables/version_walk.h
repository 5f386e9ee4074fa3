// storage/tables/version_walk.h: a walk over the versions in a dossier range, as known at a revision.
//
//   Shape    of the register entry and of each record: the newest version at or before known_at, a
//            withdrawn one, too; or with all_versions each of them, newest first.
//   Errors   DATA_CORRUPT; the visitor's; the store's.
//   Threads  free functions without state.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/record.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {

struct VersionWalk {
  kv::KeyRange range = {};    // within the dossier range
  kv::Revision known_at = 0;  // a revision that there is
  bool all_versions = false;
  std::string done =
      {};  // key without its revision: of this, the current version was visited before
};

absl::Status ForEachVersion(const kv::Snapshot& snapshot, const VersionWalk& walk,
                            const Visitor& visit);

// The key of a version without its revision: the same for all versions of a record.
std::string_view WithoutRevision(std::string_view key);

bool IsRegisterEntry(std::string_view key);

absl::StatusOr<v1::RecordVersion> ParseRecordVersion(const kv::Cursor& at);

}  // namespace jifen::storage::tables
