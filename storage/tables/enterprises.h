// storage/tables/enterprises.h: the register: the versions of each enterprise's entry.
//
//   Shape    a change adds a version; none is ever overwritten or erased. The newest stands a second time
//            by itself, for look-ups and lists.
//   Errors   REVISION_UNKNOWN, then ENTERPRISE_UNKNOWN (also: not yet known at known_at), both with a
//            path; the store's.
//   Threads  free functions without state.
//   Cost     Get of the newest and Put: a point read. Get at a revision: one seek.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/registry_service.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"
#include "storage/tables/page.h"

namespace jifen::storage::tables {

// Entries that one page of a filtered list looks at; a page may so be short, and not the last.
inline constexpr size_t kListScanMax = 10'000;

struct EnterpriseVersion {
  v1::Enterprise enterprise;
  kv::Revision revision = 0;  // 0: of the commit that is being built
};

struct EnterprisePut {
  EnterpriseVersion version;
  v1::Change change = v1::CHANGE_UNSPECIFIED;
};

struct EnterpriseFilter {
  std::string area_prefix = {};
  std::string industry_prefix = {};
  std::string name_part = {};
};

// ENTERPRISE_UNKNOWN at `path`.
absl::Status EnterpriseUnknown(std::string_view enterprise_id,
                               std::string_view path = "enterprise_id");

// As known at known_at (0: newest), or none. An id that has not 18 bytes is of no enterprise.
absl::StatusOr<std::optional<EnterpriseVersion>> FindEnterprise(const kv::Snapshot& snapshot,
                                                                std::string_view enterprise_id,
                                                                kv::Revision known_at = 0);

absl::StatusOr<EnterpriseVersion> GetEnterprise(const kv::Snapshot& snapshot,
                                                std::string_view enterprise_id,
                                                kv::Revision known_at = 0);

// The newest entries by rising enterprise id.
absl::StatusOr<Page<v1::Enterprise>> ListEnterprises(const kv::Snapshot& snapshot,
                                                     const EnterpriseFilter& filter,
                                                     const PageQuery& page);

// The ids of all that are registered, rising.
absl::StatusOr<std::vector<std::string>> ListEnterpriseIds(const kv::Snapshot& snapshot);

// Adds a version to the commit unless the entry is equal to the newest: then nothing is added, and the
// version is the one that is there. The enterprise must be valid. Not twice for one id in one commit.
absl::StatusOr<EnterprisePut> PutEnterprise(const kv::Snapshot& snapshot,
                                            const v1::Enterprise& enterprise,
                                            kv::CommitRequest& commit);

}  // namespace jifen::storage::tables
