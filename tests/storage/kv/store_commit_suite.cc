// Atomic, dense, conditional and stamped commits.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "storage/kv/stamp.h"
#include "tests/storage/kv/store_suite.h"

namespace jifen::storage::kv {
namespace {

TEST_P(StoreSuite, K1AtomicAllWritesOfACommitAreSeen) {
  MustCommit(*store_, {Put("a", "1"), Put("b", "2"), Put("c", "3")});
  MustCommit(*store_, {Put("a", "4"), Erase("b"), Put("d", "5")});
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "4", 2}, {"c", "3", 1}, {"d", "5", 2}}));
}

TEST_P(StoreSuite, K1AtomicNoWriteOfARefusedCommitIsSeen) {
  MustCommit(*store_, {Put("a", "1")});
  EXPECT_EQ(CommitCode(*store_, {Put("b", "2"), Put("c", "3")}, {KeyAtVersion{"a", 7}}),
            absl::StatusCode::kAborted);
  EXPECT_EQ(CommitCode(*store_, {Put("b", "2"), Put("b", "3")}),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "1", 1}}));
}

TEST_P(StoreSuite, K3DenseCountsFromOneAndSkipsRefusedCommits) {
  EXPECT_EQ(MustSnapshot(*store_)->revision(), 0u);
  EXPECT_EQ(MustCommit(*store_, {Put("a", "1")}), 1u);
  EXPECT_EQ(CommitCode(*store_, {Put("a", "2")}, {KeyAtVersion{"a", 0}}),
            absl::StatusCode::kAborted);
  EXPECT_EQ(CommitCode(*store_, {}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(MustCommit(*store_, {Put("a", "2")}), 2u);
  EXPECT_EQ(MustSnapshot(*store_)->revision(), 2u);
}

TEST_P(StoreSuite, K3DenseEvenWhenNothingChanges) {
  EXPECT_EQ(MustCommit(*store_, {Erase("absent")}), 1u);
  EXPECT_EQ(MustSnapshot(*store_)->revision(), 1u);
  EXPECT_TRUE(Rows().empty());
}

TEST_P(StoreSuite, K4ConditionalOnTheVersionOfAKey) {
  MustCommit(*store_, {Put("a", "1")}, {KeyAtVersion{"a", 0}});
  EXPECT_EQ(CommitCode(*store_, {Put("a", "2")}, {KeyAtVersion{"a", 0}}),
            absl::StatusCode::kAborted);
  MustCommit(*store_, {Put("a", "2")}, {KeyAtVersion{"a", 1}});
  EXPECT_EQ(CommitCode(*store_, {Put("a", "3")}, {KeyAtVersion{"a", 1}}),
            absl::StatusCode::kAborted);
  MustCommit(*store_, {Erase("a")}, {KeyAtVersion{"a", 2}});
  MustCommit(*store_, {Put("a", "4")}, {KeyAtVersion{"a", 0}});
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "4", 4}}));
}

TEST_P(StoreSuite, K4ConditionalOnAnUnchangedRange) {
  MustCommit(*store_, {Put("b/1", "x")});
  MustCommit(*store_, {Put("b/2", "x")});
  MustCommit(*store_, {Put("a", "x"), Put("c", "x")});  // 3, outside of b/
  const auto code = [this](const KeyRange& range, Revision since) {
    return CommitCode(*store_, {Put("seen", "x")}, {RangeUnchanged{range, since}});
  };
  EXPECT_EQ(code(PrefixRange("b/"), 1), absl::StatusCode::kAborted);
  EXPECT_EQ(code(PrefixRange("b/"), 2), absl::StatusCode::kOk);
  EXPECT_EQ(code({"b/1", "b/2"}, 1), absl::StatusCode::kOk);       // the end is not in the range
  EXPECT_EQ(code({"b/2", "b/3"}, 1), absl::StatusCode::kAborted);  // the begin is
  EXPECT_EQ(code({"c", ""}, 2), absl::StatusCode::kAborted);       // no end: up to the last key
  EXPECT_EQ(code({"x", "b"}, 0), absl::StatusCode::kOk);           // an empty range
  EXPECT_EQ(code(PrefixRange("none/"), 0), absl::StatusCode::kOk);
}

TEST_P(StoreSuite, K4ConditionalRangeDoesNotNoticeErasures) {
  MustCommit(*store_, {Put("b/1", "x"), Put("b/2", "x")});
  MustCommit(*store_, {Erase("b/1")});
  MustCommit(*store_, {Put("a", "x")}, {RangeUnchanged{PrefixRange("b/"), 1}});
}

