// Snapshots, scans and versions.
#include <future>
#include <string>
#include <vector>

#include "tests/storage/kv/store_suite.h"

namespace jifen::storage::kv {
namespace {

TEST_P(StoreSuite, K5SnapshotStaysWhileCommitsGoOn) {
  MustCommit(*store_, {Put("a", "1"), Put("b", "1"), Put("c", "1")});
  const auto before = MustSnapshot(*store_);
  const std::unique_ptr<Cursor> cursor = before->Scan({});
  MustCommit(*store_, {Put("a", "2"), Erase("b"), Put("d", "2")});
  const std::vector<Row> rows = {{"a", "1", 1}, {"b", "1", 1}, {"c", "1", 1}};
  EXPECT_EQ(before->revision(), 1u);
  EXPECT_EQ(MustRead(*before), rows);
  EXPECT_EQ(ValueOf(*before, "a"), "1");
  EXPECT_EQ(ValueOf(*before, "b"), "1");
  EXPECT_EQ(ValueOf(*before, "d"), "(none)");
  for (const Row& row : rows) {  // a cursor made before the commit
    ASSERT_TRUE(cursor->Valid());
    EXPECT_EQ((Row{std::string(cursor->key()), std::string(cursor->value()), cursor->version()}),
              row);
    cursor->Next();
  }
  EXPECT_FALSE(cursor->Valid());
  EXPECT_TRUE(cursor->status().ok());
}

TEST_P(StoreSuite, K5SnapshotOutlivesItsStoreAndACursorItsSnapshot) {
  MustCommit(*store_, {Put("a", "1"), Put("b", "2")});
  auto snapshot = MustSnapshot(*store_);
  store_.reset();
  EXPECT_EQ(ValueOf(*snapshot, "b"), "2");
  const std::unique_ptr<Cursor> cursor = snapshot->Scan({});
  snapshot.reset();
  ASSERT_TRUE(cursor->Valid());
  cursor->Next();
  ASSERT_TRUE(cursor->Valid());
  EXPECT_EQ(cursor->value(), "2");
}

TEST_P(StoreSuite, K6OrderedByUnsignedBytes) {
  const std::vector<std::string> keys = {std::string("\0", 1),
                                         std::string("\0\0", 2),
                                         "a",
                                         "a\x7f",
                                         "a\x80",
                                         "a\xff",
                                         "b",
                                         "\xff",
                                         "\xff\xff"};
  std::vector<Write> writes;
  for (size_t i = keys.size(); i-- > 0;) writes.push_back(Put(keys[i], "v"));
  MustCommit(*store_, writes);
  std::vector<std::string> got;
  for (const Row& row : Rows()) got.push_back(row.key);
  EXPECT_EQ(got, keys);
}

TEST_P(StoreSuite, K6OrderedRangeHasItsBeginAndNotItsEnd) {
  MustCommit(*store_, {Put("a", "1"), Put("b", "2"), Put("b\x01", "3"), Put("c", "4")});
  struct Case {
    KeyRange range;
    std::string want;  // the values
  };
  const Case cases[] = {
      {{"", ""}, "1234"},       {{"b", "c"}, "23"},        {{"b", ""}, "234"}, {{"", "b"}, "1"},
      {{"bb", "bc"}, ""},       {{"c", "b"}, ""},          {{"b", "b"}, ""},   {{"d", ""}, ""},
      {PrefixRange("b"), "23"}, {PrefixRange(""), "1234"},
  };
  for (const Case& c : cases) {
    std::string values;
    for (const Row& row : Rows(c.range)) values += row.value;
    EXPECT_EQ(values, c.want) << c.range.begin << " to " << c.range.end;
  }
}

TEST_P(StoreSuite, K7VersionedByTheCommitThatLastPutTheKey) {
  MustCommit(*store_, {Put("a", "1"), Put("b", "1")});
  MustCommit(*store_, {Put("a", "1")});  // the same value is a new version
  MustCommit(*store_, {Erase("b")});
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "1", 2}}));
  MustCommit(*store_, {Put("b", "")});  // an empty value is an entry
  EXPECT_EQ(Rows(), (std::vector<Row>{{"a", "1", 2}, {"b", "", 4}}));
  const auto entry = MustSnapshot(*store_)->Find("a");
  ASSERT_TRUE(entry.ok() && entry->has_value());
  EXPECT_EQ((*entry)->key, "a");
  EXPECT_EQ((*entry)->version, 2u);
}

TEST_P(StoreSuite, K9CurrentSnapshotInDoneHasTheCommit) {
  std::promise<std::string> seen;
  store_->Commit({.writes = {Put("a", "1")}}, [&](const absl::StatusOr<Revision>& revision) {
    EXPECT_TRUE(revision.ok()) << revision.status();
    seen.set_value(ValueOf(*MustSnapshot(*store_), "a"));
  });
  EXPECT_EQ(seen.get_future().get(), "1");
}

}  // namespace
}  // namespace jifen::storage::kv
