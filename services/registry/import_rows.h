// services/registry/import_rows.h: what a batch of rows does on top of a snapshot.
//
//   Shape    rows are taken one after the other; each is taken whole or refused. Its change is that of the
//            record, or of the register entry if the record is unchanged or there is none.
//            Rows that are taken may become canonical (storage/tables/records.h): to take them again is the same.
//            A mark stands for something that an earlier row of the import brought: a record may come
//            once; a register entry may come again with another record, as it was.
//            An entry without a founding day keeps the one that is known: many tables have no column for it.
//   Errors   of a row, in this order: validation's (ValidateImportRow); DUPLICATE_RECORD (enterprise: came
//            before and alone now, or was another; record.record_id: came before); ENTERPRISE_UNKNOWN
//            (neither stored nor brought by an earlier row). An error of the batch is the store's.
//   Threads  a pure function of its arguments.
//   Cost     a seek for each enterprise and kind in the batch, and one for each row only where there are
//            records of its kind already.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "storage/kv/store.h"

namespace jifen::services::registry {

inline constexpr size_t kMarkBytes = 16;
using Mark = std::array<char, kMarkBytes>;
using MarkSet = absl::flat_hash_set<Mark>;

struct RowsOutcome {
  v1::ImportResults results;          // durable_offset is after the last row
  std::vector<Mark> marks;            // of the rows that were taken
  storage::kv::CommitRequest commit;  // no writes if nothing changes
};

absl::StatusOr<RowsOutcome> TakeRows(const storage::kv::Snapshot& snapshot, const MarkSet& seen,
                                     v1::ImportRows& rows);

// Marks as they are stored, and back; bytes that are no whole mark are left out.
std::string FormatMarks(const std::vector<Mark>& marks);
void AddMarks(std::string_view bytes, MarkSet& marks);

}  // namespace jifen::services::registry
