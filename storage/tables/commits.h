// storage/tables/commits.h: revisions: which there are, and when and for whom each was committed.
//
//   Shape    a note stands beside what its commit wrote; it is no part of the digest. It names the enterprises
//            whose dossiers the commit changed.
//   Errors   ResolveKnownAt: REVISION_UNKNOWN at `path`. FindCommitNote: the store's, DATA_CORRUPT.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/kv/store.h"

namespace jifen::storage::tables {

struct CommitNote {
  absl::Time committed_at;  // of the machine's clock, to the microsecond
  std::string principal;
};

// Adds the note to the commit. Once for each commit, after all that it writes into dossiers.
void PutCommitNote(const CommitNote& note, kv::CommitRequest& commit);

// None for a revision without a note.
absl::StatusOr<std::optional<CommitNote>> FindCommitNote(const kv::Snapshot& snapshot,
                                                         kv::Revision revision);

// The enterprises whose dossiers were changed by the commits after `after` up to `upto`: rising, each once.
struct CommitSpan {
  kv::Revision after = 0;
  kv::Revision upto = 0;
};
absl::StatusOr<std::vector<std::string>> ChangedEnterprises(const kv::Snapshot& snapshot,
                                                            const CommitSpan& span);

// The revision that known_at means: 0 is the newest of the snapshot.
absl::StatusOr<kv::Revision> ResolveKnownAt(const kv::Snapshot& snapshot, kv::Revision known_at,
                                            std::string_view path = "known_at");

}  // namespace jifen::storage::tables
