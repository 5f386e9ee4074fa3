#include "tests/storage/kv/reading.h"

#include <gtest/gtest.h>

namespace jifen::storage::kv {

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << testing::PrintToString(row.key) << "=" << testing::PrintToString(row.value) << "@"
             << row.version;
}

Write Put(std::string key, std::string value) {
  return {.key = std::move(key), .value = std::move(value)};
}

Write Erase(std::string key) { return {.key = std::move(key)}; }

Write PutStamped(std::string key, size_t offset, std::string value) {
  return {.key = std::move(key), .value = std::move(value), .stamp_offset = offset};
}

Revision MustCommit(Store& store, std::vector<Write> writes,
                    std::vector<Precondition> preconditions) {
  absl::StatusOr<Revision> revision = CommitAndWait(
      store, {.preconditions = std::move(preconditions), .writes = std::move(writes)});
  EXPECT_TRUE(revision.ok()) << revision.status();
  return revision.value_or(0);
}

absl::StatusCode CommitCode(Store& store, std::vector<Write> writes,
                            std::vector<Precondition> preconditions) {
  return CommitAndWait(store,
                       {.preconditions = std::move(preconditions), .writes = std::move(writes)})
      .status()
      .code();
}

std::shared_ptr<const Snapshot> MustSnapshot(Store& store) {
  absl::StatusOr<std::shared_ptr<const Snapshot>> snapshot = store.NewSnapshot();
  if (!snapshot.ok()) ADD_FAILURE() << snapshot.status();
  return snapshot.value_or(nullptr);
}

absl::StatusOr<std::vector<Row>> ReadRange(const Snapshot& snapshot, KeyRange range) {
  std::vector<Row> rows;
  const std::unique_ptr<Cursor> cursor = snapshot.Scan(std::move(range));
  for (; cursor->Valid(); cursor->Next()) {
    rows.push_back({std::string(cursor->key()), std::string(cursor->value()), cursor->version()});
  }
  if (!cursor->status().ok()) return cursor->status();
  return rows;
}

std::vector<Row> MustRead(const Snapshot& snapshot, KeyRange range) {
  absl::StatusOr<std::vector<Row>> rows = ReadRange(snapshot, std::move(range));
  EXPECT_TRUE(rows.ok()) << rows.status();
  return std::move(rows).value_or(std::vector<Row>());
}

std::string ValueOf(const Snapshot& snapshot, std::string_view key) {
  absl::StatusOr<std::optional<Entry>> entry = snapshot.Find(key);
  if (!entry.ok()) return "(" + absl::StatusCodeToString(entry.status().code()) + ")";
  return entry->has_value() ? (*entry)->value : "(none)";
}

std::future<absl::StatusOr<Revision>> CommitLater(Store& store, CommitRequest request) {
  auto promise = std::make_shared<std::promise<absl::StatusOr<Revision>>>();
  std::future<absl::StatusOr<Revision>> answer = promise->get_future();
  store.Commit(std::move(request), [promise](absl::StatusOr<Revision> revision) {
    promise->set_value(std::move(revision));
  });
  return answer;
}

HeldWriter::HeldWriter(Store& store, const std::string& key) {
  auto held = std::make_shared<std::promise<void>>();
  std::future<void> is_held = held->get_future();
  std::shared_future<void> released = release_.get_future().share();
  store.Commit({.writes = {Put(key, "held")}},
               [held, released](const absl::StatusOr<Revision>& revision) {
                 EXPECT_TRUE(revision.ok()) << revision.status();
                 held->set_value();
                 released.wait();
               });
  is_held.wait();
}

HeldWriter::~HeldWriter() { Release(); }

void HeldWriter::Release() {
  if (!released_) release_.set_value();
  released_ = true;
}

}  // namespace jifen::storage::kv
