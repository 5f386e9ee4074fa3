#include "storage/tables/enterprises.h"

#include <gtest/gtest.h>

#include "storage/kv/memory/memory_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

class EnterprisesTest : public testing::Test {
 protected:
  // Ids of all pages; counts the pages.
  std::vector<std::string> List(const EnterpriseFilter& filter, size_t page_size) {
    std::vector<std::string> ids;
    PageQuery page{.size = page_size};
    pages_ = 0;
    do {
      const auto result = ListEnterprises(*Now(*store_), filter, page);
      EXPECT_TRUE(result.ok()) << result.status();
      if (!result.ok()) return ids;
      for (const v1::Enterprise& item : result->items) ids.push_back(item.enterprise_id());
      page.after = result->next;
      ++pages_;
    } while (!page.after.empty());
    return ids;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  int pages_ = 0;
};

v1::Enterprise Named(const std::string& name) {
  v1::Enterprise enterprise = SampleEnterprise(1);
  enterprise.set_name(name);
  return enterprise;
}

TEST_F(EnterprisesTest, KeepsEachVersionAtItsRevision) {
  const kv::Revision before = Unrelated(*store_);
  const kv::Revision first = Put(*store_, Named("A"));
  const kv::Revision between = Unrelated(*store_);
  const kv::Revision second = Put(*store_, Named("B"));
  const auto snapshot = Now(*store_);
  const auto name_at = [&](kv::Revision known_at) {
    const auto version = GetEnterprise(*snapshot, EnterpriseId(1), known_at);
    return version.ok() ? version->enterprise.name() + "@" + std::to_string(version->revision)
                        : v1::Reason_Name(ReasonOf(version.status()));
  };
  EXPECT_EQ(name_at(before), "REASON_ENTERPRISE_UNKNOWN");
  EXPECT_EQ(name_at(first), "A@" + std::to_string(first));
  EXPECT_EQ(name_at(between), "A@" + std::to_string(first));
  EXPECT_EQ(name_at(second), "B@" + std::to_string(second));
  EXPECT_EQ(name_at(0), "B@" + std::to_string(second));
  EXPECT_EQ(name_at(second + 1), "REASON_REVISION_UNKNOWN");
}

TEST_F(EnterprisesTest, EqualEntryChangesNothing) {
  const kv::Revision first = Put(*store_, Named("A"));
  kv::CommitRequest commit;
  const auto put = PutEnterprise(*Now(*store_), Named("A"), commit);
  ASSERT_TRUE(put.ok());
  EXPECT_EQ(put->change, v1::CHANGE_UNCHANGED);
  EXPECT_EQ(put->version.revision, first);
  EXPECT_TRUE(commit.writes.empty());
}

TEST_F(EnterprisesTest, SaysWhetherItIsNew) {
  kv::CommitRequest commit;
  EXPECT_EQ(PutEnterprise(*Now(*store_), Named("A"), commit)->change, v1::CHANGE_CREATED);
  Commit(*store_, std::move(commit));
  kv::CommitRequest second;
  EXPECT_EQ(PutEnterprise(*Now(*store_), Named("B"), second)->change, v1::CHANGE_UPDATED);
}

TEST_F(EnterprisesTest, SecondOfTwoWritersOnOneSnapshotIsAborted) {
  const auto snapshot = Now(*store_);
  kv::CommitRequest a;
  kv::CommitRequest b;
  ASSERT_TRUE(PutEnterprise(*snapshot, Named("A"), a).ok());
  ASSERT_TRUE(PutEnterprise(*snapshot, Named("B"), b).ok());
  Commit(*store_, std::move(a));
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(*store_, std::move(b)).status()));
}

TEST_F(EnterprisesTest, IdOfAnotherLengthIsOfNoEnterprise) {
  Put(*store_, Named("A"));
  for (const std::string& id : {std::string(), EnterpriseId(1).substr(1), EnterpriseId(1) + "X"}) {
    EXPECT_FALSE(FindEnterprise(*Now(*store_), id)->has_value()) << id;
    EXPECT_EQ(PathOf(GetEnterprise(*Now(*store_), id).status()), "enterprise_id");
  }
}

TEST_F(EnterprisesTest, ListsByRisingIdWhateverThePageSize) {
  std::vector<std::string> ids;
  for (int n = 9; n >= 0; --n) {
    Put(*store_, SampleEnterprise(n));
    ids.insert(ids.begin(), EnterpriseId(n));
  }
  for (size_t size = 1; size <= 11; ++size) {
    EXPECT_EQ(List({}, size), ids) << size;
    EXPECT_EQ(pages_, static_cast<int>((10 + size - 1) / size)) << size;
  }
}

TEST_F(EnterprisesTest, FiltersByAreaIndustryAndName) {
  v1::Enterprise other = SampleEnterprise(2);
  other.set_area_code("420100");
  other.set_industry_code("I6510");
  other.set_name("武汉软件有限公司");
  Put(*store_, SampleEnterprise(1));
  Put(*store_, other);
  const std::vector<std::string> first = {EnterpriseId(1)};
  const std::vector<std::string> second = {EnterpriseId(2)};
  EXPECT_EQ(List({.area_prefix = "4212"}, 9), first);
  EXPECT_EQ(List({.area_prefix = "42"}, 9).size(), 2U);
  EXPECT_EQ(List({.industry_prefix = "I"}, 9), second);
  EXPECT_EQ(List({.name_part = "软件"}, 9), second);
  EXPECT_EQ(List({.area_prefix = "4212", .name_part = "软件"}, 9).size(), 0U);
}

TEST_F(EnterprisesTest, FilteredPageLooksAtABoundedNumberOfEntries) {
  // The newest entries alone, in few commits: the list reads nothing else.
  kv::CommitRequest commit;
  const int entries = static_cast<int>(kListScanMax) + 1;
  for (int n = 0; n < entries; ++n) {
    ASSERT_TRUE(PutEnterprise(*Now(*store_), SampleEnterprise(n), commit).ok());
    if (commit.writes.size() > 9'000 || n + 1 == entries) {
      Commit(*store_, std::exchange(commit, {}));
    }
  }
  const auto page = ListEnterprises(*Now(*store_), {.name_part = "没有"}, {.size = 5});
  ASSERT_TRUE(page.ok());
  EXPECT_TRUE(page->items.empty());
  EXPECT_EQ(page->next, EnterpriseId(entries - 2));
  EXPECT_TRUE(List({.name_part = "没有"}, 5).empty());
  EXPECT_EQ(pages_, 2);
}

}  // namespace
}  // namespace jifen::storage::tables
