// tools/jifen/commands/import_run.h: tables sent to the server.
//
//   Shape    rows that are at fault here are not sent; the others go out in batches of kBatchRows, at
//            most kWindow of them without an answer. The batches follow from the files and from the
//            offset alone, so an import that is begun again goes on at the border of a batch.
//   Range    memory: the rows of kWindow batches, a fault report, and about 48 bytes for each enterprise
//            and record, to name the first of two rows that are the same.
//   Errors   those of OpenTables and of the service. If the connection is lost, the import is taken
//            up again where it stopped, kReconnectsMax times; after that a new run does. IMPORT_OFFSET
//            after a reconnection is such a loss too: the stream before had not ended on the server.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/context.h"
#include "tools/table_import/fault_report.h"

namespace jifen::tools::cli {

inline constexpr int kBatchRows = 500;
inline constexpr size_t kBatchBytesMax = size_t{2} << 20;
inline constexpr size_t kWindow = 4;
inline constexpr int kReconnectsMax = 5;
inline constexpr size_t kFaultsShown = 8;

struct FileCounts {
  std::string file;
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;
  int64_t refused = 0;
  int64_t earlier = 0;  // durable before this run; what they did is in the totals only
  bool unread = false;  // not read: its name says no table
};

struct ImportOutcome {
  std::string import_id;
  uint64_t resumed_from = 0;  // rows that were durable before; 0: from the start
  uint64_t rows_sent = 0;     // with those before
  uint64_t revision = 0;
  v1::ImportTotals totals;  // of the server: rows that were sent
  std::vector<FileCounts> files;
  std::vector<std::string> looked_at;  // files and sheets that were read, rows in them or not
  table_import::FaultReport report;
  std::vector<table_import::RowFault> first_faults;  // by file and row, at most kFaultsShown
};

absl::StatusOr<ImportOutcome> RunImport(const Context& context, const ImportArguments& arguments);

}  // namespace jifen::tools::cli
