// services/rescoring/run_tally.h: counts and sums over the cards of a population.
//
//   Shape    the same cards give the same message, in whatever order they were added.
//   Errors   Read: DATA_CORRUPT.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "jifen/v1/run.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::services::rescoring {

class RunTally {
 public:
  static absl::StatusOr<RunTally> Read(const v1::RunTally& message);

  // A line that is not one of an enterprise that left; the scheme is the one that it was scored under.
  absl::Status Add(const v1::Scheme& scheme, const storage::v1::StoredScore& score,
                   size_t card_bytes);
  void Add(const RunTally& other);

  uint64_t enterprises() const { return enterprises_; }
  uint64_t scored() const { return scored_; }
  v1::RunTally ToMessage() const;

 private:
  using Obstacle = std::pair<v1::NotScoredCause, std::string>;

  uint64_t enterprises_ = 0;
  uint64_t scored_ = 0;
  uint64_t card_bytes_ = 0;
  scoring::decimal::Decimal total_sum_;
  std::map<v1::Outcome, uint64_t> outcomes_;
  std::map<Obstacle, uint64_t> not_scored_;
};

// The id of an indicator by its position over all categories, from 1; empty for 0.
std::string IndicatorIdAt(const v1::Scheme& scheme, uint32_t position);

}  // namespace jifen::services::rescoring
