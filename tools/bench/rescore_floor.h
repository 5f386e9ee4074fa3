// tools/bench/rescore_floor.h: what a run over a population cannot do without: every key of the dossiers is read, and a
// card's bytes are written for each enterprise.
//
//   Shape    each thread walks over its share of the dossier range with one cursor of one snapshot that all share, and
//            parses nothing (the store checks each value's checksum). For each enterprise it puts the bytes of one of
//            the given cards, in turn, under a key in a range of its own, kCardsPerCommit in a commit, and waits for
//            each commit, which the store syncs.
//   Errors   those of the store.
//   Threads  MeasureFloor starts `threads` of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::bench {

// As many as a run commits at once.
inline constexpr size_t kCardsPerCommit = 256;

struct FloorSettings {
  int threads = 2;
  // To measure its parts; without both nothing is done.
  bool read = true;  // false: the ids alone are read
  bool write = true;
};

struct FloorFigures {
  double seconds = 0;
  double cpu_seconds = 0;  // of all threads, those of the store too
  int64_t enterprises = 0;
  int64_t keys_read = 0;
  int64_t bytes_read = 0;  // keys and values
  int64_t bytes_written = 0;
};

absl::StatusOr<FloorFigures> MeasureFloor(storage::kv::Store& store,
                                          const std::vector<std::string>& cards,
                                          const FloorSettings& settings);

// Parts of the register with about as many enterprises each: their first ids, rising; the first is empty.
absl::StatusOr<std::vector<std::string>> CutRegister(const storage::kv::Snapshot& snapshot,
                                                     int parts);

}  // namespace jifen::bench
