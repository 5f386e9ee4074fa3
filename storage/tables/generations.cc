#include "storage/tables/generations.h"

#include <utility>

#include "proto/model/error.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/runs.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string KeyOf(Prefix prefix, std::string_view id) {
  KeyWriter key(prefix);
  key.Text(id);
  return std::move(key).Take();
}

absl::StatusOr<GenerationVersion> ParseGeneration(std::string_view key, std::string_view value,
                                                  kv::Revision revision) {
  KeyReader reader(Prefix::kGeneration, key);
  GenerationVersion generation{
      .generation_id = reader.Text(), .generation = {}, .revision = revision};
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  if (absl::Status status = ParseStored(value, generation.generation); !status.ok()) return status;
  return generation;
}

// Why there is no generation of this id.
absl::Status WhyNone(const kv::Snapshot& snapshot, std::string_view id, std::string_view path) {
  const absl::StatusOr<std::optional<RunVersion>> run = FindRun(snapshot, id);
  if (!run.ok()) return run.status();
  if (!run->has_value()) return GenerationUnknown(id, path);
  const v1::RunState state = (*run)->run.run().state();
  const std::string got = std::string(id) + ", whose run is " + v1::RunState_Name(state);
  if ((*run)->run.run().failure().reason() == v1::REASON_GENERATION_CHECK) {
    return model::ToStatus({.reason = v1::REASON_GENERATION_CHECK,
                            .message = "the run says what differed",
                            .path = std::string(path),
                            .got = got,
                            .want = "a generation whose run completed"});
  }
  return model::ToStatus({.reason = v1::REASON_RUN_INCOMPLETE,
                          .path = std::string(path),
                          .got = got,
                          .want = "a generation whose run completed"});
}

absl::StatusOr<PublishedVersion> ParsePublished(std::string_view key, std::string_view value,
                                                kv::Revision revision) {
  KeyReader reader(Prefix::kPublished, key);
  PublishedVersion published{
      .scheme_id = reader.Text(), .generation_ids = {}, .revision = revision};
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  stored::StoredPublished message;
  if (absl::Status status = ParseStored(value, message); !status.ok()) return status;
  published.generation_ids.assign(message.generation_ids().begin(), message.generation_ids().end());
  return published;
}

}  // namespace

