// services/comparison/simulation_sums.h: what a draft does to a population, added up.
//
//   Shape    the same lines give the same message, in whatever order they were added.
//   Errors   Add: DATA_CORRUPT.
//   Threads  one at a time.
//   Cost     generation/statistics.h, for each of the two schemes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "jifen/v1/comparison_service.pb.h"
#include "services/comparison/moves.h"
#include "services/generation/statistics.h"

namespace jifen::services::comparison {

class SimulationSums {
 public:
  // `stored` is null if there is none: nobody moves then.
  struct Setting {
    const scoring::scheme::CompiledScheme& draft;
    const scoring::scheme::CompiledScheme* stored = nullptr;
    size_t movers = 0;
  };
  explicit SimulationSums(const Setting& setting);

  // `pair.to` is the line under the draft.
  absl::Status Add(LinePair pair);

  // All that follows from the sums; once.
  void Fill(v1::SchemeSimulation* simulation) &&;
  std::vector<Move> TakeGains() { return std::move(gains_).Take(); }
  std::vector<Move> TakeLosses() { return std::move(losses_).Take(); }

 private:
  struct Part {
    v1::Swing swing;
    scoring::decimal::Decimal difference;
  };

  static void AddTo(const Move& move, Part* part);
  static void Fill(std::string key, const Part& part, v1::Swing* swing);
  void FillStages(v1::SchemeSimulation* simulation) const;

  const v1::Scheme& draft_message_;
  generation::StatisticsBuilder draft_;
  std::optional<generation::StatisticsBuilder> stored_;
  v1::MoveCounts moves_;
  TopMovers gains_;
  TopMovers losses_;
  std::vector<Part> stages_;  // 0: none, then in the order of the draft
  std::map<std::string, Part> industries_;
  std::map<std::string, Part> counties_;
  std::map<std::pair<v1::Outcome, v1::Outcome>, uint64_t> outcomes_;
};

}  // namespace jifen::services::comparison
