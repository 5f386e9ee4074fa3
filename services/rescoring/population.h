// services/rescoring/population.h: who is scored.
//
//   Errors   Make: CODE_INVALID (area_prefix, industry_prefix), UNKNOWN_ENUM (qualifications[i]).
//            IsEmpty: the store's.
//   Threads  immutable.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/run.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/dossier.h"

namespace jifen::services::rescoring {

class Population {
 public:
  static absl::StatusOr<Population> Make(const v1::Population& population);

  // By the register entry alone.
  bool WantsEntry(const v1::Enterprise& enterprise) const;
  // By the records of a dossier whose entry is wanted.
  bool WantsRecords(const v1::Dossier& dossier) const;
  bool Wants(const storage::tables::ScannedDossier& scanned) const {
    return scanned.wanted && WantsRecords(scanned.dossier);
  }

  const v1::Population& message() const { return population_; }

 private:
  explicit Population(const v1::Population& population) : population_(population) {}

  v1::Population population_;
};

// The day and the revision that a population is looked at.
struct PopulationMoment {
  v1::Date valid_at;
  storage::kv::Revision known_at = 0;
};

// Dossiers that are looked at before somebody is taken to be in a population: who asks waits for them.
inline constexpr size_t kLookedAtMax = 2'000;

// Whether nobody is in it. It may say no of one that is empty, if that would take long to find out: the check of the run
// says it then.
absl::StatusOr<bool> IsEmpty(const storage::kv::Snapshot& snapshot, const Population& population,
                             const PopulationMoment& moment);

}  // namespace jifen::services::rescoring
