// Notes of commits: which enterprises' dossiers changed in a span of commits, against a list of what each changed.
#include "storage/tables/commits.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

#include "jifen/storage/v1/stored.pb.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

constexpr int kCommits = 80;
constexpr int kEnterprises = 7;

class CommitsTest : public EachStoreTest {
 protected:
  // One commit that writes into the dossiers of these.
  kv::Revision Change(const std::set<int>& enterprises) {
    kv::CommitRequest commit;
    const auto snapshot = Now(store());
    for (const int n : enterprises) {
      v1::Enterprise entry = SampleEnterprise(n);
      entry.set_name(std::to_string(++names_));
      EXPECT_TRUE(PutEnterprise(*snapshot, entry, commit).ok());
      v1::Record award = SampleAward(n, std::to_string(names_));
      EXPECT_TRUE(PutRecord(*snapshot, award, commit).ok());
    }
    PutCommitNote({.committed_at = absl::FromUnixSeconds(names_), .principal = "bureau"}, commit);
    return Commit(store(), std::move(commit));
  }

  std::vector<std::string> Changed(const CommitSpan& span) {
    const auto ids = ChangedEnterprises(*Now(store()), span);
    EXPECT_TRUE(ids.ok()) << ids.status();
    return ids.ok() ? *ids : std::vector<std::string>{"failed"};
  }

  int names_ = 0;
};
INSTANTIATE_TEST_SUITE_P(EachStore, CommitsTest, StoreKinds(), StoreKindName);

TEST_P(CommitsTest, SpanHoldsItsEndAndNotItsBeginning) {
  EXPECT_EQ(Change({2}), 1U);
  EXPECT_EQ(Change({3, 1}), 2U);
  EXPECT_EQ(Unrelated(store()), 3U);
  EXPECT_EQ(Change({3}), 4U);
  Reopen();
  const std::vector<std::string> none;
  EXPECT_EQ(Changed({.after = 0, .upto = 1}), std::vector<std::string>{EnterpriseId(2)});
  EXPECT_EQ(Changed({.after = 1, .upto = 2}),
            (std::vector<std::string>{EnterpriseId(1), EnterpriseId(3)}));
  EXPECT_EQ(Changed({.after = 2, .upto = 3}), none) << "the commit concerned nobody";
  EXPECT_EQ(Changed({.after = 3, .upto = 4}), std::vector<std::string>{EnterpriseId(3)});
  EXPECT_EQ(Changed({.after = 4, .upto = 4}), none);
  EXPECT_EQ(Changed({.after = 0, .upto = 0}), none);
}

TEST_P(CommitsTest, AgreeWithAListOfWhatEachChangedOverRandomSpans) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::vector<std::set<int>> changed(1);  // by revision
  for (int i = 0; i < kCommits; ++i) {
    std::set<int> enterprises;
    for (unsigned n = random() % 4; n > 0; --n)
      enterprises.insert(static_cast<int>(random() % kEnterprises));
    changed.push_back(enterprises);
    ASSERT_EQ(Change(enterprises), changed.size() - 1);
  }
  for (kv::Revision after = 0; after <= kCommits; ++after) {
    const kv::Revision upto = after + random() % (kCommits - after + 1);
    std::set<std::string> expected;
    for (kv::Revision at = after + 1; at <= upto; ++at) {
      for (const int n : changed[at]) expected.insert(EnterpriseId(n));
    }
    ASSERT_EQ(Changed({.after = after, .upto = upto}),
              std::vector<std::string>(expected.begin(), expected.end()))
        << after << " to " << upto;
  }
}

TEST_P(CommitsTest, NoteThatIsNotWholeIsCorrupt) {
  KeyWriter key(Prefix::kCommit);
  key.FallingU64(1);
  stored::StoredCommit note;
  note.set_enterprise_ids(EnterpriseId(1).substr(1));
  kv::CommitRequest commit;
  commit.writes.push_back({.key = std::move(key).Take(), .value = SerializeStored(note)});
  Commit(store(), std::move(commit));
  EXPECT_EQ(ReasonOf(ChangedEnterprises(*Now(store()), {.after = 0, .upto = 1}).status()),
            v1::REASON_DATA_CORRUPT);
}

TEST_P(CommitsTest, NoteSaysWhenAndForWhom) {
  Change({1});
  const auto note = FindCommitNote(*Now(store()), 1);
  ASSERT_TRUE(note.ok()) << note.status();
  ASSERT_TRUE(note->has_value());
  EXPECT_EQ((*note)->principal, "bureau");
  EXPECT_EQ((*note)->committed_at, absl::FromUnixSeconds(1));
  EXPECT_FALSE(FindCommitNote(*Now(store()), 2)->has_value());
}

}  // namespace
}  // namespace jifen::storage::tables
