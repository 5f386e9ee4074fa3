#include "services/scheme/scheme_catalog.h"

#include <utility>

#include "jifen/v1/scheme.pb.h"
#include "storage/tables/schemes.h"
#include "storage/tables/store_error.h"

namespace jifen::services::scheme {

namespace tables = storage::tables;
using scoring::scheme::CompiledScheme;

absl::StatusOr<SharedScheme> SchemeCatalog::Get(const storage::kv::Snapshot& snapshot,
                                                std::string_view scheme_id, uint32_t version) {
  if (version != 0) {
    if (SharedScheme kept = FindKept(scheme_id, version)) return kept;
  }
  const absl::StatusOr<tables::SchemeVersion> stored =
      tables::GetScheme(snapshot, scheme_id, version);
  if (!stored.ok()) return stored.status();
  if (SharedScheme kept = FindKept(scheme_id, stored->version)) return kept;

  v1::Scheme message;
  if (!message.ParseFromString(stored->canonical)) return tables::Corrupt("a stored scheme");
  absl::StatusOr<SharedScheme> compiled = CompiledScheme::MakeStored(message);
  if (!compiled.ok()) return tables::Corrupt("a stored scheme does not compile");
  Keep({std::string(scheme_id), stored->version, *compiled});
  return compiled;
}

SharedScheme SchemeCatalog::FindKept(std::string_view scheme_id, uint32_t version) {
  absl::MutexLock lock(&mutex_);
  for (auto kept = kept_.begin(); kept != kept_.end(); ++kept) {
    if (kept->version != version || kept->scheme_id != scheme_id) continue;
    kept_.splice(kept_.begin(), kept_, kept);
    return kept_.front().scheme;
  }
  return nullptr;
}

void SchemeCatalog::Keep(Kept kept) {
  absl::MutexLock lock(&mutex_);
  kept_.push_front(std::move(kept));
  if (kept_.size() > kSchemesKept) kept_.pop_back();
}

}  // namespace jifen::services::scheme
