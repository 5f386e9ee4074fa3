#include "storage/tables/records.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "proto/model/calendar.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

class RecordsTest : public EachStoreTest {
 protected:
  RecordsTest() {
    Put(store(), SampleEnterprise(1));
    name_ = NameOf(SampleReport(1));
  }

  v1::RecordVersion Current(kv::Revision known_at = 0) {
    const auto version = GetRecord(*Now(store()), name_, known_at);
    EXPECT_TRUE(version.ok()) << version.status();
    return version.value_or(v1::RecordVersion());
  }

  absl::Status StatusAt(kv::Revision known_at) {
    return GetRecord(*Now(store()), name_, known_at).status();
  }

  RecordName name_;
};
INSTANTIATE_TEST_SUITE_P(EachStore, RecordsTest, StoreKinds(), StoreKindName);

v1::Record ReportWithStaff(int staff) {
  v1::Record report = SampleReport(1);
  report.mutable_annual_report()->set_staff(staff);
  return report;
}

TEST_P(RecordsTest, KeepsEachVersionAtItsRevision) {
  const kv::Revision first = Put(store(), ReportWithStaff(120));
  const kv::Revision second = Put(store(), ReportWithStaff(130));
  const kv::Revision third = Correct(store(), ReportWithStaff(140), "typing error");
  Reopen();
  EXPECT_EQ(Current(first).record().annual_report().staff(), 120);
  EXPECT_EQ(Current(second).record().annual_report().staff(), 130);
  EXPECT_EQ(Current(third).record().annual_report().staff(), 140);
  EXPECT_EQ(Current().revision(), third);
  EXPECT_EQ(Current().change_reason(), "typing error");
  EXPECT_EQ(Current(second).change_reason(), "");
  EXPECT_EQ(Current(second).revision(), second);
}

TEST_P(RecordsTest, AnswersFromTheVersionBeforeIfNothingChangedAtTheRevision) {
  const kv::Revision first = Put(store(), ReportWithStaff(120));
  const kv::Revision between = Unrelated(store());
  Put(store(), ReportWithStaff(130));
  EXPECT_EQ(Current(between).revision(), first);
}

TEST_P(RecordsTest, IsUnknownBeforeItsFirstVersion) {
  const kv::Revision before = Unrelated(store());
  Put(store(), ReportWithStaff(120));
  EXPECT_EQ(ReasonOf(StatusAt(before)), v1::REASON_RECORD_UNKNOWN);
  EXPECT_EQ(PathOf(StatusAt(before)), "record_id");
}

TEST_P(RecordsTest, RefusesARevisionThatIsNotThereYet) {
  const kv::Revision newest = Put(store(), ReportWithStaff(120));
  EXPECT_TRUE(StatusAt(newest).ok());
  EXPECT_EQ(ReasonOf(StatusAt(newest + 1)), v1::REASON_REVISION_UNKNOWN);
}

TEST_P(RecordsTest, WithdrawnIsGoneFromThenOnAndStaysBefore) {
  const kv::Revision put = Put(store(), ReportWithStaff(120));
  const kv::Revision withdrawn = Withdraw(store(), name_, "sent by mistake");
  EXPECT_EQ(Current(put).record().annual_report().staff(), 120);
  EXPECT_EQ(ReasonOf(StatusAt(withdrawn)), v1::REASON_RECORD_UNKNOWN);
  const auto version = FindRecord(*Now(store()), name_);
  ASSERT_TRUE(version.ok() && version->has_value());
  EXPECT_TRUE(IsWithdrawn((*version)->record()));
  EXPECT_EQ((*version)->record().annual_report().staff(), 120);
  EXPECT_EQ((*version)->change_reason(), "sent by mistake");
}

TEST_P(RecordsTest, PutAfterWithdrawalBringsItBack) {
  Put(store(), ReportWithStaff(120));
  const kv::Revision withdrawn = Withdraw(store(), name_, "sent by mistake");
  kv::CommitRequest commit;
  const auto put = PutRecord(*Now(store()), ReportWithStaff(120), commit);
  ASSERT_TRUE(put.ok());
  EXPECT_EQ(put->change, v1::CHANGE_UPDATED);
  Commit(store(), std::move(commit));
  EXPECT_EQ(ReasonOf(StatusAt(withdrawn)), v1::REASON_RECORD_UNKNOWN);
  EXPECT_EQ(Current().record().annual_report().staff(), 120);
}

