#include "storage/tables/digest.h"

#include <gtest/gtest.h>

#include "proto/model/sha256.h"
#include "storage/kv/memory/memory_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

Digest Of(kv::Store& store) {
  const auto digest = DigestOf(*Now(store));
  EXPECT_TRUE(digest.ok()) << digest.status();
  return digest.value_or(Digest());
}

v1::Record Ranked(int rank) {
  v1::Record award = SampleAward(1, "a");
  award.mutable_award()->set_rank(rank);
  return award;
}

TEST(DigestOf, EmptyStoreIsTheDigestOfNothing) {
  const auto store = kv::memory::NewStore();
  EXPECT_EQ(Of(*store).sha256_hex, model::HexOf(model::Sha256Of("")));
  EXPECT_EQ(Of(*store).enterprises, 0U);
}

TEST(DigestOf, CountsEnterprisesOnceAndEveryVersionOfRecords) {
  const auto store = kv::memory::NewStore();
  Put(*store, SampleEnterprise(1));
  v1::Enterprise renamed = SampleEnterprise(1);
  renamed.set_name("新名");
  Put(*store, renamed);
  Put(*store, SampleEnterprise(2));
  Put(*store, Ranked(1));
  Put(*store, Ranked(2));
  Withdraw(*store, NameOf(Ranked(2)), "mistake");
  EXPECT_EQ(Of(*store).enterprises, 2U);
  EXPECT_EQ(Of(*store).record_versions, 3U);
}

TEST(DigestOf, RevisionsAndOtherTablesAreNoPartOfIt) {
  const auto a = kv::memory::NewStore();
  const auto b = kv::memory::NewStore();
  Put(*a, SampleEnterprise(1));
  Put(*a, SampleEnterprise(2));
  Put(*a, Ranked(1));
  Put(*a, Ranked(2));
  Put(*b, SampleEnterprise(2));
  Unrelated(*b);
  Put(*b, SampleEnterprise(1));
  Put(*b, Ranked(1));
  Unrelated(*b);
  Put(*b, Ranked(2));
  EXPECT_EQ(Of(*a).sha256_hex, Of(*b).sha256_hex);
}

TEST(DigestOf, OrderOfVersionsAndReasonsCount) {
  const auto write = [](int first, int second, const std::string& reason) {
    const auto store = kv::memory::NewStore();
    Put(*store, SampleEnterprise(1));
    Put(*store, Ranked(first));
    Correct(*store, Ranked(second), reason);
    return Of(*store).sha256_hex;
  };
  EXPECT_EQ(write(1, 2, "x"), write(1, 2, "x"));
  EXPECT_NE(write(1, 2, "x"), write(2, 1, "x"));
  EXPECT_NE(write(1, 2, "x"), write(1, 2, "y"));
}

}  // namespace
}  // namespace jifen::storage::tables
