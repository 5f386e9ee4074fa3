#include "services/registry/import_session.h"

#include <gtest/gtest.h>

#include "proto/model/calendar.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/digest.h"
#include "storage/tables/enterprises.h"
#include "tests/services/registry/import_steps.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;
using tables::EnterpriseId;
using tables::Now;
using tables::PathOf;
using tables::ReasonOf;
using tables::SampleAward;
using tables::SampleEnterprise;
using tables::SampleReport;
using testing::PrintToString;

using Strings = std::vector<std::string>;

class ImportSessionTest : public testing::Test {
 protected:
  ImportSession Session(ImportLimits limits = {}) { return {handler_, "local", limits}; }

  // Starts; where to go on.
  static v1::ImportStarted Start(ImportSession& session, const std::string& import_id = "i1",
                                 bool dry_run = false) {
    const auto response = session.Step(StartStep(import_id, dry_run));
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->started() : v1::ImportStarted();
  }

  static Strings Send(ImportSession& session, uint64_t offset,
                      const std::vector<v1::ImportRow>& rows) {
    const auto response = session.Step(RowsStep(offset, rows));
    if (!response.ok()) return {std::string(response.status().ToString())};
    EXPECT_EQ(response->results().durable_offset(), offset + rows.size());
    return Words(response->results());
  }

  static std::string Finish(ImportSession& session, uint64_t rows) {
    const auto response = session.Step(FinishStep(rows));
    return response.ok() ? Words(response->finished().totals())
                         : std::string(response.status().ToString());
  }

  // A whole import in one message.
  Strings Import(const std::string& import_id, const std::vector<v1::ImportRow>& rows,
                 bool dry_run = false) {
    ImportSession session = Session();
    Start(session, import_id, dry_run);
    Strings words = Send(session, 0, rows);
    EXPECT_NE(Finish(session, rows.size()), "");
    return words;
  }

  std::string Digest() { return tables::DigestOf(*Now(*store_))->sha256_hex; }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  RegistryHandler handler_{*store_, [] { return absl::UnixEpoch(); }};
};

TEST_F(ImportSessionTest, KeepsGoodRowsAndRefusesBadOnes) {
  v1::Record bad = SampleAward(1, "bad");
  bad.mutable_award()->clear_name();
  EXPECT_EQ(Import("i1", {Row(SampleEnterprise(1)), Row(bad), Row(SampleReport(1)),
                          Row(SampleReport(2)), v1::ImportRow()}),
            (Strings{"CREATED", "FIELD_REQUIRED record.award.name", "CREATED",
                     "ENTERPRISE_UNKNOWN record.enterprise_id", "FIELD_REQUIRED record"}));
  EXPECT_EQ(tables::DigestOf(*Now(*store_))->record_versions, 1U);
}

TEST_F(ImportSessionTest, SameRowsAgainChangeNothing) {
  const std::vector<v1::ImportRow> rows = {Row(SampleEnterprise(1), SampleReport(1)),
                                           Row(SampleAward(1, "a"))};
  EXPECT_EQ(Import("i1", rows), (Strings{"CREATED", "CREATED"}));
  const std::string digest = Digest();
  EXPECT_EQ(Import("i1", rows), (Strings{"UNCHANGED", "UNCHANGED"}));
  EXPECT_EQ(Import("i2", rows), (Strings{"UNCHANGED", "UNCHANGED"}));
  EXPECT_EQ(Digest(), digest);
}

TEST_F(ImportSessionTest, EntryWithoutAFoundingDayKeepsTheKnownOne) {
  v1::Enterprise entry = SampleEnterprise(1);
  *entry.mutable_founded() = model::MakeDate(2020, 3, 1);
  Import("i1", {Row(entry)});
  v1::Enterprise shorter = entry;
  shorter.clear_founded();
  EXPECT_EQ(Import("i2", {Row(shorter)}), Strings{"UNCHANGED"});
  shorter.set_name("新名称");
  EXPECT_EQ(Import("i3", {Row(shorter), Row(shorter, SampleAward(1, "a"))}),
            (Strings{"UPDATED", "CREATED"}));
  const auto found = tables::FindEnterprise(*Now(*store_), EnterpriseId(1));
  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_EQ((*found)->enterprise.name(), "新名称");
  EXPECT_EQ((*found)->enterprise.founded().year(), 2020);
}

