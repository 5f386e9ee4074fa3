// storage/tables/imports.h: how far an import is, what it refused, and what it has seen.
//
//   Shape    a batch of rows is committed with the new offset and what is to be remembered of it. A batch
//            replaces what was remembered of the same rows before, so that a finished import may run again.
//   Errors   the store's; DATA_CORRUPT.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {

// Import ids of different principals do not meet.
struct ImportName {
  std::string principal;
  std::string import_id;
};

struct ImportState {
  stored::StoredImport import;
  kv::Revision version = 0;  // of the commit that last put it; 0: there is none
};

// An import that was never heard of is one at offset 0.
absl::StatusOr<ImportState> GetImport(const kv::Snapshot& snapshot, const ImportName& name);

// What is remembered of the rows before the import's durable offset, in their order.
absl::StatusOr<std::vector<stored::StoredImportBatch>> ListImportBatches(
    const kv::Snapshot& snapshot, const ImportName& name, uint64_t durable_offset);

// Adds `next`, on the precondition that the import is still as in `state`.
void PutImport(const ImportName& name, const ImportState& state, const stored::StoredImport& next,
               kv::CommitRequest& commit);

// Adds what is to be remembered of the batch's rows, in the place of what was.
absl::Status PutImportBatch(const kv::Snapshot& snapshot, const ImportName& name,
                            const stored::StoredImportBatch& batch, kv::CommitRequest& commit);

}  // namespace jifen::storage::tables
