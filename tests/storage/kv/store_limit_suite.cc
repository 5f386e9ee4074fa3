// K12: every limit, at its edge and one beyond, and which fault is reported if several apply.
#include <string>
#include <vector>

#include "storage/kv/stamp.h"
#include "tests/storage/kv/store_suite.h"

namespace jifen::storage::kv {
namespace {

constexpr absl::StatusCode kOk = absl::StatusCode::kOk;
constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

std::string Refusal(Store& store, CommitRequest request) {
  const absl::Status status = CommitAndWait(store, std::move(request)).status();
  EXPECT_EQ(status.code(), kInvalid);
  return std::string(status.message().data(), status.message().size());
}

TEST_P(StoreSuite, K12LimitedKey) {
  const std::string longest(kKeyBytesMax, '\xff');
  EXPECT_EQ(CommitCode(*store_, {Put(longest, "v")}, {KeyAtVersion{longest, 0}}), kOk);
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), longest), "v");
  EXPECT_EQ(Refusal(*store_, {.writes = {Put("ok", ""), Put(longest + "k", "v")}}),
            "writes[1]: got 1025 bytes of key, want at most 1024");
  EXPECT_EQ(Refusal(*store_, {.writes = {Put("", "v")}}), "writes[0]: got an empty key");
  EXPECT_EQ(Refusal(*store_, {.preconditions = {KeyAtVersion{"", 0}}, .writes = {Put("", "v")}}),
            "preconditions[0]: got an empty key");
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), longest + "k"), "(none)");
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), ""), "(none)");
}

TEST_P(StoreSuite, K12LimitedBoundsOfARange) {
  const std::string bound(kKeyBytesMax + 1, 'k');
  EXPECT_EQ(CommitCode(*store_, {Put("a", "")}, {RangeUnchanged{{bound, bound}, 0}}), kOk);
  EXPECT_EQ(CommitCode(*store_, {Put("a", "")}, {RangeUnchanged{{bound + "k", ""}, 0}}), kInvalid);
  EXPECT_EQ(CommitCode(*store_, {Put("a", "")}, {RangeUnchanged{{"", bound + "k"}, 0}}), kInvalid);
}

TEST_P(StoreSuite, K12LimitedValue) {
  EXPECT_EQ(CommitCode(*store_, {Put("a", std::string(kValueBytesMax, 'v'))}), kOk);
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), "a").size(), kValueBytesMax);
  EXPECT_EQ(CommitCode(*store_, {Put("a", std::string(kValueBytesMax + 1, 'v'))}), kInvalid);
}

TEST_P(StoreSuite, K12LimitedBytesOfACommit) {
  std::vector<Write> writes;
  for (const char* key : {"a", "b", "c", "d"}) {
    writes.push_back(Put(key, std::string(kValueBytesMax - 1, 'v')));
  }
  EXPECT_EQ(CommitCode(*store_, writes), kOk);  // exactly kCommitBytesMax with the keys
  EXPECT_EQ(CommitCode(*store_, writes, {KeyAtVersion{"e", 0}}), kInvalid);
}

TEST_P(StoreSuite, K12LimitedNumberOfWritesAndPreconditions) {
  std::vector<Write> writes;
  std::vector<Precondition> preconditions;
  for (size_t i = 0; i < kCommitWritesMax; ++i) writes.push_back(Put(std::to_string(i), ""));
  for (size_t i = 0; i < kCommitPreconditionsMax; ++i) {
    preconditions.emplace_back(KeyAtVersion{std::to_string(i), 0});
  }
  EXPECT_EQ(CommitCode(*store_, writes, preconditions), kOk);
  preconditions.emplace_back(KeyAtVersion{"k", 0});
  EXPECT_EQ(CommitCode(*store_, writes, preconditions), kInvalid);
  writes.push_back(Put("k", ""));
  EXPECT_EQ(Refusal(*store_, {.preconditions = preconditions, .writes = writes}),
            "writes: got 10001 writes, want at most 10000");
}

TEST_P(StoreSuite, K12LimitedWidthOfARangePrecondition) {
  constexpr size_t kCommits = kPreconditionEntriesMax / kCommitWritesMax;
  for (size_t c = 0; c < kCommits; ++c) {
    std::vector<Write> writes;
    for (size_t i = 0; i < kCommitWritesMax; ++i) {
      writes.push_back(Put("r/" + std::to_string(c * kCommitWritesMax + i), ""));
    }
    MustCommit(*store_, writes);
  }
  const RangeUnchanged range{PrefixRange("r/"), kCommits};
  EXPECT_EQ(CommitCode(*store_, {Put("a", "")}, {range}), kOk);
  MustCommit(*store_, {Put("r/one more", "")});
  EXPECT_EQ(CommitCode(*store_, {Put("a", "")}, {RangeUnchanged{PrefixRange("r/"), 1000}}),
            kInvalid);
}

TEST_P(StoreSuite, K12LimitedStampInsideItsKey) {
  EXPECT_EQ(CommitCode(*store_, {PutStamped("k12345678", 1, "")}), kOk);
  EXPECT_EQ(CommitCode(*store_, {PutStamped("k12345678", 2, "")}), kInvalid);
  EXPECT_EQ(CommitCode(*store_, {PutStamped("1234567", 0, "")}), kInvalid);
  EXPECT_EQ(CommitCode(*store_, {PutStamped("k12345678", SIZE_MAX, "")}), kInvalid);
  EXPECT_EQ(CommitCode(*store_, {Write{.key = "k12345678", .stamp_offset = 0}}), kInvalid);
}

TEST_P(StoreSuite, K12LimitedCommitsThatWait) {
  std::vector<std::future<absl::StatusOr<Revision>>> waiting;
  {
    HeldWriter held(*store_, "held");
    for (size_t i = 0; i < kPendingCommitsMax; ++i) {
      waiting.push_back(CommitLater(*store_, {.writes = {Put("k", "v")}}));
    }
    const absl::Status full = CommitAndWait(*store_, {.writes = {Put("one more", "v")}}).status();
    EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_TRUE(IsQueueFull(full));
    EXPECT_EQ(CommitCode(*store_, {}), kInvalid);  // the form is checked first
  }
  for (auto& answer : waiting) EXPECT_TRUE(answer.get().ok());
  EXPECT_EQ(ValueOf(*MustSnapshot(*store_), "one more"), "(none)");
  EXPECT_EQ(CommitCode(*store_, {Put("one more", "v")}), kOk);
}

TEST_P(StoreSuite, K12LimitedBytesThatWait) {
  std::vector<std::future<absl::StatusOr<Revision>>> waiting;
  {
    HeldWriter held(*store_, "held");
    for (size_t i = 0; i < kPendingBytesMax / kValueBytesMax; ++i) {
      waiting.push_back(
          CommitLater(*store_, {.writes = {Put("k", std::string(kValueBytesMax - 1, 'v'))}}));
    }
    EXPECT_EQ(CommitCode(*store_, {Put("k", "")}), absl::StatusCode::kResourceExhausted);
  }
  for (auto& answer : waiting) EXPECT_TRUE(answer.get().ok());
}

}  // namespace
}  // namespace jifen::storage::kv
