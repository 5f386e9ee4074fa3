// Whether anybody is in a population, before a run over it is begun.
#include "services/rescoring/population.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "proto/model/calendar.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/store_error.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr int kPutAtOnce = 500;

class PopulationIsEmpty : public testing::Test {
 protected:
  // Enterprises without a title, up to the n-th.
  void PutUpTo(int end) {
    while (put_ < end) {
      kv::CommitRequest commit;
      const auto snapshot = tables::TakeSnapshot(*store_);
      ASSERT_TRUE(snapshot.ok()) << snapshot.status();
      for (const int to = std::min(end, put_ + kPutAtOnce); put_ < to; ++put_) {
        const auto added =
            tables::PutEnterprise(**snapshot, tables::SampleEnterprise(put_), commit);
        ASSERT_TRUE(added.ok()) << added.status();
      }
      const auto revision = kv::CommitAndWait(*store_, std::move(commit));
      ASSERT_TRUE(revision.ok()) << revision.status();
    }
  }

  bool IsEmptyOfTitles() {
    v1::Population titled;
    titled.add_qualifications(v1::QUALIFICATION_KIND_HIGH_TECH);
    const auto population = Population::Make(titled);
    EXPECT_TRUE(population.ok()) << population.status();
    const auto snapshot = tables::TakeSnapshot(*store_);
    EXPECT_TRUE(snapshot.ok()) << snapshot.status();
    const auto empty =
        IsEmpty(**snapshot, *population,
                {.valid_at = model::MakeDate(2025, 6, 30), .known_at = (*snapshot)->revision()});
    EXPECT_TRUE(empty.ok()) << empty.status();
    return empty.ok() && *empty;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  int put_ = 0;
};

TEST_F(PopulationIsEmpty, IsLeftToTheRunOnceSoManyWereLookedAt) {
  PutUpTo(int{kLookedAtMax} - 1);
  EXPECT_TRUE(IsEmptyOfTitles());
  PutUpTo(int{kLookedAtMax});
  EXPECT_FALSE(IsEmptyOfTitles()) << "nobody has a title; that is not looked for any longer";
}

}  // namespace
}  // namespace jifen::services::rescoring
