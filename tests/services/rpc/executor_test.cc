#include "services/rpc/executor.h"

#include <atomic>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace jifen::services::rpc {
namespace {

TEST(ExecutorTryRun, RunsWhatItAccepted) {
  std::atomic<int> runs = 0;
  {
    Executor executor({.threads = 3, .queue_max = 1000});
    for (int i = 0; i < 500; ++i) ASSERT_TRUE(executor.TryRun([&runs] { ++runs; }));
  }
  EXPECT_EQ(runs, 500);
}

TEST(ExecutorTryRun, RefusesWhatTheQueueCannotHold) {
  absl::Notification started;
  absl::Notification release;
  std::atomic<int> runs = 0;
  {
    Executor executor({.threads = 1, .queue_max = 2});
    ASSERT_TRUE(executor.TryRun([&] {
      started.Notify();
      release.WaitForNotification();
      ++runs;
    }));
    started.WaitForNotification();
    EXPECT_TRUE(executor.TryRun([&runs] { ++runs; }));
    EXPECT_TRUE(executor.TryRun([&runs] { ++runs; }));
    EXPECT_FALSE(executor.TryRun([&runs] { runs += 100; }));
    release.Notify();
  }
  EXPECT_EQ(runs, 3);
}

}  // namespace
}  // namespace jifen::services::rpc
