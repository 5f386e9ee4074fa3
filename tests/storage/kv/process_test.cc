// Two processes and one folder (K10), and a process that is killed while it commits (K2).
//
//   JIFEN_KILL_CYCLES  how often it is killed, 8 times unless set
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <string>

#include "storage/kv/rocksdb/rocksdb_store.h"
#include "storage/kv/stamp.h"
#include "tests/storage/kv/reading.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::kv {
namespace {

// A child with pipes to its standard input and from its standard output; killed at the end.
class Child {
 public:
  Child(std::string mode, std::string folder) {
    int input[2];
    int output[2];
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    std::string program = JIFEN_KV_CHILD;
    char* arguments[] = {program.data(), mode.data(), folder.data(), nullptr};
    EXPECT_EQ(posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]);
    close(output[1]);
    input_ = input[1];
    output_ = output[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (process_ > 0) Kill();
    close(output_);
  }

  // The next line of its output; empty at the end.
  std::string ReadLine() {
    std::string line;
    char byte = 0;
    while (read(output_, &byte, 1) == 1 && byte != '\n') line += byte;
    return line;
  }

  void Kill() {
    kill(process_, SIGKILL);
    Wait();
  }

  int Wait() {
    close(input_);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return status;
  }

 private:
  pid_t process_ = 0;
  int input_ = -1;
  int output_ = -1;
};

TEST(TwoProcesses, K10ExclusiveSecondProcessIsRefused) {
  const TempFolder folder;
  Child child("hold", folder.path().string());
  ASSERT_EQ(child.ReadLine(), "open");
  EXPECT_EQ(rocksdb::Open({.folder = folder.path()}).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(child.Wait(), 0);
  EXPECT_TRUE(rocksdb::Open({.folder = folder.path()}).ok());
}

TEST(TwoProcesses, K10ExclusiveWhicheverComesFirst) {
  const TempFolder folder;
  const auto store = rocksdb::Open({.folder = folder.path()});
  ASSERT_TRUE(store.ok()) << store.status();
  Child child("hold", folder.path().string());
  EXPECT_EQ(child.ReadLine(), "");
  EXPECT_EQ(WEXITSTATUS(child.Wait()), 3);
}

// The revisions whose entry with this prefix is there; that each is the version of its entry is
// checked.
std::set<Revision> StampedRevisions(const Snapshot& snapshot, const std::string& prefix) {
  std::set<Revision> revisions;
  for (const Row& row : MustRead(snapshot, PrefixRange(prefix))) {
    EXPECT_EQ(DecodeStamp(row.key, prefix.size()), row.version);
    revisions.insert(row.version);
  }
  return revisions;
}

TEST(KilledProcess, K2DurableAllThatWasAcknowledgedAndK1AtomicTheRest) {
  const char* cycles_text = std::getenv("JIFEN_KILL_CYCLES");
  const int cycles = cycles_text == nullptr ? 8 : std::atoi(cycles_text);
  const unsigned seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  const TempFolder folder;
  Revision acknowledged = 0;
  for (int cycle = 0; cycle < cycles; ++cycle) {
    Child child("write", folder.path().string());
    for (unsigned lines = 1 + random() % 400; lines > 0; --lines) {
      acknowledged = std::max<Revision>(acknowledged, std::stoull(child.ReadLine()));
    }
    child.Kill();
    for (std::string line = child.ReadLine(); !line.empty(); line = child.ReadLine()) {
      acknowledged = std::max<Revision>(acknowledged, std::stoull(line));
    }
    auto store = rocksdb::Open({.folder = folder.path()});
    ASSERT_TRUE(store.ok()) << store.status();
    const auto snapshot = MustSnapshot(**store);
    ASSERT_GE(snapshot->revision(), acknowledged);
    const std::set<Revision> revisions = StampedRevisions(*snapshot, "a/");
    ASSERT_EQ(revisions.size(), snapshot->revision());  // 1, 2, 3, ... without a hole
    ASSERT_EQ(*revisions.rbegin(), snapshot->revision());
    ASSERT_EQ(StampedRevisions(*snapshot, "b/"), revisions);
  }
}

}  // namespace
}  // namespace jifen::storage::kv
