#include "services/registry/registry_handler.h"

#include <gtest/gtest.h>

#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "proto/model/calendar.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/commits.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
using storage::tables::EnterpriseId;
using storage::tables::Now;
using storage::tables::PathOf;
using storage::tables::ReasonOf;
using storage::tables::SampleAward;
using storage::tables::SampleEnterprise;
using storage::tables::SampleReport;

class RegistryHandlerTest : public testing::Test {
 protected:
  RegistryHandlerTest() { EXPECT_TRUE(Put("setup", SampleEnterprise(1)).ok()); }

  absl::StatusOr<v1::PutEnterpriseResponse> Put(const std::string& request_id,
                                                const v1::Enterprise& enterprise) {
    v1::PutEnterpriseRequest request;
    request.set_request_id(request_id);
    *request.mutable_enterprise() = enterprise;
    return handler_.PutEnterprise("local", request);
  }

  absl::StatusOr<v1::PutRecordResponse> Put(const std::string& request_id,
                                            const v1::Record& record) {
    v1::PutRecordRequest request;
    request.set_request_id(request_id);
    *request.mutable_record() = record;
    return handler_.PutRecord("local", request);
  }

  absl::StatusOr<v1::WithdrawRecordResponse> WithdrawReport(const std::string& request_id) {
    v1::WithdrawRecordRequest request;
    request.set_request_id(request_id);
    request.set_enterprise_id(EnterpriseId(1));
    request.set_kind(v1::RECORD_KIND_ANNUAL_REPORT);
    request.set_record_id("2024");
    request.set_reason("mistake");
    return handler_.WithdrawRecord("local", request);
  }

