// tools/bench/import_benchmark.h: a folder of tables brought into a store, beside the bare writes of the same bytes.
//
//   Shape    both fill a new RocksDB in turns, `rounds` times; times are medians, and the ratio is the median of the
//            rounds' ratios, so that what disturbs a whole round disturbs both.
//            The import is the whole way of a CSV file but for the wire: files are opened, decoded, parsed and made
//            into rows by one thread, as by the command line; an import session on another checks them, looks up what
//            is stored, and commits batches of 500, each synced. At most kWindow batches lie between the two,
//            and their messages are filled again and again, as the command line does with its own.
//            The bare writes put the keys and values of just those commits, as the store had them on disk, in the
//            same batches with the same settings, each synced. Opening the database is in neither time.
//   Units    seconds for all rows.
//   Errors   those of the parts; INTERNAL if a row is refused or the two databases do not hold the same entries.
#pragma once

#include <cstdint>
#include <filesystem>

#include "absl/status/statusor.h"

namespace jifen::bench {

struct ImportSettings {
  int64_t enterprises = 3000;
  int rounds = 5;
  uint64_t seed = 20250630;
  std::filesystem::path folder;  // for the tables and databases; on the disk that is to be measured
};

struct ImportFigures {
  int64_t rows = 0;
  int64_t file_bytes = 0;
  int64_t stored_bytes = 0;  // keys and values
  int64_t batches = 0;
  double reading_seconds = 0;  // the first thread alone, without a store
  double import_seconds = 0;
  double bare_seconds = 0;
  double ratio = 0;  // of the import to the bare writes
};

absl::StatusOr<ImportFigures> MeasureImport(const ImportSettings& settings);

}  // namespace jifen::bench
