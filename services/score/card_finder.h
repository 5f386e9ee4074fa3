// services/score/card_finder.h: finds cards where they are kept: by themselves, or in a generation.
//
//   Shape    the bytes as they were stored. Of a generation whose cards were dropped the card is made again, and given
//            only if it is the same to the byte: its line has the SHA-256.
//   Errors   FindById: TEXT_INVALID, SCORE_CARD_UNKNOWN, GENERATION_DROPPED. FindPublished: SCORE_CARD_UNKNOWN at enterprise_id, also if the
//            enterprise left, or its evaluation failed. DATA_CORRUPT; the store's.
//   Threads  may be shared.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/rescoring/cohort_store.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"
#include "storage/tables/score_cards.h"

namespace jifen::services::score {

class CardFinder {
 public:
  CardFinder(scheme::SchemeCatalog& catalog, rescoring::CohortCache& cohorts)
      : catalog_(catalog), cohorts_(cohorts) {}

  absl::StatusOr<std::string> FindById(const storage::kv::Snapshot& snapshot,
                                       std::string_view card_id);
  absl::StatusOr<std::string> FindPublished(const storage::kv::Snapshot& snapshot,
                                            const std::string& generation_id,
                                            const std::string& enterprise_id);

 private:
  absl::StatusOr<std::string> FindInGeneration(const storage::kv::Snapshot& snapshot,
                                               const storage::tables::ScoreCardId& id);
  absl::StatusOr<std::string> MakeAgain(const storage::kv::Snapshot& snapshot,
                                        const storage::tables::GenerationVersion& generation,
                                        const storage::tables::ScoreCardId& id);

  scheme::SchemeCatalog& catalog_;
  rescoring::CohortCache& cohorts_;
};

// The cohorts that an enterprise is placed in when it is scored by itself: those of the published generation, if that is
// under this very scheme and of this year. Empty: there are none, or the scheme needs none.
struct PublishedCohorts {
  rescoring::SharedCohorts tables;
  std::string generation_id;
};
absl::StatusOr<PublishedCohorts> FindPublishedCohorts(const storage::kv::Snapshot& snapshot,
                                                      const scoring::scheme::CompiledScheme& scheme,
                                                      int year, rescoring::CohortCache& cohorts);

}  // namespace jifen::services::score
