// services/scheme/scheme_catalog.h: compiled schemes by id and version.
//
//   Shape    compiles what the store holds once per version; versions are immutable, so what is kept stays true.
//   Range    keeps kSchemesKept versions; of more, the one that was not asked for longest is compiled again.
//   Errors   Get: SCHEME_UNKNOWN; DATA_CORRUPT if a stored scheme does not compile; the store's.
//   Threads  may be shared; a scheme that two threads want at once may be compiled twice.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "scoring/scheme/compiled_scheme.h"
#include "storage/kv/store.h"

namespace jifen::services::scheme {

using SharedScheme = std::shared_ptr<const scoring::scheme::CompiledScheme>;

inline constexpr size_t kSchemesKept = 64;

class SchemeCatalog {
 public:
  // Version 0: the greatest that the snapshot holds.
  absl::StatusOr<SharedScheme> Get(const storage::kv::Snapshot& snapshot,
                                   std::string_view scheme_id, uint32_t version)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Kept {
    std::string scheme_id;
    uint32_t version;
    SharedScheme scheme;
  };

  SharedScheme FindKept(std::string_view scheme_id, uint32_t version) ABSL_LOCKS_EXCLUDED(mutex_);
  void Keep(Kept kept) ABSL_LOCKS_EXCLUDED(mutex_);

  absl::Mutex mutex_;
  std::list<Kept> kept_ ABSL_GUARDED_BY(mutex_);  // the one used last stands first
};

}  // namespace jifen::services::scheme
