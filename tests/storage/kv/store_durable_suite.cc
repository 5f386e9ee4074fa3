// Durable stores, exclusive ones, and what becomes of commits when a store closes.
#include <string>
#include <vector>

#include "tests/storage/kv/store_suite.h"

namespace jifen::storage::kv {
namespace {

TEST_P(StoreSuite, K2DurableReopenedHasAllCommits) {
  MustCommit(*store_, {Put("a", "1"), Put("b", "1")});
  MustCommit(*store_, {Put("a", "2"), Erase("b")});
  Reopen();
  EXPECT_EQ(MustSnapshot(*store_)->revision(), 2u);
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "2", 2}}));
  EXPECT_EQ(MustCommit(*store_, {Put("c", "3")}), 3u);  // K3 goes on
  Reopen();
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "2", 2}, {"c", "3", 3}}));
}

TEST_P(StoreSuite, K2DurableReopenedEmptyIsEmpty) {
  Reopen();
  EXPECT_EQ(MustSnapshot(*store_)->revision(), 0u);
  EXPECT_TRUE(Rows().empty());
}

TEST_P(StoreSuite, K10ExclusiveSecondOpenerIsRefused) {
  MustCommit(*store_, {Put("a", "1")});
  EXPECT_EQ(home_->Open().status().code(), absl::StatusCode::kFailedPrecondition);
  MustCommit(*store_, {Put("b", "2")});  // and the first goes on
  Reopen();
  EXPECT_EQ(Rows().size(), 2u);
}

TEST_P(StoreSuite, K10ExclusiveUntilTheLastSnapshotIsGone) {
  auto snapshot = MustSnapshot(*store_);
  store_.reset();
  EXPECT_EQ(home_->Open().status().code(), absl::StatusCode::kFailedPrecondition);
  snapshot.reset();
  EXPECT_TRUE(home_->Open().ok());
}

TEST_P(StoreSuite, K15AnsweredAlsoWhenTheStoreCloses) {
  constexpr int kCommits = 500;
  int answers = 0;  // all on the writer's thread, which is joined below
  for (int i = 0; i < kCommits; ++i) {
    store_->Commit({.writes = {Put("k" + std::to_string(i), "v")}},
                   [&answers](const absl::StatusOr<Revision>& revision) {
                     EXPECT_TRUE(revision.ok()) << revision.status();
                     ++answers;
                   });
  }
  store_.reset();
  EXPECT_EQ(answers, kCommits);
  Open();
  EXPECT_EQ(Rows().size(), static_cast<size_t>(kCommits));
}

TEST_P(StoreSuite, K15AnsweredOnTheCallersThreadWhenRefused) {
  bool answered = false;
  store_->Commit({}, [&answered](const absl::StatusOr<Revision>& revision) {
    EXPECT_EQ(revision.status().code(), absl::StatusCode::kInvalidArgument);
    answered = true;
  });
  EXPECT_TRUE(answered);
}

}  // namespace
}  // namespace jifen::storage::kv
