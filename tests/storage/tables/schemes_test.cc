#include "storage/tables/schemes.h"

#include <gtest/gtest.h>

#include "proto/model/sha256.h"
#include "storage/kv/memory/memory_store.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

SchemeVersion Scheme(const std::string& id, uint32_t version, const std::string& canonical = "x") {
  return {.scheme_id = id,
          .version = version,
          .canonical = canonical,
          .sha256 = model::Sha256Of(canonical)};
}

class SchemesTest : public testing::Test {
 protected:
  absl::StatusOr<SchemePut> Put(const SchemeVersion& scheme) {
    kv::CommitRequest commit;
    absl::StatusOr<SchemePut> put = PutScheme(*Now(*store_), scheme, commit);
    if (!commit.writes.empty()) newest_ = Commit(*store_, std::move(commit));
    return put;
  }

  std::string Get(const std::string& id, uint32_t version) {
    const auto scheme = GetScheme(*Now(*store_), id, version);
    if (!scheme.ok())
      return v1::Reason_Name(ReasonOf(scheme.status())) + " " + PathOf(scheme.status());
    return scheme->scheme_id + "@" + std::to_string(scheme->version);
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  kv::Revision newest_ = 0;
};

TEST_F(SchemesTest, GivesBackWhatWasPut) {
  ASSERT_TRUE(Put(Scheme("sme", 1, "canonical")).ok());
  const auto scheme = GetScheme(*Now(*store_), "sme", 1);
  ASSERT_TRUE(scheme.ok());
  EXPECT_EQ(scheme->canonical, "canonical");
  EXPECT_EQ(scheme->sha256, model::Sha256Of("canonical"));
  EXPECT_EQ(scheme->revision, newest_);
}

TEST_F(SchemesTest, NewestIsTheGreatestVersionNotTheLastPut) {
  ASSERT_TRUE(Put(Scheme("sme", 2)).ok());
  EXPECT_EQ(Get("sme", 0), "sme@2");
  ASSERT_TRUE(Put(Scheme("sme", 10)).ok());
  EXPECT_EQ(Get("sme", 0), "sme@10");
  ASSERT_TRUE(Put(Scheme("sme", 9)).ok());
  EXPECT_EQ(Get("sme", 0), "sme@10");
  EXPECT_EQ(Get("sme", 9), "sme@9");
}

TEST_F(SchemesTest, UnknownSaysWhatIsUnknown) {
  ASSERT_TRUE(Put(Scheme("sme", 2)).ok());
  EXPECT_EQ(Get("sme-x", 0), "REASON_SCHEME_UNKNOWN scheme_id");
  EXPECT_EQ(Get("sm", 2), "REASON_SCHEME_UNKNOWN scheme_id");
  EXPECT_EQ(Get("sme", 1), "REASON_SCHEME_UNKNOWN version");
}

TEST_F(SchemesTest, SameContentChangesNothing) {
  EXPECT_EQ(Put(Scheme("sme", 1))->change, v1::CHANGE_CREATED);
  const kv::Revision revision = newest_;
  const auto again = Put(Scheme("sme", 1));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->change, v1::CHANGE_UNCHANGED);
  EXPECT_EQ(again->revision, revision);
  EXPECT_EQ(newest_, revision);
}

TEST_F(SchemesTest, OtherContentUnderAVersionIsRefused) {
  ASSERT_TRUE(Put(Scheme("sme", 1, "a")).ok());
  const absl::Status status = Put(Scheme("sme", 1, "b")).status();
  EXPECT_EQ(ReasonOf(status), v1::REASON_SCHEME_VERSION_EXISTS);
  EXPECT_EQ(PathOf(status), "scheme.version");
}

TEST_F(SchemesTest, SecondOfTwoWritersOfAVersionIsAborted) {
  const auto snapshot = Now(*store_);
  kv::CommitRequest a;
  kv::CommitRequest b;
  ASSERT_TRUE(PutScheme(*snapshot, Scheme("sme", 1, "a"), a).ok());
  ASSERT_TRUE(PutScheme(*snapshot, Scheme("sme", 1, "b"), b).ok());
  Commit(*store_, std::move(a));
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(*store_, std::move(b)).status()));
}

TEST_F(SchemesTest, NewestStaysRightWhenTwoVersionsArePutAtOnce) {
  const auto snapshot = Now(*store_);
  kv::CommitRequest a;
  kv::CommitRequest b;
  ASSERT_TRUE(PutScheme(*snapshot, Scheme("sme", 2), a).ok());
  ASSERT_TRUE(PutScheme(*snapshot, Scheme("sme", 1), b).ok());
  Commit(*store_, std::move(a));
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(*store_, std::move(b)).status()));
  EXPECT_EQ(Get("sme", 0), "sme@2");
}

TEST_F(SchemesTest, ListsByIdAndVersion) {
  for (const auto& [id, version] : std::vector<std::pair<std::string, uint32_t>>{
           {"sme-tech", 300}, {"sme", 2}, {"sme", 1}, {"innovative", 1}}) {
    ASSERT_TRUE(Put(Scheme(id, version)).ok());
  }
  for (size_t size = 1; size <= 5; ++size) {
    std::vector<std::string> names;
    PageQuery page{.size = size};
    do {
      const auto result = ListSchemes(*Now(*store_), page);
      ASSERT_TRUE(result.ok());
      for (const auto& item : result->items) {
        names.push_back(item.scheme_id + "@" + std::to_string(item.version));
      }
      page.after = result->next;
    } while (!page.after.empty());
    EXPECT_EQ(names, (std::vector<std::string>{"innovative@1", "sme@1", "sme@2", "sme-tech@300"}));
  }
}

}  // namespace
}  // namespace jifen::storage::tables