absl::StatusOr<std::optional<GenerationVersion>> FindGeneration(const kv::Snapshot& snapshot,
                                                                std::string_view generation_id) {
  const absl::StatusOr<std::optional<kv::Entry>> entry =
      snapshot.Find(KeyOf(Prefix::kGeneration, generation_id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  absl::StatusOr<GenerationVersion> generation =
      ParseGeneration((*entry)->key, (*entry)->value, (*entry)->version);
  if (!generation.ok()) return generation.status();
  return *std::move(generation);
}

absl::StatusOr<GenerationVersion> GetGeneration(const kv::Snapshot& snapshot,
                                                std::string_view generation_id,
                                                std::string_view path) {
  absl::StatusOr<std::optional<GenerationVersion>> found = FindGeneration(snapshot, generation_id);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return WhyNone(snapshot, generation_id, path);
  return **std::move(found);
}

absl::StatusOr<Page<GenerationVersion>> ListGenerations(const kv::Snapshot& snapshot,
                                                        std::string_view scheme_id,
                                                        const PageQuery& page) {
  const std::string prefix(1, static_cast<char>(Prefix::kGeneration));
  absl::StatusOr<kv::KeyRange> range =
      RangeAfter(prefix, page.after.empty() ? page.after : prefix + page.after);
  if (!range.ok()) return range.status();
  Page<GenerationVersion> result;
  std::string last;
  const absl::Status status =
      ForEachEntry(snapshot, *std::move(range), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        absl::StatusOr<GenerationVersion> generation =
            ParseGeneration(at.key(), at.value(), at.version());
        if (!generation.ok()) return generation.status();
        if (!scheme_id.empty() && generation->generation.plan().scheme_id() != scheme_id) {
          return true;
        }
        if (result.items.size() == page.size) {
          result.next = last;
          return false;
        }
        last = std::string(at.key().substr(1));
        result.items.push_back(*std::move(generation));
        return true;
      });
  if (!status.ok()) return status;
  return result;
}

void PutGeneration(const GenerationVersion& generation, kv::CommitRequest& commit) {
  commit.preconditions.emplace_back(GenerationUnchanged(generation));
  commit.writes.push_back({.key = KeyOf(Prefix::kGeneration, generation.generation_id),
                           .value = SerializeStored(generation.generation)});
}

kv::KeyAtVersion GenerationUnchanged(const GenerationVersion& generation) {
  return {.key = KeyOf(Prefix::kGeneration, generation.generation_id),
          .version = generation.revision};
}

absl::StatusOr<PublishedVersion> GetPublished(const kv::Snapshot& snapshot,
                                              std::string_view scheme_id) {
  const absl::StatusOr<std::optional<kv::Entry>> entry =
      snapshot.Find(KeyOf(Prefix::kPublished, scheme_id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) {
    return PublishedVersion{.scheme_id = std::string(scheme_id), .generation_ids = {}};
  }
  return ParsePublished((*entry)->key, (*entry)->value, (*entry)->version);
}

absl::StatusOr<std::vector<PublishedVersion>> ListPublished(const kv::Snapshot& snapshot) {
  std::vector<PublishedVersion> all;
  const std::string prefix(1, static_cast<char>(Prefix::kPublished));
  const absl::Status status = ForEachEntry(snapshot, kv::PrefixRange(prefix),
                                           [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
                                             absl::StatusOr<PublishedVersion> published =
                                                 ParsePublished(at.key(), at.value(), at.version());
                                             if (!published.ok()) return published.status();
                                             all.push_back(*std::move(published));
                                             return true;
                                           });
  if (!status.ok()) return status;
  return all;
}

kv::KeyAtVersion PublishedUnchanged(const PublishedVersion& published) {
  return {.key = KeyOf(Prefix::kPublished, published.scheme_id), .version = published.revision};
}

void PutPublished(const PublishedVersion& published, kv::CommitRequest& commit) {
  stored::StoredPublished message;
  for (const std::string& id : published.generation_ids) message.add_generation_ids(id);
  kv::KeyAtVersion unchanged = PublishedUnchanged(published);
  commit.writes.push_back({.key = unchanged.key, .value = SerializeStored(message)});
  commit.preconditions.emplace_back(std::move(unchanged));
}

absl::StatusOr<KeepUpVersion> GetKeepUp(const kv::Snapshot& snapshot,
                                        std::string_view generation_id) {
  KeepUpVersion keep_up{.generation_id = std::string(generation_id)};
  const absl::StatusOr<std::optional<kv::Entry>> entry =
      snapshot.Find(KeyOf(Prefix::kKeepUp, generation_id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return keep_up;
  stored::StoredKeepUp message;
  if (absl::Status status = ParseStored((*entry)->value, message); !status.ok()) return status;
  keep_up.kept_up_to = message.revision();
  keep_up.revision = (*entry)->version;
  return keep_up;
}

kv::KeyAtVersion KeepUpUnchanged(const KeepUpVersion& keep_up) {
  return {.key = KeyOf(Prefix::kKeepUp, keep_up.generation_id), .version = keep_up.revision};
}

void PutKeepUp(const KeepUpVersion& keep_up, kv::CommitRequest& commit) {
  stored::StoredKeepUp message;
  message.set_revision(keep_up.kept_up_to);
  kv::KeyAtVersion unchanged = KeepUpUnchanged(keep_up);
  commit.writes.push_back({.key = unchanged.key, .value = SerializeStored(message)});
  commit.preconditions.emplace_back(std::move(unchanged));
}

}  // namespace jifen::storage::tables
