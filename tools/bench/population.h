// tools/bench/population.h: a made-up region of enterprises, straight in a store, as an import would have left it.
//
//   Shape    dossiers of DossierGenerator (a profile, three annual reports and about eleven other records) under valid
//            credit codes of twelve counties, with industries of all sections; keys, values and notes of commits are
//            those of storage/tables, 200 enterprises a commit. Nothing of the import itself (its offset, its marks)
//            is there: nobody reads that afterwards. At the end all table files are merged, so that whoever opens the
//            population finds the same files, however the loading went.
//   Range    1..2^24 enterprises. The same number and seed give the same keys, values and revisions.
//   Errors   UNAVAILABLE (files); those of the store; INTERNAL if a record is not taken.
//   Threads  free functions; loading takes two threads and the store's own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"

namespace jifen::bench {

inline constexpr int kPopulationCommitEnterprises = 200;

struct PopulationSettings {
  int64_t enterprises = 10'000;
  uint64_t seed = 20250630;
  std::filesystem::path folder;  // that populations are kept in, each in a folder of its own
};

struct Population {
  std::filesystem::path folder;  // a data folder of storage/kv/rocksdb, closed
  int64_t enterprises = 0;
  bool found = false;  // it was there already
  double seconds = 0;  // that it took to load
};

// The population of these settings: the one that is there, or a new one.
absl::StatusOr<Population> PreparePopulation(const PopulationSettings& settings);

// The ids of all enterprises, rising.
std::vector<std::string> PopulationIds(int64_t enterprises, uint64_t seed);

// A data folder with the same content in `to`, which must not exist. The table files are shared by hard links, for
// RocksDB never changes one; so it takes no time, and what is done to the copy leaves the population as it was.
absl::Status LinkPopulation(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace jifen::bench
