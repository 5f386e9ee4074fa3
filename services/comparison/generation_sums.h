// services/comparison/generation_sums.h: what the lines of two generations add up to.
//
//   Shape    the same lines give the same message, in whatever order they were added.
//   Errors   Add: DATA_CORRUPT.
//   Threads  one at a time.
//   Cost     stability.h, for the total and each indicator.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "jifen/v1/comparison_service.pb.h"
#include "scoring/scheme/compiled_scheme.h"
#include "services/comparison/moves.h"
#include "services/comparison/stability.h"

namespace jifen::services::comparison {

class GenerationSums {
 public:
  struct Setting {
    const scoring::scheme::CompiledScheme& from;
    const scoring::scheme::CompiledScheme& to;
    size_t movers = 0;
  };
  explicit GenerationSums(const Setting& setting);

  // `causes` add up to the difference of the totals.
  absl::Status Add(const Move& move, std::span<const CauseOfMove> causes);

  // All that follows from the sums.
  void Fill(v1::GenerationDiff* diff) const;
  std::vector<Move> TakeGains() { return std::move(gains_).Take(); }
  std::vector<Move> TakeLosses() { return std::move(losses_).Take(); }

 private:
  // An indicator that both schemes have.
  struct SharedIndicator {
    int from = 0;  // position in the scheme
    int to = 0;
    const v1::Indicator* message = nullptr;  // of the later scheme
    StabilityCounter counter;
  };

  absl::Status AddPoints(const LinePair& pair);
  void FillMigrations(v1::GenerationDiff* diff) const;

  const v1::Scheme& from_;
  const v1::Scheme& to_;
  v1::MoveCounts moves_;
  CauseSums causes_;
  scoring::decimal::Decimal difference_;
  TopMovers gains_;
  TopMovers losses_;
  std::map<std::pair<uint32_t, uint32_t>, uint64_t> grades_;  // by position; none stands last
  StabilityCounter totals_;
  std::vector<SharedIndicator> indicators_;  // in the order of the later scheme
};

}  // namespace jifen::services::comparison