TEST_F(ImportSessionTest, NewRowsStandBesideKnownOnesOfTheirKind) {
  Import("i1", {Row(SampleEnterprise(1)), Row(SampleAward(1, "a"))});
  v1::Record changed = SampleAward(1, "a");
  changed.mutable_award()->set_rank(7);
  EXPECT_EQ(Import("i2", {Row(SampleAward(1, "b")), Row(changed), Row(SampleReport(1))}),
            (Strings{"CREATED", "UPDATED", "CREATED"}));
  const auto records =
      tables::ListRecords(*Now(*store_), {.enterprise_id = EnterpriseId(1)}, {.size = 10});
  ASSERT_TRUE(records.ok()) << records.status();
  EXPECT_EQ(records->items.size(), 3u);
}

// The rows that were taken are what is there, and the next batch finds it.
TEST_F(ImportSessionTest, RecordOfAnEarlierBatchIsKnownToTheNext) {
  ImportSession session = Session();
  Start(session);
  EXPECT_EQ(Send(session, 0, {Row(SampleEnterprise(1)), Row(SampleAward(1, "a"))}),
            (Strings{"CREATED", "CREATED"}));
  EXPECT_EQ(Send(session, 2, {Row(SampleAward(1, "b")), Row(SampleAward(1, "a"))}),
            (Strings{"CREATED", "DUPLICATE_RECORD record.record_id"}));
  EXPECT_EQ(Import("i2", {Row(SampleAward(1, "a")), Row(SampleAward(1, "b"))}),
            (Strings{"UNCHANGED", "UNCHANGED"}));
}

TEST_F(ImportSessionTest, SameRowsAgainLeaveAWithdrawalAsItIs) {
  const std::vector<v1::ImportRow> rows = {Row(SampleEnterprise(1), SampleReport(1))};
  Import("i1", rows);
  tables::Withdraw(*store_, tables::NameOf(SampleReport(1)), "mistake");
  const std::string digest = Digest();
  EXPECT_EQ(Import("i1", rows), Strings{"UNCHANGED"});
  EXPECT_EQ(Import("i2", rows, true), Strings{"UNCHANGED"});
  EXPECT_EQ(Digest(), digest);
  v1::Record changed = SampleReport(1);
  changed.mutable_annual_report()->set_staff(150);
  EXPECT_EQ(Import("i3", {Row(changed)}), Strings{"UPDATED"}) << "the source says something else";
}

TEST_F(ImportSessionTest, SameRowsAgainLeaveCorrectionsAsTheyAre) {
  const std::vector<v1::ImportRow> rows = {Row(SampleEnterprise(1), SampleReport(1))};
  Import("i1", rows);
  v1::Record corrected = SampleReport(1);
  corrected.mutable_annual_report()->set_staff(150);
  tables::Correct(*store_, corrected, "typing error");
  corrected.mutable_annual_report()->set_staff(160);
  tables::Correct(*store_, corrected, "another");
  const std::string digest = Digest();
  EXPECT_EQ(Import("i1", rows), Strings{"UNCHANGED"});
  EXPECT_EQ(Digest(), digest);
  EXPECT_EQ(Import("i2", {Row(corrected)}), Strings{"UNCHANGED"}) << "as it is now";
  EXPECT_NE(tables::Put(*store_, SampleReport(1)), 0U) << "a put overrules";
  EXPECT_EQ(Import("i3", {Row(corrected)}), Strings{"UPDATED"}) << "nothing is amended now";
}

TEST_F(ImportSessionTest, ChangeOfARowIsTheRecordsUnlessItIsUnchanged) {
  v1::Enterprise renamed = SampleEnterprise(1);
  renamed.set_name("新名");
  v1::Record changed = SampleReport(1);
  changed.mutable_annual_report()->set_staff(150);
  EXPECT_EQ(Import("i1", {Row(SampleEnterprise(1), SampleReport(1))}), Strings{"CREATED"});
  EXPECT_EQ(Import("i2", {Row(renamed, SampleReport(1))}), Strings{"UPDATED"});
  EXPECT_EQ(Import("i3", {Row(renamed, SampleAward(1, "a"))}), Strings{"CREATED"});
  EXPECT_EQ(Import("i4", {Row(renamed, changed)}), Strings{"UPDATED"});
  EXPECT_EQ(Import("i5", {Row(renamed, changed)}), Strings{"UNCHANGED"});
}

TEST_F(ImportSessionTest, RowIsTakenWholeOrNotAtAll) {
  v1::Record bad = SampleReport(1);
  bad.mutable_annual_report()->set_staff(-1);
  EXPECT_EQ(Import("i1", {Row(SampleEnterprise(1), bad), Row(SampleAward(1, "a"))}),
            (Strings{"OUT_OF_RANGE record.annual_report.staff",
                     "ENTERPRISE_UNKNOWN record.enterprise_id"}));
  EXPECT_EQ(tables::DigestOf(*Now(*store_))->enterprises, 0U);
}

