// tools/synth/population_files.h: a whole made-up region as a folder of tables.
//
//   Shape    the same options give the same bytes, on every machine and with every compiler.
//   Errors   CheckEmpty: ALREADY_EXISTS. WritePopulation: INVALID_ARGUMENT if the number of enterprises is not
//            1..kNamesMax; then as TableWriter and FaultPlanter. Files of the same names are replaced.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "tools/synth/table_writer.h"

namespace jifen::tools::synth {

struct PopulationOptions {
  int64_t enterprises = 0;
  uint64_t seed = 0;
  std::filesystem::path folder;
  WriteOptions write;
  bool faults = false;  // plant bad rows and list them in expected/faults.csv
};

// Whether nothing would be replaced: the folder is not there, or nothing is in it.
absl::Status CheckEmpty(const std::filesystem::path& folder);

// Rows by file name, without headings.
absl::StatusOr<std::map<std::string, int64_t>> WritePopulation(const PopulationOptions& options);

}  // namespace jifen::tools::synth
