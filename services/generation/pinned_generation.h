// services/generation/pinned_generation.h: the generation that a reader sees, held still.
//
//   Shape    a snapshot, the generation as it is there, and the revision that it is looked at: whatever is published or
//            changed later, all that is read with it belongs together.
//   Errors   Pin: FIELD_REQUIRED (name); GENERATION_UNKNOWN, RUN_INCOMPLETE, GENERATION_CHECK (name.generation_id);
//            FIELD_REQUIRED, SCHEME_UNKNOWN, NOTHING_PUBLISHED (name.scheme_id). GENERATION_DROPPED where cards are wanted.
//            The store's.
//   Threads  free functions without state; a pinned generation may be shared.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "jifen/v1/generation_service.pb.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"
#include "storage/tables/generations.h"

namespace jifen::services::generation {

struct PinnedGeneration {
  std::shared_ptr<const storage::kv::Snapshot> snapshot;
  storage::tables::GenerationVersion generation;
  storage::kv::Revision at = 0;

  const std::string& id() const { return generation.generation_id; }
  const v1::RunPlan& plan() const { return generation.generation.plan(); }
};

// As of the newest revision.
absl::StatusOr<PinnedGeneration> Pin(storage::kv::Store& store, const v1::GenerationName& name);
absl::StatusOr<PinnedGeneration> Pin(std::shared_ptr<const storage::kv::Snapshot> snapshot,
                                     const v1::GenerationName& name);

// GENERATION_DROPPED unless its cards are there.
absl::Status RequireCards(const PinnedGeneration& pinned);

absl::StatusOr<scheme::SharedScheme> SchemeOf(const PinnedGeneration& pinned,
                                              scheme::SchemeCatalog& catalog);

// The id of the published generation of a scheme. NOTHING_PUBLISHED at `path`.
absl::StatusOr<std::string> PublishedId(const storage::kv::Snapshot& snapshot,
                                        const std::string& scheme_id, std::string_view path);

// The message, with its state as of the snapshot.
absl::StatusOr<v1::Generation> ToMessage(const storage::kv::Snapshot& snapshot,
                                         const storage::tables::GenerationVersion& generation);

}  // namespace jifen::services::generation