  v1::GetDossierRequest DossierRequest(uint64_t known_at) {
    v1::GetDossierRequest request;
    request.set_enterprise_id(EnterpriseId(1));
    request.set_known_at(known_at);
    return request;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  // 2025-06-30 16:30 UTC: in China it is July already.
  RegistryHandler handler_{*store_, [] { return absl::FromUnixSeconds(1'751'301'000); }};
};

TEST_F(RegistryHandlerTest, PutsAnEnterpriseAndGivesItBack) {
  const auto put = Put("r1", SampleEnterprise(2));
  ASSERT_TRUE(put.ok()) << put.status();
  EXPECT_EQ(put->change(), v1::CHANGE_CREATED);
  EXPECT_EQ(put->revision(), Now(*store_)->revision());
  v1::GetEnterpriseRequest request;
  request.set_enterprise_id(EnterpriseId(2));
  const auto got = handler_.GetEnterprise(request);
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->enterprise().SerializeAsString(), SampleEnterprise(2).SerializeAsString());
  EXPECT_EQ(got->revision(), put->revision());
}

TEST_F(RegistryHandlerTest, UnchangedEnterpriseHasItsEarlierRevision) {
  const auto first = Put("r1", SampleEnterprise(2));
  const auto second = Put("r2", SampleEnterprise(2));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->change(), v1::CHANGE_UNCHANGED);
  EXPECT_EQ(second->revision(), first->revision());
}

TEST_F(RegistryHandlerTest, RetriedRequestGetsTheFirstAnswerWhateverHappenedSince) {
  const auto first = Put("r1", SampleReport(1));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(WithdrawReport("r2").ok());
  const auto again = Put("r1", SampleReport(1));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(again->change(), v1::CHANGE_CREATED);
  v1::GetRecordRequest request;
  request.set_enterprise_id(EnterpriseId(1));
  request.set_kind(v1::RECORD_KIND_ANNUAL_REPORT);
  request.set_record_id("2024");
  EXPECT_EQ(ReasonOf(handler_.GetRecord(request).status()), v1::REASON_RECORD_UNKNOWN);
  const auto withdrawn_again = WithdrawReport("r2");
  ASSERT_TRUE(withdrawn_again.ok()) << "a retry is no second withdrawal";
  EXPECT_EQ(ReasonOf(WithdrawReport("r3").status()), v1::REASON_RECORD_UNKNOWN);
}

TEST_F(RegistryHandlerTest, WithdrawnRecordComesBackByACorrectionOnly) {
  ASSERT_TRUE(Put("r1", SampleReport(1)).ok());
  ASSERT_TRUE(WithdrawReport("r2").ok());
  const kv::Revision revision = (*store_->NewSnapshot())->revision();
  v1::Record other = SampleReport(1);
  other.mutable_annual_report()->set_staff(150);
  for (const v1::Record& record : {SampleReport(1), other}) {
    const absl::Status status = Put("r3", record).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_DUPLICATE_RECORD);
    EXPECT_EQ(PathOf(status), "record.record_id");
    EXPECT_NE(status.message().find("mistake"), absl::string_view::npos) << status;
  }
  EXPECT_EQ((*store_->NewSnapshot())->revision(), revision);
  v1::CorrectRecordRequest correct;
  correct.set_request_id("r4");
  *correct.mutable_record() = other;
  correct.set_reason("withdrawn by mistake");
  const auto corrected = handler_.CorrectRecord("local", correct);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  other.mutable_annual_report()->set_staff(160);
  EXPECT_TRUE(Put("r5", other).ok()) << "it is back";
}

TEST_F(RegistryHandlerTest, RequestIdWithAnotherBodyIsRefused) {
  ASSERT_TRUE(Put("r1", SampleReport(1)).ok());
  EXPECT_EQ(ReasonOf(Put("r1", SampleAward(1, "a")).status()), v1::REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(ReasonOf(Put("r1", SampleEnterprise(1)).status()), v1::REASON_REQUEST_ID_REUSED);
}

TEST_F(RegistryHandlerTest, RecordOfAnUnknownEnterpriseIsRefused) {
  const absl::Status status = Put("r1", SampleReport(2)).status();
  EXPECT_EQ(ReasonOf(status), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(PathOf(status), "record.enterprise_id");
}

TEST_F(RegistryHandlerTest, FaultOfFormComesBeforeTheRequestIdsAndTheStores) {
  ASSERT_TRUE(Put("r1", SampleReport(1)).ok());
  v1::Record bad = SampleReport(2);
  bad.mutable_annual_report()->set_staff(-1);
  EXPECT_EQ(ReasonOf(Put("r1", bad).status()), v1::REASON_OUT_OF_RANGE);
  EXPECT_EQ(ReasonOf(Put("r1", SampleReport(2)).status()), v1::REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(ReasonOf(Put("r2", SampleReport(2)).status()), v1::REASON_ENTERPRISE_UNKNOWN);
}

TEST_F(RegistryHandlerTest, CorrectionAndWithdrawalAreVersionsWithReasons) {
  const auto put = Put("r1", SampleReport(1));
  v1::CorrectRecordRequest correct;
  correct.set_request_id("r2");
  *correct.mutable_record() = SampleReport(1);
  correct.mutable_record()->mutable_annual_report()->set_staff(150);
  correct.set_reason("typing error");
  correct.set_expected_revision(put->version().revision());
  const auto corrected = handler_.CorrectRecord("local", correct);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->change(), v1::CHANGE_UPDATED);
  EXPECT_EQ(corrected->version().revision(), put->version().revision() + 1);
  correct.set_request_id("r3");
  EXPECT_EQ(ReasonOf(handler_.CorrectRecord("local", correct).status()),
            v1::REASON_CONCURRENT_CHANGE);
  const auto withdrawn = WithdrawReport("r4");
  ASSERT_TRUE(withdrawn.ok());
  v1::ListRecordsRequest list;
  list.set_enterprise_id(EnterpriseId(1));
  list.set_all_versions(true);
  const auto versions = handler_.ListRecords(list);
  ASSERT_TRUE(versions.ok());
  ASSERT_EQ(versions->versions_size(), 3);
  EXPECT_EQ(versions->versions(0).change_reason(), "mistake");
  EXPECT_EQ(versions->versions(1).change_reason(), "typing error");
  EXPECT_EQ(versions->versions(2).change_reason(), "");
}

TEST_F(RegistryHandlerTest, DossierIsOfTodayInChinaUnlessADayIsSaid) {
  v1::Record tomorrow = SampleAward(1, "a");
  *tomorrow.mutable_valid_from() = model::MakeDate(2025, 7, 1);
  ASSERT_TRUE(Put("r1", tomorrow).ok());
  const auto today = handler_.GetDossier(DossierRequest(0));
  ASSERT_TRUE(today.ok());
  EXPECT_EQ(model::FormatDate(today->dossier().valid_at()), "2025-07-01");
  EXPECT_EQ(today->dossier().records_size(), 1);
  v1::GetDossierRequest before = DossierRequest(0);
  *before.mutable_valid_at() = model::MakeDate(2025, 6, 30);
  EXPECT_EQ(handler_.GetDossier(before)->dossier().records_size(), 0);
}

TEST_F(RegistryHandlerTest, DossierAsKnownBeforeNeverChanges) {
  const auto put = Put("r1", SampleReport(1));
  const uint64_t known_at = put->version().revision();
  const std::string before = handler_.GetDossier(DossierRequest(known_at))->SerializeAsString();
  ASSERT_TRUE(Put("r2", SampleAward(1, "back-dated")).ok());
  ASSERT_TRUE(WithdrawReport("r3").ok());
  EXPECT_EQ(handler_.GetDossier(DossierRequest(known_at))->SerializeAsString(), before);
  EXPECT_NE(handler_.GetDossier(DossierRequest(0))->SerializeAsString(), before);
}

TEST_F(RegistryHandlerTest, ListsGoOnWithTheirTokensAlone) {
  for (int n = 2; n <= 5; ++n) {
    ASSERT_TRUE(Put("r" + std::to_string(n), SampleEnterprise(n)).ok());
  }
  v1::ListEnterprisesRequest request;
  request.set_page_size(2);
  std::vector<std::string> ids;
  do {
    const auto page = handler_.ListEnterprises(request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& enterprise : page->enterprises()) ids.push_back(enterprise.enterprise_id());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(ids.size(), 5U);
  request.set_page_token("no token");
  EXPECT_EQ(ReasonOf(handler_.ListEnterprises(request).status()), v1::REASON_PAGE_TOKEN_INVALID);
  request.clear_page_token();
  request.set_page_token(handler_.ListEnterprises(request)->next_page_token());
  request.set_area_prefix("42");
  EXPECT_EQ(ReasonOf(handler_.ListEnterprises(request).status()), v1::REASON_PAGE_TOKEN_INVALID);
  request.set_page_size(1001);
  EXPECT_EQ(ReasonOf(handler_.ListEnterprises(request).status()), v1::REASON_OUT_OF_RANGE);
}

TEST_F(RegistryHandlerTest, DigestIsOfTheNewestRevision) {
  ASSERT_TRUE(Put("r1", SampleReport(1)).ok());
  const auto digest = handler_.GetDigest({});
  ASSERT_TRUE(digest.ok());
  EXPECT_EQ(digest->revision(), Now(*store_)->revision());
  EXPECT_EQ(digest->enterprises(), 1U);
  EXPECT_EQ(digest->record_versions(), 1U);
  EXPECT_EQ(digest->sha256().size(), 64U);
}

// Asks for a digest while one is being taken.
class DigestWithinDigest final : public kv::Store {
 public:
  explicit DigestWithinDigest(kv::Store& store) : store_(store) {}

  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> NewSnapshot() override {
    if (handler != nullptr) inner = std::exchange(handler, nullptr)->GetDigest({}).status();
    return store_.NewSnapshot();
  }
  void Commit(kv::CommitRequest request, kv::CommitDone done) override {
    store_.Commit(std::move(request), std::move(done));
  }

  RegistryHandler* handler = nullptr;
  absl::Status inner;

 private:
  kv::Store& store_;
};

TEST_F(RegistryHandlerTest, SecondDigestAtATimeIsRefused) {
  DigestWithinDigest store(*store_);
  RegistryHandler handler(store, [] { return absl::UnixEpoch(); });
  store.handler = &handler;
  EXPECT_TRUE(handler.GetDigest({}).ok());
  EXPECT_EQ(ReasonOf(store.inner), v1::REASON_OVERLOADED);
  EXPECT_TRUE(handler.GetDigest({}).ok()) << "its turn is over";
}

TEST_F(RegistryHandlerTest, DossierThatNoAnswerCanCarryIsTooLargeAndSaysWhatToDo) {
  v1::Record award = SampleAward(1, "");
  award.mutable_award()->set_name(std::string(size_t{1} << 20, 'x'));
  const auto put = [&](const std::string& record_id) {
    award.set_record_id(record_id);
    storage::tables::Put(*store_, award);
    return handler_.GetDossier(DossierRequest(0)).status();
  };
  for (const char* id : {"1", "2", "3"}) EXPECT_TRUE(put(id).ok());
  const absl::Status large = put("4");
  EXPECT_EQ(ReasonOf(large), v1::REASON_TOO_LARGE);
  EXPECT_EQ(PathOf(large), "dossier");
  EXPECT_TRUE(absl::StrContains(large.message(), "ListRecords")) << large;
}

// Four writers want one record; each puts its own content, and none is lost.
TEST_F(RegistryHandlerTest, ConcurrentPutsOfOneRecordAllBecomeVersions) {
  constexpr int kThreads = 4;
  constexpr int kPuts = 10;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < kPuts; ++i) {
        v1::Record award = SampleAward(1, "a");
        award.mutable_award()->set_rank(1 + t * kPuts + i);
        const auto put = Put("r" + std::to_string(t) + "." + std::to_string(i), award);
        EXPECT_TRUE(put.ok()) << put.status();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  v1::ListRecordsRequest list;
  list.set_enterprise_id(EnterpriseId(1));
  list.set_all_versions(true);
  EXPECT_EQ(handler_.ListRecords(list)->versions_size(), kThreads * kPuts);
}

}  // namespace
}  // namespace jifen::services::registry
