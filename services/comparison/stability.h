// services/comparison/stability.h: how much a distribution of points moved: the population stability index.
//
//   Shape    as jifen.v1.Stability says. The bounds of the bins are the tenths of the distribution before: the least
//            points that at least so many tenths do not exceed; bounds that are equal are one, and above the last there is
//            one more bin. Without anybody before or after there are neither bins nor an index.
//   Rounding the index once, to 4 places; its mark is that of what is shown.
//   Source   the index and the marks 0.10 and 0.25 are those that credit scoring uses for its models, e.g. N. Siddiqi, Credit
//            Risk Scorecards, 2006.
//   Threads  one at a time.
//   Cost     a few dozen bytes for each distinct number of points.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/numeric/int128.h"
#include "jifen/v1/comparison_service.pb.h"
#include "scoring/decimal/decimal.h"

namespace jifen::services::comparison {

class StabilityCounter {
 public:
  void AddBefore(scoring::decimal::Decimal points) { ++counts_[Key(points)].before; }
  void AddAfter(scoring::decimal::Decimal points) { ++counts_[Key(points)].after; }

  // Without id and title.
  v1::Stability Build() const;

 private:
  struct Counts {
    uint64_t before = 0;
    uint64_t after = 0;
  };
  // Enterprises with these points.
  struct Place {
    scoring::decimal::Decimal points;
    Counts counts;
  };
  static absl::int128 Key(scoring::decimal::Decimal points) {
    return absl::int128(points.unscaled());
  }

  std::vector<Place> Rising() const;

  absl::flat_hash_map<absl::int128, Counts> counts_;
};

}  // namespace jifen::services::comparison