TEST_P(RecordsTest, EqualRecordChangesNothing) {
  const kv::Revision put = Put(store(), ReportWithStaff(120));
  v1::Record again = ReportWithStaff(120);
  again.mutable_provenance()->set_source_reference("another file.csv:3");
  again.mutable_provenance()->set_submitted_by("李");
  again.mutable_provenance()->clear_verification();  // means DECLARED
  kv::CommitRequest commit;
  const auto result = PutRecord(*Now(store()), again, commit);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->change, v1::CHANGE_UNCHANGED);
  EXPECT_EQ(result->version.revision(), put);
  EXPECT_TRUE(commit.writes.empty());
  EXPECT_TRUE(commit.preconditions.empty());
}

TEST_P(RecordsTest, AnyOtherDifferenceIsANewVersion) {
  Put(store(), ReportWithStaff(120));
  v1::Record other = ReportWithStaff(120);
  other.mutable_provenance()->set_source_department("税务局");
  EXPECT_NE(Put(store(), other), 0U);
  other.mutable_provenance()->set_verification(v1::VERIFICATION_STATE_VERIFIED);
  EXPECT_NE(Put(store(), other), 0U);
  *other.mutable_valid_to() = model::MakeDate(2030, 1, 1);
  EXPECT_NE(Put(store(), other), 0U);
  other.mutable_annual_report()->clear_staff();  // unset is not 0
  EXPECT_NE(Put(store(), other), 0U);
  other.mutable_annual_report()->set_staff(0);
  EXPECT_NE(Put(store(), other), 0U);
  EXPECT_EQ(Put(store(), other), 0U);
}

TEST_P(RecordsTest, AmendmentsWantTheVersionThatTheCallerSaw) {
  const kv::Revision first = Put(store(), ReportWithStaff(120));
  const kv::Revision second = Put(store(), ReportWithStaff(130));
  kv::CommitRequest commit;
  const Amendment late{.reason = "late", .expected_revision = first};
  const auto snapshot = Now(store());
  const absl::Status corrected =
      CorrectRecord(*snapshot, ReportWithStaff(140), late, commit).status();
  EXPECT_EQ(ReasonOf(corrected), v1::REASON_CONCURRENT_CHANGE);
  EXPECT_EQ(PathOf(corrected), "expected_revision");
  EXPECT_EQ(ReasonOf(WithdrawRecord(*snapshot, name_, late, commit).status()),
            v1::REASON_CONCURRENT_CHANGE);
  const Amendment seen{.reason = "seen", .expected_revision = second};
  EXPECT_TRUE(CorrectRecord(*snapshot, ReportWithStaff(140), seen, commit).ok());
}

TEST_P(RecordsTest, ACorrectionWithItsReasonBringsAWithdrawnRecordBack) {
  Put(store(), ReportWithStaff(120));
  Withdraw(store(), name_, "sent by mistake");
  kv::CommitRequest commit;
  const auto restored =
      CorrectRecord(*Now(store()), ReportWithStaff(120), {.reason = "it was right"}, commit);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->change, v1::CHANGE_UPDATED);
  EXPECT_EQ(restored->version.change_reason(), "it was right");
  EXPECT_FALSE(IsWithdrawn(restored->version.record()));
}

TEST_P(RecordsTest, AmendmentsWantARecordThatIsThere) {
  kv::CommitRequest commit;
  const auto empty = Now(store());
  EXPECT_EQ(ReasonOf(CorrectRecord(*empty, ReportWithStaff(1), {}, commit).status()),
            v1::REASON_RECORD_UNKNOWN);
  Put(store(), ReportWithStaff(120));
  Withdraw(store(), name_, "sent by mistake");
  const auto withdrawn = Now(store());
  const Amendment seen{.reason = "", .expected_revision = 1};  // unknown comes before overtaken
  EXPECT_EQ(ReasonOf(WithdrawRecord(*withdrawn, name_, seen, commit).status()),
            v1::REASON_RECORD_UNKNOWN);
  EXPECT_TRUE(commit.writes.empty());
}

