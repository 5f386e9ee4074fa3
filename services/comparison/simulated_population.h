// services/comparison/simulated_population.h: a population under schemes that make no generation of it.
//
//   Shape    a pass for the cohort tables if a scheme needs them, and one for the points, both over one snapshot. A dossier is
//            parsed once in each, and no cards are made. Lines are as a run stores them; instead of a card's hash they have
//            kNoCard, if there would be a card.
//   Errors   CARD_NOT_EXACT; TEXT_INVALID (the name of a cohort); the visitor's; the store's. An evaluation that fails on the
//            data of an enterprise is no error, as in a run.
//   Threads  the visitor is called by one thread at a time.
//   Cost     less than a run: about a third of its time goes into cards, and more into storing them.
#pragma once

#include <functional>
#include <span>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/evaluate/cohort_tables.h"
#include "services/comparison/enterprise_ledger.h"
#include "services/comparison/line_reader.h"
#include "services/comparison/range_walk.h"
#include "services/rescoring/population.h"
#include "storage/kv/store.h"

namespace jifen::services::comparison {

inline constexpr char kNoCard[] = "-";

// The two schemes, of one day. `from` may have no scheme: its lines are not there then.
struct SimulatedSides {
  ComparedSide from;
  ComparedSide to;
};

class SimulatedPopulation {
 public:
  struct Setting {
    const storage::kv::Snapshot& snapshot;
    const rescoring::Population& population;
    storage::kv::Revision known_at = 0;
  };
  explicit SimulatedPopulation(const Setting& setting) : setting_(setting) {}

  // Sets the cohort tables of the sides that need them. False: nobody listens any more.
  using Visitor = std::function<absl::Status(LinePair pair)>;
  absl::StatusOr<bool> Walk(SimulatedSides* sides, const Visitor& visit,
                            const ProgressTeller& tell);

 private:
  struct TablesInMaking {
    ComparedSide* side = nullptr;
    scoring::evaluate::CohortTablesBuilder builder;
  };

  absl::StatusOr<bool> MakeTables(const std::vector<WalkRange>& ranges, SimulatedSides* sides,
                                  const ProgressTeller& tell);
  // Of all tables over one parse of each dossier.
  absl::Status TakeValues(const WalkRange& range, const v1::Date& valid_at,
                          std::span<TablesInMaking> tables);
  absl::Status Score(const WalkRange& range, const SimulatedSides& sides, const Visitor& visit);
  // Calls `visit` with each dossier of the population in the range.
  absl::Status Scan(const WalkRange& range, const v1::Date& valid_at,
                    const std::function<absl::Status(const v1::Dossier&)>& visit);

  const Setting setting_;
  WalkProgress progress_;
  absl::Mutex mutex_;  // held while the visitor is called, or tables are filled
};

}  // namespace jifen::services::comparison
