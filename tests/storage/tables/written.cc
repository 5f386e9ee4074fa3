#include "tests/storage/tables/written.h"

#include <gtest/gtest.h>

#include <utility>

#include "proto/model/error.h"
#include "storage/tables/commits.h"

namespace jifen::storage::tables {
namespace {

kv::Revision CommitUnlessEmpty(kv::Store& store, kv::CommitRequest commit) {
  return commit.writes.empty() ? 0 : Commit(store, std::move(commit));
}

}  // namespace

std::shared_ptr<const kv::Snapshot> Now(kv::Store& store) {
  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> snapshot = store.NewSnapshot();
  EXPECT_TRUE(snapshot.ok()) << snapshot.status();
  return snapshot.value_or(nullptr);
}

kv::Revision Commit(kv::Store& store, kv::CommitRequest commit) {
  const absl::StatusOr<kv::Revision> revision = kv::CommitAndWait(store, std::move(commit));
  EXPECT_TRUE(revision.ok()) << revision.status();
  return revision.value_or(0);
}

kv::Revision Put(kv::Store& store, const v1::Enterprise& enterprise) {
  kv::CommitRequest commit;
  const auto put = PutEnterprise(*Now(store), enterprise, commit);
  EXPECT_TRUE(put.ok()) << put.status();
  return CommitUnlessEmpty(store, std::move(commit));
}

kv::Revision Put(kv::Store& store, const v1::Record& record) {
  kv::CommitRequest commit;
  const auto put = PutRecord(*Now(store), record, commit);
  EXPECT_TRUE(put.ok()) << put.status();
  return CommitUnlessEmpty(store, std::move(commit));
}

kv::Revision Correct(kv::Store& store, const v1::Record& record, const std::string& reason) {
  kv::CommitRequest commit;
  const auto put = CorrectRecord(*Now(store), record, {.reason = reason}, commit);
  EXPECT_TRUE(put.ok()) << put.status();
  return CommitUnlessEmpty(store, std::move(commit));
}

kv::Revision Withdraw(kv::Store& store, const RecordName& name, const std::string& reason) {
  kv::CommitRequest commit;
  const auto put = WithdrawRecord(*Now(store), name, {.reason = reason}, commit);
  EXPECT_TRUE(put.ok()) << put.status();
  return CommitUnlessEmpty(store, std::move(commit));
}

kv::Revision Unrelated(kv::Store& store) {
  kv::CommitRequest commit;
  PutCommitNote({.committed_at = absl::UnixEpoch(), .principal = "somebody"}, commit);
  return Commit(store, std::move(commit));
}

v1::Reason ReasonOf(const absl::Status& status) {
  return model::DetailOf(status).value_or(v1::ErrorDetail()).reason();
}

std::string PathOf(const absl::Status& status) {
  return model::DetailOf(status).value_or(v1::ErrorDetail()).path();
}

}  // namespace jifen::storage::tables
