// What a store does when its disk is full (K14) or fails (K13), and how often it syncs.
#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tests/storage/kv/failing_file_system.h"
#include "tests/storage/kv/reading.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr absl::StatusCode kUnavailable = absl::StatusCode::kUnavailable;

class DiskFault : public testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    auto store = rocksdb::Open({.folder = folder_.path(),
                                .fault_log = [this](const std::string& line) { Log(line); },
                                .env = env_.get()});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  void Reopen() {
    store_.reset();
    Open();
  }

  void Log(const std::string& line) {
    const std::lock_guard lock(mutex_);
    log_ += line + "\n";
  }

  std::string log() {
    const std::lock_guard lock(mutex_);
    return log_;
  }

  const TempFolder folder_;
  const std::shared_ptr<FailingFileSystem> disk_ = std::make_shared<FailingFileSystem>();
  const std::unique_ptr<::rocksdb::Env> env_ = ::rocksdb::NewCompositeEnv(disk_);
  std::mutex mutex_;
  std::string log_;
  std::unique_ptr<Store> store_;
};

TEST_F(DiskFault, K14DiskFullRefusesCommitsServesReadsAndResumes) {
  MustCommit(*store_, {Put("a", "1")});
  disk_->Set(Fault::kDiskFull);
  EXPECT_EQ(CommitCode(*store_, {Put("a", "2")}), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(CommitCode(*store_, {Put("b", "2")}), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(MustRead(*MustSnapshot(*store_)), (std::vector<Row>{{"a", "1", 1}}));

  disk_->Set(Fault::kNone);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  absl::StatusOr<Revision> revision = absl::UnknownError("");
  while (!revision.ok() && std::chrono::steady_clock::now() < deadline) {
    revision = CommitAndWait(*store_, {.writes = {Put("c", "3")}});
    if (revision.ok()) break;
    ASSERT_EQ(revision.status().code(), absl::StatusCode::kResourceExhausted);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // RocksDB looks every 5 s
  }
  EXPECT_EQ(revision.value_or(0), 2u);  // K3: the refused ones took none
  Reopen();
  EXPECT_EQ(MustRead(*MustSnapshot(*store_)), (std::vector<Row>{{"a", "1", 1}, {"c", "3", 2}}));
}

TEST_F(DiskFault, K14DiskFullAlsoAnswersWhoWasAbortedByALostCommit) {
  HeldWriter held(*store_, "held");
  auto first =
      CommitLater(*store_, {.preconditions = {KeyAtVersion{"a", 0}}, .writes = {Put("a", "1")}});
  auto second =
      CommitLater(*store_, {.preconditions = {KeyAtVersion{"a", 0}}, .writes = {Put("a", "2")}});
  disk_->Set(Fault::kDiskFull);
  held.Release();
  EXPECT_EQ(first.get().status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(second.get().status().code(), absl::StatusCode::kResourceExhausted);
  disk_->Set(Fault::kNone);
}

TEST_F(DiskFault, K13FailStopAfterAFailedSync) {
  MustCommit(*store_, {Put("a", "1")});
  const auto before = MustSnapshot(*store_);
  disk_->Set(Fault::kSyncFails);
  const absl::StatusOr<Revision> unsure = CommitAndWait(*store_, {.writes = {Put("a", "2")}});
  EXPECT_EQ(unsure.status().code(), kUnavailable);
  EXPECT_THAT(unsure.status().ToString(), HasSubstr("shows after a restart"));

  // The disk is fine again, but the store is not: what it wrote is unknown.
  const absl::StatusOr<Revision> later = CommitAndWait(*store_, {.writes = {Put("b", "3")}});
  EXPECT_EQ(later.status().code(), kUnavailable);
  EXPECT_EQ(store_->NewSnapshot().status().code(), kUnavailable);
  EXPECT_EQ(ValueOf(*before, "a"), "1");
}

TEST_F(DiskFault, K13FailStopKeepsWhatWasAcknowledged) {
  for (int i = 0; i < 20; ++i) MustCommit(*store_, {Put("k" + std::to_string(i), "v")});
  disk_->Set(Fault::kSyncFails);
  EXPECT_EQ(CommitCode(*store_, {Put("unsure", "v")}), kUnavailable);
  EXPECT_EQ(CommitCode(*store_, {Put("refused", "v")}), kUnavailable);
  Reopen();
  const auto snapshot = MustSnapshot(*store_);
  const bool stored = ValueOf(*snapshot, "unsure") == "v";
  EXPECT_EQ(snapshot->revision(), stored ? 21u : 20u);
  EXPECT_EQ(MustRead(*snapshot, PrefixRange("k")).size(), 20u);
  EXPECT_EQ(ValueOf(*snapshot, "refused"), "(none)");
  MustCommit(*store_, {Put("more", "v")});
}

TEST_F(DiskFault, TellsTheOperatorWhatClientsMustNotSee) {
  disk_->Set(Fault::kSyncFails);
  const absl::Status status = CommitAndWait(*store_, {.writes = {Put("my-key", "v")}}).status();
  EXPECT_THAT(log(), HasSubstr("/secret/path"));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("/secret/path")));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("my-key")));
}

TEST_F(DiskFault, WaitingCommitsShareOneSync) {
  std::vector<std::future<absl::StatusOr<Revision>>> waiting;
  int syncs = 0;
  {
    HeldWriter held(*store_, "held");
    for (int i = 0; i < 200; ++i) {
      waiting.push_back(CommitLater(*store_, {.writes = {Put(std::to_string(i), "v")}}));
    }
    syncs = disk_->log_syncs();
  }
  for (auto& answer : waiting) EXPECT_TRUE(answer.get().ok());
  EXPECT_EQ(disk_->log_syncs() - syncs, 1);
}

TEST_F(DiskFault, EveryLoneCommitIsSynced) {
  const int syncs = disk_->log_syncs();
  for (int i = 0; i < 10; ++i) MustCommit(*store_, {Put("k", std::to_string(i))});
  EXPECT_EQ(disk_->log_syncs() - syncs, 10);
}

}  // namespace
}  // namespace jifen::storage::kv
