// tests/storage/tables/written.h: writes to tables in one line, each a commit of its own.
//
//   Errors   a write that fails fails the test.
#pragma once

#include <memory>
#include <ostream>
#include <string>

#include "jifen/v1/error.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/records.h"

namespace jifen::storage::tables {

std::shared_ptr<const kv::Snapshot> Now(kv::Store& store);

// Commits; the revision.
kv::Revision Commit(kv::Store& store, kv::CommitRequest commit);

// Each gives the revision of its commit; 0 if nothing changed.
kv::Revision Put(kv::Store& store, const v1::Enterprise& enterprise);
kv::Revision Put(kv::Store& store, const v1::Record& record);
kv::Revision Correct(kv::Store& store, const v1::Record& record, const std::string& reason);
kv::Revision Withdraw(kv::Store& store, const RecordName& name, const std::string& reason);
// A commit that concerns no enterprise.
kv::Revision Unrelated(kv::Store& store);

// The reason of a status, and the path of its fault.
v1::Reason ReasonOf(const absl::Status& status);
std::string PathOf(const absl::Status& status);

}  // namespace jifen::storage::tables