// The same rows, in batches of every size, in a dry run and in earnest.
class ImportDuplicatesTest : public ImportSessionTest,
                             public testing::WithParamInterface<std::tuple<size_t, bool>> {};
INSTANTIATE_TEST_SUITE_P(Batches, ImportDuplicatesTest,
                         testing::Combine(testing::Values(1, 2, 3, 5, 99), testing::Bool()));

TEST_P(ImportDuplicatesTest, AreRefusedHoweverTheRowsAreCut) {
  v1::Enterprise renamed = SampleEnterprise(1);
  renamed.set_name("新名");
  v1::Record other = SampleAward(1, "a");
  other.mutable_award()->set_rank(2);
  v1::Record bad = SampleAward(1, "b");
  bad.mutable_award()->clear_name();
  const std::vector<std::pair<v1::ImportRow, std::string>> rows = {
      {Row(SampleAward(1, "z")), "ENTERPRISE_UNKNOWN record.enterprise_id"},
      {Row(SampleEnterprise(1)), "CREATED"},
      {Row(SampleEnterprise(1)), "DUPLICATE_RECORD enterprise"},
      {Row(SampleEnterprise(1), SampleAward(1, "a")), "CREATED"},
      {Row(SampleAward(1, "a")), "DUPLICATE_RECORD record.record_id"},
      {Row(other), "DUPLICATE_RECORD record.record_id"},
      {Row(bad), "FIELD_REQUIRED record.award.name"},
      {Row(SampleAward(1, "b")), "CREATED"},
      {Row(renamed, SampleAward(1, "c")), "DUPLICATE_RECORD enterprise"},
      {Row(SampleEnterprise(1), SampleAward(1, "b")), "DUPLICATE_RECORD record.record_id"},
      {Row(SampleAward(1, "z")), "CREATED"},
      {Row(SampleEnterprise(2), SampleReport(2)), "CREATED"},
      {Row(renamed), "DUPLICATE_RECORD enterprise"}};
  const auto [size, dry_run] = GetParam();
  ImportSession session = Session();
  Start(session, "i1", dry_run);
  Strings words;
  Strings expected;
  for (size_t at = 0; at < rows.size(); at += size) {
    std::vector<v1::ImportRow> batch;
    for (size_t i = at; i < std::min(at + size, rows.size()); ++i) {
      batch.push_back(rows[i].first);
      expected.push_back(rows[i].second);
    }
    for (std::string& word : Send(session, at, batch)) words.push_back(std::move(word));
  }
  EXPECT_EQ(words, expected);
  EXPECT_EQ(Finish(session, rows.size()), "5 0 0 8");
  EXPECT_EQ(Now(*store_)->revision() == 0, dry_run);
}

TEST_F(ImportSessionTest, DryRunGivesTheResultsAndWritesNothing) {
  tables::Put(*store_, SampleEnterprise(1));
  tables::Put(*store_, SampleReport(1));
  v1::Record changed = SampleReport(1);
  changed.mutable_annual_report()->set_staff(150);
  const std::vector<v1::ImportRow> rows = {Row(changed), Row(SampleEnterprise(1)),
                                           Row(SampleReport(2)), Row(SampleEnterprise(2)),
                                           Row(SampleReport(2))};
  const Strings expected = {"UPDATED", "UNCHANGED", "ENTERPRISE_UNKNOWN record.enterprise_id",
                            "CREATED", "CREATED"};
  const kv::Revision before = Now(*store_)->revision();
  EXPECT_EQ(Import("i1", rows, true), expected);
  EXPECT_EQ(Now(*store_)->revision(), before);
  EXPECT_EQ(Import("i1", rows), expected);
}

TEST_F(ImportSessionTest, DryRunDoesNotGoOnWithWhatWasInterrupted) {
  ImportSession interrupted = Session();
  Start(interrupted);
  Send(interrupted, 0, {Row(SampleEnterprise(1))});
  ImportSession dry = Session();
  EXPECT_EQ(Start(dry, "i1", true).durable_offset(), 0U);
  EXPECT_EQ(Send(dry, 0, {Row(SampleEnterprise(1))}), Strings{"UNCHANGED"});
}

