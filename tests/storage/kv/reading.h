// tests/storage/kv/reading.h: a store in short words, and the writer's thread on a leash.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {

// key, value, version of an entry, for comparing.
struct Row {
  std::string key;
  std::string value;
  Revision version = 0;

  bool operator==(const Row&) const = default;
  bool operator<(const Row& other) const { return key < other.key; }
};
std::ostream& operator<<(std::ostream& out, const Row& row);

Write Put(std::string key, std::string value);
Write Erase(std::string key);
Write PutStamped(std::string key, size_t offset, std::string value);

// The revision of a commit that must succeed; 0 and a failed test if it does not.
Revision MustCommit(Store& store, std::vector<Write> writes,
                    std::vector<Precondition> preconditions = {});
absl::StatusCode CommitCode(Store& store, std::vector<Write> writes,
                            std::vector<Precondition> preconditions = {});

std::shared_ptr<const Snapshot> MustSnapshot(Store& store);

// All entries of a range, or the fault of reading them.
absl::StatusOr<std::vector<Row>> ReadRange(const Snapshot& snapshot, KeyRange range = {});
std::vector<Row> MustRead(const Snapshot& snapshot, KeyRange range = {});

// The value of a key; "(none)" if absent, the fault's code in brackets if there was one.
std::string ValueOf(const Snapshot& snapshot, std::string_view key);

// Commits without waiting.
std::future<absl::StatusOr<Revision>> CommitLater(Store& store, CommitRequest request);

// Keeps the writer's thread busy in one `done` until released, so that what is committed meanwhile
// waits together. It commits `key` for that.
class HeldWriter {
 public:
  HeldWriter(Store& store, const std::string& key);
  ~HeldWriter();
  void Release();

 private:
  std::promise<void> release_;
  bool released_ = false;
};

}  // namespace jifen::storage::kv
