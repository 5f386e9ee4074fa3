// tools/bench/rescore_phases.h: what the steps from a stored dossier to the bytes of a card take, each by itself.
//
//   Shape    on one thread, over the first enterprises of the register, some hundred at a time: all dossiers are read,
//            then all evaluated, and so on. To make a card is what evaluating and making take less the evaluating.
//   Units    nanoseconds of an enterprise.
//   Errors   those of the store and of scoring.
//   Threads  free functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "scoring/scheme/compiled_scheme.h"
#include "storage/kv/store.h"

namespace jifen::bench {

struct PhaseFigures {
  int64_t enterprises = 0;
  double records = 0;  // of an enterprise
  double read_ns = 0;  // a seek, its keys, and the messages
  double evaluate_ns = 0;
  double card_ns = 0;
  double bytes_ns = 0;    // serialized
  double sha256_ns = 0;   // of the bytes
  double card_bytes = 0;  // of a card
};

absl::StatusOr<PhaseFigures> MeasurePhases(const storage::kv::Snapshot& snapshot,
                                           const scoring::scheme::CompiledScheme& scheme,
                                           size_t enterprises_max);

// The bytes of the cards of the first enterprises.
absl::StatusOr<std::vector<std::string>> FirstCards(const storage::kv::Snapshot& snapshot,
                                                    const scoring::scheme::CompiledScheme& scheme,
                                                    size_t enterprises_max);

}  // namespace jifen::bench