TEST_P(StoreSuite, K4ConditionalNamesTheFirstThatFails) {
  MustCommit(*store_, {Put("a", "1")});
  absl::StatusOr<Revision> revision = CommitAndWait(
      *store_,
      {.preconditions = {KeyAtVersion{"a", 1}, KeyAtVersion{"b", 5}, RangeUnchanged{{"a", ""}, 0}},
       .writes = {Put("secret-key", "1")}});
  EXPECT_EQ(revision.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(revision.status().message(), "preconditions[1] does not hold");
}

TEST_P(StoreSuite, K4ConditionalSeesTheCommitsOfItsOwnGroup) {
  MustCommit(*store_, {Put("old", "1"), Put("gone", "1")});
  HeldWriter held(*store_, "held");  // 2
  auto first = CommitLater(*store_, {.preconditions = {KeyAtVersion{"a", 0}},
                                     .writes = {Put("a", "1"), Put("old", "2"), Erase("gone")}});
  auto same =
      CommitLater(*store_, {.preconditions = {KeyAtVersion{"a", 0}}, .writes = {Put("a", "lost")}});
  auto range = CommitLater(*store_, {.preconditions = {RangeUnchanged{PrefixRange("a"), 2}},
                                     .writes = {Put("b", "lost")}});
  auto base = CommitLater(
      *store_, {.preconditions = {KeyAtVersion{"old", 1}}, .writes = {Put("b", "lost")}});
  auto next = CommitLater(*store_, {.preconditions = {KeyAtVersion{"a", 3}, KeyAtVersion{"gone", 0},
                                                      RangeUnchanged{PrefixRange("g"), 0},
                                                      RangeUnchanged{PrefixRange(""), 3}},
                                    .writes = {Put("b", "kept")}});
  held.Release();
  EXPECT_EQ(first.get().value_or(0), 3u);
  EXPECT_EQ(same.get().status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(range.get().status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(base.get().status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(next.get().value_or(0), 4u);
  EXPECT_EQ(Rows(), (std::vector<Row>{
                        {"a", "1", 3}, {"b", "kept", 4}, {"held", "held", 2}, {"old", "2", 3}}));
}

TEST_P(StoreSuite, K4ConditionalCheckedAtTheNewestRevisionIsNotReadAgain) {
  MustCommit(*store_, {Put("a", "1")});
  // A claim that is not true shows that nobody reads.
  const absl::StatusOr<Revision> revision =
      CommitAndWait(*store_, {.preconditions = {KeyAtVersion{"a", 7}},
                              .writes = {Put("a", "2")},
                              .checked_at = MustSnapshot(*store_)->revision()});
  EXPECT_EQ(revision.value_or(0), 2u);
}

TEST_P(StoreSuite, K4ConditionalCheckedAtAnyOtherRevisionIsReadAgain) {
  MustCommit(*store_, {Put("a", "1")});
  MustCommit(*store_, {Put("a", "2")});
  const auto code = [this](Revision checked_at, Revision version) {
    const absl::StatusOr<Revision> revision =
        CommitAndWait(*store_, {.preconditions = {KeyAtVersion{"a", version}},
                                .writes = {Put("b", "x")},
                                .checked_at = checked_at});
    return revision.status().code();
  };
  for (const Revision checked_at : {Revision{0}, Revision{1}, Revision{3}}) {
    EXPECT_EQ(code(checked_at, 1), absl::StatusCode::kAborted) << checked_at;
  }
  EXPECT_EQ(code(1, 2), absl::StatusCode::kOk);
}

TEST_P(StoreSuite, K4ConditionalCheckedBeforeItsOwnGroupIsReadAgain) {
  HeldWriter held(*store_, "held");  // 1
  const auto put_once = [this](const std::string& value) {
    return CommitLater(
        *store_,
        {.preconditions = {KeyAtVersion{"a", 0}}, .writes = {Put("a", value)}, .checked_at = 1});
  };
  auto refused = CommitLater(
      *store_, {.preconditions = {KeyAtVersion{"a", 7}}, .writes = {Put("a", "refused")}});
  auto first = put_once("first");
  auto second = put_once("second");
  auto third = CommitLater(
      *store_,
      {.preconditions = {KeyAtVersion{"a", 2}}, .writes = {Put("a", "third")}, .checked_at = 1});
  held.Release();
  EXPECT_EQ(refused.get().status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(first.get().value_or(0), 2u);
  EXPECT_EQ(second.get().status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(third.get().value_or(0), 3u);
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), "a"), "third");
}

TEST_P(StoreSuite, K8StampedKeysSortNewestFirst) {
  const std::string key = "r/" + std::string(kStampBytes, '?') + "/end";
  MustCommit(*store_, {PutStamped(key, 2, "first")});
  MustCommit(*store_, {PutStamped(key, 2, "second"), PutStamped("8 bytes!", 0, "whole")});
  const std::vector<Row> rows = Rows(PrefixRange("r/"));
  EXPECT_EQ(rows, (std::vector<Row>{{"r/" + EncodeStamp(2) + "/end", "second", 2},
                                    {"r/" + EncodeStamp(1) + "/end", "first", 1}}));
  EXPECT_EQ(DecodeStamp(rows[0].key, 2), 2u);
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), EncodeStamp(2)), "whole");
  // The newest of revision 1 or older.
  EXPECT_EQ(Rows({"r/" + EncodeStamp(1), "r0"}).at(0).value, "first");
}

TEST_P(StoreSuite, K8StampedTwiceAlikeIsRefused) {
  const std::string a = "k" + std::string(kStampBytes, 'a');
  const std::string b = "k" + std::string(kStampBytes, 'b');
  EXPECT_EQ(CommitCode(*store_, {PutStamped(a, 1, "1"), PutStamped(b, 1, "2")}),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CommitCode(*store_, {PutStamped(a, 1, "1"), Put("k" + EncodeStamp(1), "2")}),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(MustCommit(*store_, {PutStamped(a, 1, "1"), Put(b, "2")}), 1u);
}

}  // namespace
}  // namespace jifen::storage::kv
