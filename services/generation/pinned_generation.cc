#include "services/generation/pinned_generation.h"

#include <algorithm>
#include <utility>

#include "proto/model/error.h"
#include "services/request/asked_ids.h"
#include "storage/tables/schemes.h"
#include "storage/tables/store_error.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

v1::GenerationState StateOf(const tables::GenerationVersion& generation,
                            const tables::PublishedVersion& published) {
  if (generation.generation.dropped()) return v1::GENERATION_STATE_DROPPED;
  const auto& ids = published.generation_ids;
  if (!ids.empty() && ids.back() == generation.generation_id) {
    return v1::GENERATION_STATE_PUBLISHED;
  }
  const bool kept = std::find(ids.begin(), ids.end(), generation.generation_id) != ids.end();
  return kept ? v1::GENERATION_STATE_KEPT : v1::GENERATION_STATE_CHECKED;
}

}  // namespace

absl::StatusOr<PinnedGeneration> Pin(kv::Store& store, const v1::GenerationName& name) {
  auto snapshot = tables::TakeSnapshot(store);
  if (!snapshot.ok()) return snapshot.status();
  return Pin(*std::move(snapshot), name);
}

absl::StatusOr<PinnedGeneration> Pin(std::shared_ptr<const kv::Snapshot> snapshot,
                                     const v1::GenerationName& name) {
  std::string id = name.generation_id();
  if (name.by_case() == v1::GenerationName::BY_NOT_SET) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "give generation_id or scheme_id",
                            .path = "name"});
  }
  if (name.has_scheme_id()) {
    absl::StatusOr<std::string> published =
        PublishedId(*snapshot, name.scheme_id(), "name.scheme_id");
    if (!published.ok()) return published.status();
    id = *std::move(published);
  }
  absl::StatusOr<tables::GenerationVersion> generation =
      tables::GetGeneration(*snapshot, id, "name.generation_id");
  if (!generation.ok()) return generation.status();
  const kv::Revision at = snapshot->revision();
  return PinnedGeneration{
      .snapshot = std::move(snapshot), .generation = *std::move(generation), .at = at};
}

absl::Status RequireCards(const PinnedGeneration& pinned) {
  if (!pinned.generation.generation.dropped()) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_GENERATION_DROPPED,
                          .path = "name",
                          .got = pinned.id(),
                          .want = "a generation whose cards are kept"});
}

absl::StatusOr<scheme::SharedScheme> SchemeOf(const PinnedGeneration& pinned,
                                              scheme::SchemeCatalog& catalog) {
  absl::StatusOr<scheme::SharedScheme> scheme =
      catalog.Get(*pinned.snapshot, pinned.plan().scheme_id(), pinned.plan().scheme_version());
  if (!scheme.ok()) return tables::Corrupt("the scheme of a generation");
  return scheme;
}

absl::StatusOr<std::string> PublishedId(const kv::Snapshot& snapshot, const std::string& scheme_id,
                                        std::string_view path) {
  if (absl::Status status = request::CheckSchemeId(scheme_id, path); !status.ok()) return status;
  const absl::StatusOr<tables::PublishedVersion> published =
      tables::GetPublished(snapshot, scheme_id);
  if (!published.ok()) return published.status();
  if (!published->generation_ids.empty()) return published->generation_ids.back();
  if (const auto scheme = tables::GetScheme(snapshot, scheme_id, 0); !scheme.ok()) {
    const size_t field = path.rfind('.');
    if (field == std::string_view::npos) return scheme.status();
    return model::WithPathPrefix(scheme.status(), path.substr(0, field));
  }
  return model::ToStatus({.reason = v1::REASON_NOTHING_PUBLISHED,
                          .path = std::string(path),
                          .got = scheme_id,
                          .want = "a scheme of which a generation is published"});
}

absl::StatusOr<v1::Generation> ToMessage(const kv::Snapshot& snapshot,
                                         const tables::GenerationVersion& version) {
  const storage::v1::StoredGeneration& generation = version.generation;
  const auto published = tables::GetPublished(snapshot, generation.plan().scheme_id());
  if (!published.ok()) return published.status();
  const auto keep_up = tables::GetKeepUp(snapshot, version.generation_id);
  if (!keep_up.ok()) return keep_up.status();
  v1::Generation message;
  message.set_generation_id(version.generation_id);
  *message.mutable_plan() = generation.plan();
  message.set_state(StateOf(version, *published));
  *message.mutable_tally() = generation.tally();
  message.set_cards_sha256(generation.cards_sha256());
  message.set_cohort_tables_sha256(generation.cohort_tables_sha256());
  *message.mutable_completed_at() = generation.completed_at();
  message.set_completed_revision(version.completed_revision());
  if (generation.has_published_at()) *message.mutable_published_at() = generation.published_at();
  message.set_kept_up_to(keep_up->kept_up_to);
  return message;
}

}  // namespace jifen::services::generation
