// Many clients at once.
#include <algorithm>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/storage/kv/store_suite.h"

namespace jifen::storage::kv {
namespace {

constexpr int kThreads = 8;
constexpr int kCommitsPerThread = 50;

TEST_P(StoreSuite, K3DenseAcrossManyThreads) {
  std::vector<std::vector<Revision>> got(kThreads);
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &got] {
      for (int i = 0; i < kCommitsPerThread; ++i) {
        const std::string key = std::to_string(t) + "/" + std::to_string(i);
        got[static_cast<size_t>(t)].push_back(MustCommit(*store_, {Put(key, key)}));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<Revision> all;
  for (const std::vector<Revision>& revisions : got) {
    EXPECT_TRUE(std::is_sorted(revisions.begin(), revisions.end()));
    all.insert(all.end(), revisions.begin(), revisions.end());
  }
  std::sort(all.begin(), all.end());
  ASSERT_EQ(all.size(), static_cast<size_t>(kThreads * kCommitsPerThread));
  for (size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], i + 1);
  EXPECT_EQ(Rows().size(), all.size());
}

TEST_P(StoreSuite, K4ConditionalCountsRightWhenManyRace) {
  MustCommit(*store_, {Put("counter", "0")});
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this] {
      for (int won = 0; won < kCommitsPerThread / 5;) {
        const auto entry = MustSnapshot(*store_)->Find("counter");
        ASSERT_TRUE(entry.ok() && entry->has_value());
        const std::string next = std::to_string(std::stoi((*entry)->value) + 1);
        const absl::StatusCode code = CommitCode(*store_, {Put("counter", next)},
                                                 {KeyAtVersion{"counter", (*entry)->version}});
        ASSERT_TRUE(code == absl::StatusCode::kOk || code == absl::StatusCode::kAborted);
        if (code == absl::StatusCode::kOk) ++won;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), "counter"),
            std::to_string(kThreads * (kCommitsPerThread / 5)));
}

TEST_P(StoreSuite, K1AtomicForReadersDuringCommits) {
  constexpr int kRounds = 200;
  MustCommit(*store_, {Put("a", "0"), Put("b", "0")});
  std::thread writer([this] {
    for (int i = 1; i <= kRounds; ++i) {
      MustCommit(*store_, {Put("a", std::to_string(i)), Put("b", std::to_string(i))});
    }
  });
  for (Revision last = 0; last <= kRounds;) {
    const auto snapshot = MustSnapshot(*store_);
    ASSERT_GE(snapshot->revision(), last);
    last = snapshot->revision();
    ASSERT_EQ(ValueOf(*snapshot, "a"), std::to_string(last - 1));
    ASSERT_EQ(ValueOf(*snapshot, "b"), std::to_string(last - 1));
  }
  writer.join();
}

TEST_P(StoreSuite, K15AnsweredInTheOrderOfCommits) {
  std::vector<Revision> order;
  {
    HeldWriter held(*store_, "held");
    for (int i = 0; i < 100; ++i) {
      store_->Commit({.writes = {Put("k", std::to_string(i))}},
                     [&order](const absl::StatusOr<Revision>& revision) {
                       order.push_back(revision.value_or(0));
                     });
    }
  }
  EXPECT_EQ(MustCommit(*store_, {Put("k", "last")}), 102u);
  ASSERT_EQ(order.size(), 100u);
  for (size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i + 2);
}

}  // namespace
}  // namespace jifen::storage::kv
