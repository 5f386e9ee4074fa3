// storage/tables/generations.h: the generations that were made, which one of a scheme is published, and how far changes are
// in them.
//
//   Shape    what is published of a scheme is one entry: readers see the last of its generations. A switch
//            is one put of it.
//   Range    at most kGenerationsKept of a scheme can be come back to.
//   Errors   GetGeneration: GENERATION_UNKNOWN, or RUN_INCOMPLETE and GENERATION_CHECK of a run that made none.
//            The store's.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"
#include "storage/tables/page.h"

namespace jifen::storage::tables {

inline constexpr size_t kGenerationsKept = 3;

struct GenerationVersion {
  std::string generation_id;
  stored::StoredGeneration generation;
  kv::Revision revision = 0;  // of the commit that wrote it so

  kv::Revision completed_revision() const {
    return generation.completed_revision() == 0 ? revision : generation.completed_revision();
  }
};

absl::StatusOr<std::optional<GenerationVersion>> FindGeneration(const kv::Snapshot& snapshot,
                                                                std::string_view generation_id);
// Errors at `path`.
absl::StatusOr<GenerationVersion> GetGeneration(const kv::Snapshot& snapshot,
                                                std::string_view generation_id,
                                                std::string_view path = "generation_id");

// By rising id; of a scheme, or of all (empty).
absl::StatusOr<Page<GenerationVersion>> ListGenerations(const kv::Snapshot& snapshot,
                                                        std::string_view scheme_id,
                                                        const PageQuery& page);

// Adds it to the commit, on the condition that it is at `revision` still (0: there is none).
void PutGeneration(const GenerationVersion& generation, kv::CommitRequest& commit);

// That the generation is at this version.
kv::KeyAtVersion GenerationUnchanged(const GenerationVersion& generation);

// In the order of publication: readers see the last. Empty: nothing is published.
struct PublishedVersion {
  std::string scheme_id;
  std::vector<std::string> generation_ids;
  kv::Revision revision = 0;
};

absl::StatusOr<PublishedVersion> GetPublished(const kv::Snapshot& snapshot,
                                              std::string_view scheme_id);
// Of every scheme of which something is published.
absl::StatusOr<std::vector<PublishedVersion>> ListPublished(const kv::Snapshot& snapshot);
// That it is at this version.
kv::KeyAtVersion PublishedUnchanged(const PublishedVersion& published);
// As PutGeneration.
void PutPublished(const PublishedVersion& published, kv::CommitRequest& commit);

// The revision up to which changes of records are in the cards of a generation.
struct KeepUpVersion {
  std::string generation_id;
  kv::Revision kept_up_to = 0;
  kv::Revision revision = 0;
};

absl::StatusOr<KeepUpVersion> GetKeepUp(const kv::Snapshot& snapshot,
                                        std::string_view generation_id);
// That it is at this version.
kv::KeyAtVersion KeepUpUnchanged(const KeepUpVersion& keep_up);
// As PutGeneration.
void PutKeepUp(const KeepUpVersion& keep_up, kv::CommitRequest& commit);

}  // namespace jifen::storage::tables
