#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_format.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/kv/stamp.h"
#include "storage/tables/records.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

class RecordListTest : public testing::Test {
 protected:
  RecordListTest() { Put(*store_, SampleEnterprise(1)); }

  // All pages, as "kind/id@revision".
  std::vector<std::string> List(const RecordQuery& query, size_t page_size) {
    std::vector<std::string> lines;
    PageQuery page{.size = page_size};
    do {
      const auto result = ListRecords(*Now(*store_), query, page);
      EXPECT_TRUE(result.ok()) << result.status();
      if (!result.ok()) return lines;
      EXPECT_LE(result->items.size(), page_size);
      for (const v1::RecordVersion& item : result->items) {
        const RecordName name = NameOf(item.record());
        lines.push_back(absl::StrFormat("%d/%s@%d", static_cast<int>(name.kind), name.record_id,
                                        item.revision()));
      }
      page.after = result->next;
      if (between_pages_) between_pages_();
    } while (!page.after.empty());
    return lines;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  std::function<void()> between_pages_;
  const std::string id_ = EnterpriseId(1);
};

TEST_F(RecordListTest, GivesCurrentVersionsByKindAndId) {
  v1::Record older = SampleAward(1, "a");
  older.mutable_award()->set_rank(9);
  Put(*store_, older);
  const kv::Revision b = Put(*store_, SampleAward(1, "b"));
  const kv::Revision a = Put(*store_, SampleAward(1, "a"));
  const kv::Revision report = Put(*store_, SampleReport(1));
  Put(*store_, SampleEnterprise(2));
  Put(*store_, SampleAward(2, "c"));
  const std::vector<std::string> expected = {absl::StrFormat("11/2024@%d", report),
                                             absl::StrFormat("16/a@%d", a),
                                             absl::StrFormat("16/b@%d", b)};
  for (size_t size = 1; size <= 4; ++size) EXPECT_EQ(List({.enterprise_id = id_}, size), expected);
}

TEST_F(RecordListTest, KeepsToOneKind) {
  const kv::Revision a = Put(*store_, SampleAward(1, "a"));
  Put(*store_, SampleReport(1));
  EXPECT_EQ(List({.enterprise_id = id_, .kind = v1::RECORD_KIND_AWARD}, 9),
            std::vector<std::string>{absl::StrFormat("16/a@%d", a)});
  EXPECT_TRUE(List({.enterprise_id = id_, .kind = v1::RECORD_KIND_LOAN}, 9).empty());
}

TEST_F(RecordListTest, AllVersionsAreNewestFirstWithWithdrawnOnes) {
  const kv::Revision first = Put(*store_, SampleAward(1, "a"));
  const kv::Revision second = Withdraw(*store_, NameOf(SampleAward(1, "a")), "mistake");
  const kv::Revision b = Put(*store_, SampleAward(1, "b"));
  const std::vector<std::string> all = {absl::StrFormat("16/a@%d", second),
                                        absl::StrFormat("16/a@%d", first),
                                        absl::StrFormat("16/b@%d", b)};
  for (size_t size = 1; size <= 4; ++size) {
    EXPECT_EQ(List({.enterprise_id = id_, .all_versions = true}, size), all) << size;
    EXPECT_EQ(List({.enterprise_id = id_}, size), std::vector<std::string>{all[2]}) << size;
  }
  EXPECT_EQ(List({.enterprise_id = id_, .known_at = first, .all_versions = true}, 9),
            std::vector<std::string>{all[1]});
}

TEST_F(RecordListTest, AllPagesAreOfTheStateOfTheFirst) {
  const kv::Revision a = Put(*store_, SampleAward(1, "a"));
  const kv::Revision b = Put(*store_, SampleAward(1, "b"));
  int n = 0;
  between_pages_ = [&] {
    v1::Record changed = SampleAward(1, "b");
    changed.mutable_award()->set_rank(++n);
    Put(*store_, changed);
    Put(*store_, SampleAward(1, absl::StrFormat("c%d", n)));
  };
  EXPECT_EQ(
      List({.enterprise_id = id_}, 1),
      (std::vector<std::string>{absl::StrFormat("16/a@%d", a), absl::StrFormat("16/b@%d", b)}));
}

TEST_F(RecordListTest, PageEndsEarlyWhenItHasMuch) {
  v1::Record large = SampleAward(1, "");
  large.mutable_award()->set_name(std::string(kPageBytesMax / 2, 'x'));
  for (int i = 0; i < 5; ++i) {
    large.set_record_id(std::to_string(i));
    Put(*store_, large);
  }
  const auto page = ListRecords(*Now(*store_), {.enterprise_id = id_}, {.size = 5});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->items.size(), 2U);
  EXPECT_EQ(List({.enterprise_id = id_}, 5).size(), 5U);
}

// A token can be made by anybody who knows its form.
TEST_F(RecordListTest, PositionOutsideTheListShowsNothingOfAnother) {
  Put(*store_, SampleEnterprise(2));
  Put(*store_, SampleAward(2, "a"));
  const kv::Revision newest = Put(*store_, SampleAward(1, "a"));
  const auto snapshot = Now(*store_);
  const auto reason = [&](const std::string& after, kv::Revision known_at = 0,
                          v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED) {
    return ReasonOf(ListRecords(*snapshot,
                                {.enterprise_id = id_, .kind = kind, .known_at = known_at},
                                {.after = after})
                        .status());
  };
  const std::string state = kv::EncodeStamp(newest);
  const std::string award = VersionKey(RecordPrefix(NameOf(SampleAward(1, "a"))), newest);
  const std::string of_another = VersionKey(RecordPrefix(NameOf(SampleAward(2, "a"))), 1);
  EXPECT_EQ(reason(state + award), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(reason(state + award, newest), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(reason(state + of_another), v1::REASON_PAGE_TOKEN_INVALID);
  EXPECT_EQ(reason(state + std::string(9, '\x01')), v1::REASON_PAGE_TOKEN_INVALID);
  EXPECT_EQ(reason(state + award, 0, v1::RECORD_KIND_LOAN), v1::REASON_PAGE_TOKEN_INVALID);
  EXPECT_EQ(reason(state + award, newest - 1), v1::REASON_PAGE_TOKEN_INVALID);
  EXPECT_EQ(reason("short"), v1::REASON_PAGE_TOKEN_INVALID);
}

TEST_F(RecordListTest, WantsAnEnterpriseThatWasKnown) {
  const kv::Revision before = Unrelated(*store_);
  Put(*store_, SampleEnterprise(2));
  const auto snapshot = Now(*store_);
  const auto at = [&](const std::string& id, kv::Revision known_at) {
    return ReasonOf(
        ListRecords(*snapshot, {.enterprise_id = id, .known_at = known_at}, {}).status());
  };
  EXPECT_EQ(at(EnterpriseId(2), 0), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(at(EnterpriseId(2), before), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(at(EnterpriseId(3), 0), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(at(EnterpriseId(3), 99), v1::REASON_REVISION_UNKNOWN);
}

}  // namespace
}  // namespace jifen::storage::tables
