#include "storage/tables/imports.h"

#include <optional>
#include <utility>

#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string ImportKey(const ImportName& name) {
  KeyWriter key(Prefix::kImport);
  key.Text(name.principal).Text(name.import_id);
  return std::move(key).Take();
}

std::string BatchKey(const ImportName& name, uint64_t offset) {
  KeyWriter key(Prefix::kImportBatch);
  key.Text(name.principal).Text(name.import_id).U64(offset);
  return std::move(key).Take();
}

}  // namespace

absl::StatusOr<ImportState> GetImport(const kv::Snapshot& snapshot, const ImportName& name) {
  const absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(ImportKey(name));
  if (!entry.ok()) return FromStore(entry.status());
  ImportState state;
  if (!entry->has_value()) return state;
  state.version = (*entry)->version;
  if (absl::Status status = ParseStored((*entry)->value, state.import); !status.ok()) return status;
  return state;
}

absl::StatusOr<std::vector<stored::StoredImportBatch>> ListImportBatches(
    const kv::Snapshot& snapshot, const ImportName& name, uint64_t durable_offset) {
  std::vector<stored::StoredImportBatch> batches;
  kv::KeyRange before{.begin = BatchKey(name, 0), .end = BatchKey(name, durable_offset)};
  const absl::Status status =
      ForEachEntry(snapshot, std::move(before), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        absl::Status parsed = ParseStored(at.value(), batches.emplace_back());
        if (!parsed.ok()) return parsed;
        return true;
      });
  if (!status.ok()) return status;
  return batches;
}

void PutImport(const ImportName& name, const ImportState& state, const stored::StoredImport& next,
               kv::CommitRequest& commit) {
  std::string key = ImportKey(name);
  commit.preconditions.push_back(kv::KeyAtVersion{.key = key, .version = state.version});
  commit.writes.push_back({.key = std::move(key), .value = SerializeStored(next)});
}

absl::Status PutImportBatch(const kv::Snapshot& snapshot, const ImportName& name,
                            const stored::StoredImportBatch& batch, kv::CommitRequest& commit) {
  std::string key = BatchKey(name, batch.offset());
  // What an earlier run remembered of these rows, perhaps in batches of another size.
  kv::KeyRange stale{.begin = key + '\0', .end = BatchKey(name, batch.offset() + batch.rows())};
  commit.writes.push_back({.key = std::move(key), .value = SerializeStored(batch)});
  return ForEachEntry(snapshot, std::move(stale),
                      [&commit](const kv::Cursor& at) -> absl::StatusOr<bool> {
                        commit.writes.push_back({.key = std::string(at.key())});
                        return true;
                      });
}

}  // namespace jifen::storage::tables
