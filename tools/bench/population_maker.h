// tools/bench/population_maker.h: the enterprises of a made-up region in chunks, each of which is one commit.
//
//   Shape    chunk c has the enterprises from c * kPopulationCommitEnterprises on, in the order of their ids; it is
//            the same whoever makes it and when.
//   Errors   those of storage/tables.
//   Threads  may be shared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::bench {

class PopulationMaker {
 public:
  // The snapshot is that of the empty store.
  PopulationMaker(std::vector<std::string> ids, uint64_t seed, const storage::kv::Snapshot& empty)
      : ids_(std::move(ids)), seed_(seed), empty_(empty) {}

  int64_t chunks() const;

  absl::StatusOr<storage::kv::CommitRequest> MakeChunk(int64_t chunk) const;

 private:
  const std::vector<std::string> ids_;
  const uint64_t seed_;
  const storage::kv::Snapshot& empty_;
};

}  // namespace jifen::bench
