#include "services/generation/publication.h"

#include <algorithm>
#include <utility>

#include "proto/model/error.h"
#include "services/generation/pinned_generation.h"
#include "services/rescoring/timestamp.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

// As it is rewritten: the commit by which it completed is remembered.
void Rewrite(tables::GenerationVersion generation, kv::CommitRequest& commit) {
  generation.generation.set_completed_revision(generation.completed_revision());
  tables::PutGeneration(generation, commit);
}

bool IsKept(const tables::PublishedVersion& published, const std::string& generation_id) {
  const std::vector<std::string>& ids = published.generation_ids;
  return std::find(ids.begin(), ids.end(), generation_id) != ids.end();
}

// Drops every generation of the scheme that was published once and is not in the row.
absl::Status DropOthers(const kv::Snapshot& snapshot, const tables::PublishedVersion& published,
                        kv::CommitRequest& commit) {
  tables::PageQuery query{.size = 200};
  while (true) {
    const auto page = tables::ListGenerations(snapshot, published.scheme_id, query);
    if (!page.ok()) return page.status();
    for (tables::GenerationVersion generation : page->items) {
      if (IsKept(published, generation.generation_id) || generation.generation.dropped() ||
          !generation.generation.has_published_at()) {
        continue;
      }
      generation.generation.set_dropped(true);
      Rewrite(std::move(generation), commit);
    }
    if (page->next.empty()) return absl::OkStatus();
    query.after = page->next;
  }
}

void MarkPublished(tables::GenerationVersion* generation, absl::Time now,
                   kv::CommitRequest& commit) {
  generation->generation.set_completed_revision(generation->completed_revision());
  *generation->generation.mutable_published_at() = rescoring::ToTimestamp(now);
  tables::PutGeneration(*generation, commit);
}

}  // namespace

absl::StatusOr<Switch> Publish(const kv::Snapshot& snapshot, const std::string& generation_id,
                               absl::Time now, kv::CommitRequest& commit) {
  absl::StatusOr<tables::GenerationVersion> generation =
      tables::GetGeneration(snapshot, generation_id);
  if (!generation.ok()) return generation.status();
  if (generation->generation.dropped()) {
    return model::ToStatus({.reason = v1::REASON_GENERATION_DROPPED,
                            .path = "generation_id",
                            .got = generation_id,
                            .want = "a generation whose cards are kept"});
  }
  absl::StatusOr<tables::PublishedVersion> published =
      tables::GetPublished(snapshot, generation->generation.plan().scheme_id());
  if (!published.ok()) return published.status();
  std::vector<std::string>& ids = published->generation_ids;
  Switch made{.now = *std::move(generation), .before = ids.empty() ? "" : ids.back()};
  if (made.before == generation_id) {
    made.since = published->revision;
    return made;
  }
  ids.erase(std::remove(ids.begin(), ids.end(), generation_id), ids.end());
  ids.push_back(generation_id);
  if (ids.size() > tables::kGenerationsKept) ids.erase(ids.begin());
  if (absl::Status status = DropOthers(snapshot, *published, commit); !status.ok()) return status;
  tables::PutPublished(*published, commit);
  MarkPublished(&made.now, now, commit);
  return made;
}

absl::StatusOr<Switch> RollBack(const kv::Snapshot& snapshot, const std::string& scheme_id,
                                absl::Time now, kv::CommitRequest& commit) {
  const absl::StatusOr<std::string> current = PublishedId(snapshot, scheme_id, "scheme_id");
  if (!current.ok()) return current.status();
  absl::StatusOr<tables::PublishedVersion> published = tables::GetPublished(snapshot, scheme_id);
  if (!published.ok()) return published.status();
  published->generation_ids.pop_back();
  if (published->generation_ids.empty()) {
    return model::ToStatus({.reason = v1::REASON_ROLLBACK_IMPOSSIBLE,
                            .message = "nothing that was published before is kept",
                            .path = "scheme_id",
                            .got = scheme_id + ", of which " + *current + " is all",
                            .want = "a scheme with an earlier publication"});
  }
  absl::StatusOr<tables::GenerationVersion> generation =
      tables::GetGeneration(snapshot, published->generation_ids.back());
  if (!generation.ok()) return generation.status();
  tables::PutPublished(*published, commit);
  MarkPublished(&*generation, now, commit);
  return Switch{.now = *std::move(generation), .before = *current};
}

absl::StatusOr<tables::GenerationVersion> Drop(const kv::Snapshot& snapshot,
                                               const std::string& generation_id,
                                               kv::CommitRequest& commit) {
  absl::StatusOr<tables::GenerationVersion> generation =
      tables::GetGeneration(snapshot, generation_id);
  if (!generation.ok() || generation->generation.dropped()) return generation;
  const std::string& scheme_id = generation->generation.plan().scheme_id();
  const absl::StatusOr<tables::PublishedVersion> published =
      tables::GetPublished(snapshot, scheme_id);
  if (!published.ok()) return published.status();
  if (IsKept(*published, generation_id)) {
    return model::ToStatus({.reason = v1::REASON_GENERATION_KEPT,
                            .path = "generation_id",
                            .got = generation_id,
                            .want = published->generation_ids.back() == generation_id
                                        ? "one that is not the published one of " + scheme_id
                                        : "one that is not kept for a roll-back of " + scheme_id});
  }
  generation->generation.set_dropped(true);
  Rewrite(*generation, commit);
  return generation;
}

}  // namespace jifen::services::generation
