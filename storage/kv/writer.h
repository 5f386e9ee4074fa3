// storage/kv/writer.h: makes a Store of a Backend: one thread that groups the commits that wait.
//
//   Shape    the thread takes what waits (at most kGroupBytesMax), checks each commit on top of
//            those before it (write_group.h), applies the group with one synced write, and then
//            answers all. While it syncs, the next group gathers: one client alone waits for one
//            sync, many share it.
//   Errors   as store.h lists them. If a group cannot be applied, all of it that would have been
//            committed or ABORTED gets the fault, for who is ABORTED may depend on a commit that is
//            not there now.
//   Threads  starts one thread; the destructor answers what waits and joins it.
#pragma once

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "storage/kv/backend.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {

inline constexpr size_t kGroupBytesMax = size_t{16} << 20;

// DATA_LOSS or UNAVAILABLE if the backend has no snapshot to begin with.
absl::StatusOr<std::unique_ptr<Store>> StartWriter(std::unique_ptr<Backend> backend);

}  // namespace jifen::storage::kv
