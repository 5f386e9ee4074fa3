// tools/bench/bare_writes.h: what a store wrote to RocksDB, kept so that it can be written again without the store.
//
//   Shape    Recorder is a store in front of another; it keeps each commit with its revision. BareBatches are the
//            same commits as RocksDB gets them: stamped keys and enveloped values (storage/kv/rocksdb/database.h).
//   Errors   WriteBare: UNAVAILABLE if RocksDB refuses anything.
//   Threads  one at a time; Recorder as a store, once nothing is committed any more.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::bench {

// A put, or an erasure if there is no value.
using BareWrite = std::pair<std::string, std::optional<std::string>>;
using BareBatches = std::vector<std::vector<BareWrite>>;

class Recorder final : public storage::kv::Store {
 public:
  // The store must outlive it.
  explicit Recorder(storage::kv::Store& store) : store_(store) {}

  absl::StatusOr<std::shared_ptr<const storage::kv::Snapshot>> NewSnapshot() override {
    return store_.NewSnapshot();
  }
  void Commit(storage::kv::CommitRequest request, storage::kv::CommitDone done) override;

  BareBatches batches() const;

 private:
  storage::kv::Store& store_;
  mutable std::mutex mutex_;
  std::vector<std::pair<storage::kv::Revision, std::vector<storage::kv::Write>>> commits_;
};

// Seconds that it took to write the batches, each synced, into a new database in the folder.
absl::StatusOr<double> WriteBare(const BareBatches& batches, const std::filesystem::path& folder);

// SHA-256 over the entries of the database in the folder that begin with the prefix of callers' entries.
absl::StatusOr<std::string> DigestOfEntries(const std::filesystem::path& folder);

}  // namespace jifen::bench
