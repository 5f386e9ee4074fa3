// tools/bench/merged_tables.h: brings a closed store into a state that does not depend on how it was filled.
//
//   Shape    everything is written to table files, and these are merged down to the last level; nothing is left in
//            the log, and no merging is due when the store is opened.
//   Errors   UNAVAILABLE if RocksDB refuses anything, with its text.
//   Threads  free function; nobody else may have the folder open.
//   Cost     reads and writes every entry once.
#pragma once

#include <filesystem>

#include "absl/status/status.h"

namespace jifen::bench {

// `folder` is a data folder of storage/kv/rocksdb.
absl::Status MergeTables(const std::filesystem::path& folder);

}  // namespace jifen::bench
