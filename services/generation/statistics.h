// services/generation/statistics.h: counts, sums and shares of a population of scores.
//
//   Shape    as GenerationStatistics says. The same scores give the same message, in whatever order they were added.
//   Rounding means: the exact quotient once, to 4 places, half to even.
//   Errors   DATA_CORRUPT; CANCELLED without a reason; the store's.
//   Threads  one at a time.
//   Cost     16 bytes for each total and part that it is in.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "jifen/v1/generation.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/compiled_scheme.h"
#include "services/generation/pinned_generation.h"
#include "services/rescoring/run_tally.h"

namespace jifen::services::generation {

// The part of a population that a code puts an enterprise in.
std::string CountyOf(const std::string& area_code);
std::string SectionOf(const std::string& industry_code);

class StatisticsBuilder {
 public:
  explicit StatisticsBuilder(const scoring::scheme::CompiledScheme& scheme);

  absl::Status Add(const storage::v1::StoredScore& score);
  v1::GenerationStatistics Build() &&;

 private:
  struct Part {
    uint64_t enterprises = 0;
    uint64_t passed = 0;
    std::vector<scoring::decimal::Decimal> totals;
  };
  struct IndicatorSum {
    uint64_t present = 0;
    scoring::decimal::Decimal points;
  };

  static void AddTo(Part* part, const storage::v1::StoredScore& score,
                    const scoring::decimal::Decimal* total);
  static v1::ScoreSummary Summarize(std::string key, Part* part);
  void AddHistogram(v1::GenerationStatistics* statistics);
  void AddIndicators(v1::GenerationStatistics* statistics) const;

  const scoring::scheme::CompiledScheme& scheme_;
  rescoring::RunTally tally_;
  Part all_;
  std::map<std::string, Part> counties_;
  std::map<std::string, Part> industries_;
  std::vector<Part> stages_;  // 0: none, then in the order of the scheme
  std::vector<Part> grades_;  // likewise
  std::vector<IndicatorSum> indicators_;
};

// Asks `stopped` once for so many lines, and goes on no longer if it says so: CANCELLED.
inline constexpr uint64_t kLinesPerQuestion = 1024;
absl::StatusOr<v1::GenerationStatistics> StatisticsOf(const PinnedGeneration& pinned,
                                                      const scoring::scheme::CompiledScheme& scheme,
                                                      const std::function<bool()>& stopped);

}  // namespace jifen::services::generation