TEST_F(ImportSessionTest, GoesOnAfterAnInterruptionWithTotalsAndRefusals) {
  {
    ImportSession session = Session();
    EXPECT_EQ(Start(session).durable_offset(), 0U);
    Send(session, 0, {Row(SampleEnterprise(1)), Row(SampleReport(2))});
    Send(session, 2, {Row(SampleReport(1)), Row(SampleReport(1))});
  }
  ImportSession session = Session();
  const v1::ImportStarted started = Start(session);
  EXPECT_EQ(started.durable_offset(), 4U);
  EXPECT_EQ(Words(started.totals()), "2 0 0 2");
  ASSERT_EQ(started.refused_size(), 2);
  EXPECT_EQ(started.refused(0).row(), 1U);
  EXPECT_EQ(started.refused(0).error().reason(), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(started.refused(1).row(), 3U);
  EXPECT_EQ(Send(session, 4, {Row(SampleReport(1)), Row(SampleAward(1, "a"))}),
            (Strings{"DUPLICATE_RECORD record.record_id", "CREATED"}))
      << "what came before the interruption is remembered";
  EXPECT_EQ(Finish(session, 6), "3 0 0 3");
}

// An id that somebody chose for every month's folder.
TEST_F(ImportSessionTest, InterruptedImportOfAnotherFolderLosesNoRows) {
  const std::string a(64, 'a');
  const std::string b(64, 'b');
  const auto offset_of = [this](const std::string& content) {
    ImportSession session = Session();
    const auto started = session.Step(StartStep("monthly", false, content));
    EXPECT_TRUE(started.ok()) << started.status();
    return started.ok() ? started->started().durable_offset() : 99;
  };
  ImportSession first = Session();
  EXPECT_TRUE(first.Step(StartStep("monthly", false, a)).ok());
  Send(first, 0, {Row(SampleEnterprise(1)), Row(SampleReport(2))});
  EXPECT_EQ(offset_of(a), 2U);
  EXPECT_EQ(offset_of(std::string(64, 'A')), 2U);
  EXPECT_EQ(offset_of(""), 0U);
  ImportSession other = Session();
  const auto started = other.Step(StartStep("monthly", false, b));
  ASSERT_TRUE(started.ok());
  EXPECT_EQ(started->started().durable_offset(), 0U);
  EXPECT_EQ(started->started().refused_size(), 0);
  EXPECT_EQ(Words(started->started().totals()), "0 0 0 0");
  EXPECT_EQ(Send(other, 0, {Row(SampleEnterprise(2))}), Strings{"CREATED"});
  EXPECT_EQ(offset_of(b), 1U);
  EXPECT_EQ(offset_of(a), 0U);
}

TEST_F(ImportSessionTest, ContentSha256Is64HexadecimalDigits) {
  for (const std::string& bad : {std::string(63, 'a'), std::string(64, 'g'), std::string("a")}) {
    ImportSession session = Session();
    const absl::Status status = session.Step(StartStep("i1", true, bad)).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_TEXT_INVALID);
    EXPECT_EQ(PathOf(status), "start.content_sha256");
  }
}

TEST_F(ImportSessionTest, FinishedImportBeginsAnewAndForgetsItsRefusals) {
  EXPECT_EQ(Import("i1", {Row(SampleReport(1)), Row(SampleReport(1)), Row(SampleEnterprise(1))}),
            (Strings{"ENTERPRISE_UNKNOWN record.enterprise_id",
                     "ENTERPRISE_UNKNOWN record.enterprise_id", "CREATED"}));
  ImportSession second = Session();
  EXPECT_EQ(Start(second).durable_offset(), 0U);
  EXPECT_EQ(Send(second, 0, {Row(SampleReport(1))}), Strings{"CREATED"});
  ImportSession third = Session();
  const v1::ImportStarted started = Start(third);
  EXPECT_EQ(started.durable_offset(), 1U);
  EXPECT_EQ(Words(started.totals()), "1 0 0 0");
  EXPECT_EQ(started.refused_size(), 0);
}

TEST_F(ImportSessionTest, TooManyRefusalsToTellBeginAnew) {
  const std::vector<v1::ImportRow> rows = {Row(SampleEnterprise(1)), Row(SampleReport(2))};
  ImportSession first = Session();
  Start(first);
  Send(first, 0, rows);
  ImportSession small = Session({.refused_bytes_max = 20});
  const v1::ImportStarted started = Start(small);
  EXPECT_EQ(started.durable_offset(), 0U);
  EXPECT_EQ(started.refused_size(), 0);
  EXPECT_EQ(Send(small, 0, rows),
            (Strings{"UNCHANGED", "ENTERPRISE_UNKNOWN record.enterprise_id"}));
  EXPECT_EQ(Finish(small, 2), "0 0 1 1");
}

