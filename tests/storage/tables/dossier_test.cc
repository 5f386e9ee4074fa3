#include "storage/tables/dossier.h"

#include <gtest/gtest.h>

#include "proto/model/calendar.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

class DossierTest : public EachStoreTest {
 protected:
  DossierTest() { registered_ = Put(store(), SampleEnterprise(1)); }

  v1::Dossier At(const v1::Date& valid_at, kv::Revision known_at = 0) {
    const auto dossier =
        GetDossier(*Now(store()),
                   {.enterprise_id = EnterpriseId(1), .valid_at = valid_at, .known_at = known_at});
    EXPECT_TRUE(dossier.ok()) << dossier.status();
    return dossier.value_or(v1::Dossier());
  }

  const v1::Date today_ = model::MakeDate(2025, 6, 30);
  kv::Revision registered_ = 0;
};
INSTANTIATE_TEST_SUITE_P(EachStore, DossierTest, StoreKinds(), StoreKindName);

TEST_P(DossierTest, HoldsRecordsByKindAndId) {
  Put(store(), SampleAward(1, "b"));
  Put(store(), SampleAward(1, "a"));
  Put(store(), SampleReport(1));
  Put(store(), SampleEnterprise(2));
  Put(store(), SampleReport(2));
  Reopen();
  const v1::Dossier dossier = At(today_);
  EXPECT_EQ(dossier.enterprise().name(), SampleEnterprise(1).name());
  EXPECT_EQ(model::FormatDate(dossier.valid_at()), "2025-06-30");
  ASSERT_EQ(dossier.records_size(), 3);
  EXPECT_EQ(dossier.records(0).record().record_id(), "2024");
  EXPECT_EQ(dossier.records(1).record().record_id(), "a");
  EXPECT_EQ(dossier.records(2).record().record_id(), "b");
}

TEST_P(DossierTest, LeavesOutWhatBeginsAfterValidAt) {
  Put(store(), SampleReport(1));  // from 2024-12-31
  EXPECT_EQ(At(model::MakeDate(2024, 12, 30)).records_size(), 0);
  EXPECT_EQ(At(model::MakeDate(2024, 12, 31)).records_size(), 1);
}

TEST_P(DossierTest, KeepsWhatHasEndedBeforeValidAt) {
  v1::Record award = SampleAward(1, "a");
  *award.mutable_valid_to() = model::MakeDate(2023, 12, 31);
  Put(store(), award);
  EXPECT_EQ(At(today_).records_size(), 1);
}

TEST_P(DossierTest, BackDatedRecordIsThereOnlyForWhoKnowsIt) {
  const kv::Revision before = Put(store(), SampleReport(1));
  const kv::Revision back_dated = Put(store(), SampleAward(1, "a"));  // from 2023-05-01
  const v1::Date day = model::MakeDate(2024, 1, 1);
  EXPECT_EQ(At(day, before).records_size(), 0);
  EXPECT_EQ(At(day, back_dated).records_size(), 1);
}

TEST_P(DossierTest, CorrectionThatMovesTheValidPeriodCountsWithItsOwnPeriod) {
  const kv::Revision first = Put(store(), SampleReport(1));
  v1::Record moved = SampleReport(1);
  *moved.mutable_valid_from() = model::MakeDate(2026, 1, 1);
  const kv::Revision second = Correct(store(), moved, "filed late");
  EXPECT_EQ(At(today_, first).records_size(), 1);
  EXPECT_EQ(At(today_, second).records_size(), 0) << "the older version must not come back";
}

TEST_P(DossierTest, WithdrawnRecordLeavesEveryDossierKnownFromThenOn) {
  const kv::Revision put = Put(store(), SampleReport(1));
  const kv::Revision withdrawn = Withdraw(store(), NameOf(SampleReport(1)), "mistake");
  EXPECT_EQ(At(today_, put).records_size(), 1);
  EXPECT_EQ(At(today_, withdrawn).records_size(), 0);
  EXPECT_EQ(At(today_).known_at(), withdrawn);
}

TEST_P(DossierTest, IsKnownAtItsNewestChange) {
  EXPECT_EQ(At(today_).known_at(), registered_);
  const kv::Revision put = Put(store(), SampleReport(1));
  const std::string bytes = SerializeStored(At(today_));
  const kv::Revision unrelated = Unrelated(store());
  Put(store(), SampleEnterprise(2));
  EXPECT_EQ(At(today_).known_at(), put);
  EXPECT_EQ(SerializeStored(At(today_)), bytes);
  EXPECT_EQ(SerializeStored(At(today_, put)), bytes);
  EXPECT_EQ(SerializeStored(At(today_, unrelated)), bytes);
  EXPECT_EQ(At(today_, put - 1).known_at(), registered_);
}

TEST_P(DossierTest, ChangeOfTheRegisterEntryIsAChange) {
  Put(store(), SampleReport(1));
  v1::Enterprise renamed = SampleEnterprise(1);
  renamed.set_name("咸宁新名机械有限公司");
  const kv::Revision revision = Put(store(), renamed);
  EXPECT_EQ(At(today_).known_at(), revision);
  EXPECT_EQ(At(today_).enterprise().name(), "咸宁新名机械有限公司");
  EXPECT_EQ(At(today_, revision - 1).enterprise().name(), SampleEnterprise(1).name());
}

TEST_P(DossierTest, ChangeThatValidAtDoesNotSeeIsAChange) {
  const kv::Revision put = Put(store(), SampleReport(1));
  EXPECT_EQ(At(model::MakeDate(2020, 1, 1)).known_at(), put);
}

TEST_P(DossierTest, WantsAnEnterpriseAndARevisionThatAreKnown) {
  const auto reason = [this](const std::string& id, kv::Revision known_at) {
    return ReasonOf(GetDossier(*Now(store()), {id, today_, known_at}).status());
  };
  Put(store(), SampleEnterprise(2));
  EXPECT_EQ(reason(EnterpriseId(2), registered_), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(reason(EnterpriseId(3), 0), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(reason("too short", 0), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(reason(EnterpriseId(3), 99), v1::REASON_REVISION_UNKNOWN);
}

}  // namespace
}  // namespace jifen::storage::tables
