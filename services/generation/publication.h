// services/generation/publication.h: the switch from one published generation to another, as one commit.
//
//   Shape    what is published of a scheme is a row of generations, of which readers see the last. To publish is to
//            append, to roll back is to take the last away. What falls out of the row, or was taken away before the next
//            publication, is dropped: its cards are removed later, by whoever has time. Drop does so with a generation
//            outside the row.
//   Errors   Publish: GENERATION_UNKNOWN, RUN_INCOMPLETE, GENERATION_CHECK, GENERATION_DROPPED. RollBack: SCHEME_UNKNOWN,
//            NOTHING_PUBLISHED, ROLLBACK_IMPOSSIBLE. Drop: GENERATION_UNKNOWN, RUN_INCOMPLETE, GENERATION_KEPT.
//            The store's.
//   Threads  free functions without state.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/kv/store.h"
#include "storage/tables/generations.h"

namespace jifen::services::generation {

struct Switch {
  storage::tables::GenerationVersion now;  // as it is after the commit
  std::string before;                      // empty: nothing was published
  storage::kv::Revision since = 0;  // 0: since the commit; else it was the published one before
};

// Adds the switch to the commit; nothing if the generation is the published one.
absl::StatusOr<Switch> Publish(const storage::kv::Snapshot& snapshot,
                               const std::string& generation_id, absl::Time now,
                               storage::kv::CommitRequest& commit);
absl::StatusOr<Switch> RollBack(const storage::kv::Snapshot& snapshot, const std::string& scheme_id,
                                absl::Time now, storage::kv::CommitRequest& commit);

// Adds to the commit that the generation is dropped; nothing if it was before. Returns it as it is after the commit.
absl::StatusOr<storage::tables::GenerationVersion> Drop(const storage::kv::Snapshot& snapshot,
                                                        const std::string& generation_id,
                                                        storage::kv::CommitRequest& commit);

}  // namespace jifen::services::generation