TEST_F(ImportSessionTest, EachBatchIsOneCommit) {
  ImportSession session = Session();
  Start(session);
  EXPECT_EQ(Now(*store_)->revision(), 0U);
  Send(session, 0, {Row(SampleEnterprise(1)), Row(SampleReport(1)), Row(SampleReport(2))});
  EXPECT_EQ(Now(*store_)->revision(), 1U);
  const auto finished = session.Step(FinishStep(3));
  ASSERT_TRUE(finished.ok());
  EXPECT_EQ(finished->finished().revision(), 2U);
  EXPECT_EQ(Now(*store_)->revision(), 2U);
}

TEST_F(ImportSessionTest, StreamThatWasOvertakenByAnotherOfItsImportStops) {
  ImportSession a = Session();
  ImportSession b = Session();
  Start(a);
  Start(b);
  EXPECT_EQ(Send(a, 0, {Row(SampleEnterprise(1))}), Strings{"CREATED"});
  const absl::Status late = b.Step(RowsStep(0, {Row(SampleEnterprise(1))})).status();
  EXPECT_EQ(ReasonOf(late), v1::REASON_IMPORT_OFFSET);
  EXPECT_EQ(PathOf(late), "rows.offset");
  EXPECT_EQ(Send(a, 1, {Row(SampleReport(1))}), Strings{"CREATED"});
}

TEST_F(ImportSessionTest, StepsOutOfOrderEndTheImport) {
  const auto reason_after = [this](const std::vector<v1::ImportRequest>& steps) {
    ImportSession session = Session();
    absl::Status last;
    for (v1::ImportRequest step : steps) last = session.Step(step).status();
    return v1::Reason_Name(ReasonOf(last)) + " " + PathOf(last);
  };
  const v1::ImportRequest start = StartStep("i1", true);
  const v1::ImportRequest row = RowsStep(0, {Row(SampleEnterprise(1))});
  EXPECT_EQ(reason_after({v1::ImportRequest()}), "REASON_FIELD_REQUIRED step");
  EXPECT_EQ(reason_after({row}), "REASON_IMPORT_OFFSET rows");
  EXPECT_EQ(reason_after({FinishStep(0)}), "REASON_IMPORT_OFFSET finish");
  EXPECT_EQ(reason_after({start, start}), "REASON_IMPORT_OFFSET start");
  EXPECT_EQ(reason_after({start, row, row}), "REASON_IMPORT_OFFSET rows.offset");
  EXPECT_EQ(reason_after({start, row, FinishStep(2)}), "REASON_IMPORT_OFFSET finish.rows");
  EXPECT_EQ(reason_after({start, FinishStep(0), row}), "REASON_IMPORT_OFFSET step");
  EXPECT_EQ(reason_after({start, start, row}), "REASON_IMPORT_OFFSET start");
  EXPECT_EQ(reason_after({StartStep("a b")}), "REASON_REQUEST_ID_INVALID start.import_id");
  EXPECT_EQ(reason_after({StartStep(std::string(64, 'x')), FinishStep(0)}), "REASON_UNSPECIFIED ");
}

TEST_F(ImportSessionTest, BatchHasOneTo500Rows) {
  ImportSession session = Session();
  Start(session, "i1", true);
  std::vector<v1::ImportRow> rows(500, Row(SampleEnterprise(1)));
  EXPECT_EQ(Send(session, 0, rows).size(), 500U);
  rows.emplace_back();
  const absl::Status large = session.Step(RowsStep(500, rows)).status();
  EXPECT_EQ(ReasonOf(large), v1::REASON_TOO_LARGE);
  EXPECT_EQ(PathOf(large), "rows.rows");
  ImportSession another = Session();
  Start(another, "i1", true);
  EXPECT_EQ(ReasonOf(another.Step(RowsStep(0, {})).status()), v1::REASON_FIELD_REQUIRED);
}

TEST_F(ImportSessionTest, ImportHasALimitOfRows) {
  ImportSession session = Session({.rows_max = 3});
  Start(session, "i1", true);
  EXPECT_EQ(Send(session, 0, {Row(SampleEnterprise(1)), Row(SampleEnterprise(2))}).size(), 2U);
  EXPECT_EQ(Send(session, 2, {Row(SampleEnterprise(3))}), Strings{"CREATED"});
  EXPECT_EQ(ReasonOf(session.Step(RowsStep(3, {Row(SampleEnterprise(4))})).status()),
            v1::REASON_TOO_LARGE);
}

}  // namespace
}  // namespace jifen::services::registry