// Both wrote on what they had read; the second must not win unseen.
TEST_P(RecordsTest, SecondOfTwoWritersOnOneSnapshotIsAborted) {
  for (const bool exists : {false, true}) {
    if (exists) Put(store(), ReportWithStaff(1));
    const auto snapshot = Now(store());
    kv::CommitRequest a;
    kv::CommitRequest b;
    kv::CommitRequest other_record;
    ASSERT_TRUE(PutRecord(*snapshot, ReportWithStaff(2), a).ok());
    ASSERT_TRUE(PutRecord(*snapshot, ReportWithStaff(3), b).ok());
    ASSERT_TRUE(PutRecord(*snapshot, SampleAward(1, exists ? "a" : "b"), other_record).ok());
    Commit(store(), std::move(a));
    EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(store(), std::move(b)).status()));
    Commit(store(), std::move(other_record));
    EXPECT_EQ(Current().record().annual_report().staff(), 2);
  }
}

TEST_P(RecordsTest, IdsThatArePrefixesOfEachOtherStayApart) {
  Put(store(), SampleAward(1, "a"));
  Put(store(), SampleAward(1, "ab"));
  EXPECT_TRUE(FindRecord(*Now(store()), NameOf(SampleAward(1, "a")))->has_value());
  EXPECT_FALSE(FindRecord(*Now(store()), NameOf(SampleAward(1, "")))->has_value());
  EXPECT_FALSE(FindRecord(*Now(store()), NameOf(SampleAward(1, "abc")))->has_value());
  RecordName short_id = NameOf(SampleAward(1, "a"));
  short_id.enterprise_id.pop_back();
  EXPECT_FALSE(FindRecord(*Now(store()), short_id)->has_value());
}

bool Has(kv::Store& store, v1::RecordKind kind, int enterprise = 1) {
  const absl::StatusOr<bool> has = HasRecords(*Now(store), EnterpriseId(enterprise), kind);
  EXPECT_TRUE(has.ok()) << has.status();
  return has.value_or(false);
}

TEST_P(RecordsTest, HasRecordsOfAKindOnceOneWasPut) {
  const auto before = Now(store());
  EXPECT_FALSE(Has(store(), v1::RECORD_KIND_AWARD)) << "the register entry is none";
  Put(store(), SampleAward(1, "a"));
  EXPECT_TRUE(Has(store(), v1::RECORD_KIND_AWARD));
  EXPECT_FALSE(Has(store(), v1::RECORD_KIND_INTELLECTUAL_PROPERTY)) << "the kind before";
  EXPECT_FALSE(Has(store(), v1::RECORD_KIND_QUALIFICATION)) << "the kind behind";
  EXPECT_FALSE(Has(store(), v1::RECORD_KIND_AWARD, 2));
  EXPECT_FALSE(*HasRecords(*before, EnterpriseId(1), v1::RECORD_KIND_AWARD));
  Withdraw(store(), NameOf(SampleAward(1, "a")), "typing error");
  EXPECT_TRUE(Has(store(), v1::RECORD_KIND_AWARD)) << "a withdrawn one counts";
}

// What a commit with one record asks for and writes.
std::string Words(const kv::CommitRequest& commit) {
  if (commit.preconditions.size() != 1 || commit.writes.size() != 1) return "not of one record";
  const auto& [range, since] = std::get<kv::RangeUnchanged>(commit.preconditions[0]);
  const kv::Write& write = commit.writes[0];
  return testing::PrintToString(std::tuple(range.begin, range.end, since, write.key,
                                           write.value.value_or("none"),
                                           write.stamp_offset.value_or(0)));
}

TEST_P(RecordsTest, AddingTheFirstOfAKindIsAsImportingIt) {
  for (const v1::VerificationState state :
       {v1::VERIFICATION_STATE_UNSPECIFIED, v1::VERIFICATION_STATE_VERIFIED}) {
    v1::Record record = SampleAward(1, "a");
    record.mutable_provenance()->set_verification(state);
    const v1::Record canonical = Canonical(record);
    kv::CommitRequest imported;
    kv::CommitRequest added;
    ASSERT_TRUE(ImportRecord(*Now(store()), record, imported).ok());
    AddRecord(record, added);
    EXPECT_EQ(Words(added), Words(imported));
    EXPECT_EQ(record.SerializeAsString(), canonical.SerializeAsString()) << "still there";
  }
}

TEST_P(RecordsTest, AddingTheFirstOfAKindIsAbortedIfAnotherDidMeanwhile) {
  v1::Record record = SampleAward(1, "a");
  kv::CommitRequest commit{.checked_at = Now(store())->revision()};
  AddRecord(record, commit);
  record.mutable_award()->set_rank(7);
  Put(store(), record);
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(store(), std::move(commit)).status()));
}

}  // namespace
}  // namespace jifen::storage::tables
