// services/rescoring/cohort_store.h: cohort tables, as they are kept with a generation.
//
//   Errors   ReadCohortTables: DATA_CORRUPT, also if the SHA-256 is not the one that was frozen. The store's.
//   Threads  free functions without state; CohortCache may be shared.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "scoring/evaluate/cohort_tables.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"
#include "storage/tables/cohort_tables.h"
#include "storage/tables/generations.h"

namespace jifen::services::rescoring {

using SharedCohorts = std::shared_ptr<const scoring::evaluate::CohortTables>;

// Whether cards under the scheme need cohort tables.
bool NeedsCohorts(const scoring::scheme::CompiledScheme& scheme);

// In pieces, in the order of the tables; the first status that is not OK ends it.
absl::Status ForEachPiece(
    const scoring::scheme::CompiledScheme& scheme, const scoring::evaluate::CohortTables& tables,
    const std::function<absl::Status(const storage::tables::CohortPiece&)>& visit);

absl::StatusOr<SharedCohorts> ReadCohortTables(const storage::kv::Snapshot& snapshot,
                                               const scoring::scheme::CompiledScheme& scheme,
                                               const std::string& generation_id,
                                               const std::string& sha256);

// Keeps the tables that were used last, as far as they take no more than so many bytes together; the newest stay whatever they
// take. Tables that somebody still holds are not read a second time, and many who want the same at once wait for one reader.
class CohortCache {
 public:
  static constexpr size_t kBytesMax = size_t{512} << 20;

  explicit CohortCache(size_t bytes_max = kBytesMax) : bytes_max_(bytes_max) {}

  // Null if the scheme needs none.
  absl::StatusOr<SharedCohorts> Get(const storage::kv::Snapshot& snapshot,
                                    const scoring::scheme::CompiledScheme& scheme,
                                    const storage::tables::GenerationVersion& generation)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // Null if they are neither kept nor held by somebody.
  SharedCohorts Find(const std::string& sha256) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Keep(const SharedCohorts& cohorts) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t bytes_max_;
  absl::Mutex mutex_;
  std::list<SharedCohorts> kept_ ABSL_GUARDED_BY(mutex_);  // the ones used last stand first
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;               // of those kept
  // All that are in memory, by SHA-256.
  std::map<std::string, std::weak_ptr<const scoring::evaluate::CohortTables>> known_
      ABSL_GUARDED_BY(mutex_);
  std::set<std::string> being_read_ ABSL_GUARDED_BY(mutex_);  // by SHA-256
};

}  // namespace jifen::services::rescoring
