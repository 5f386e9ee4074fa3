#include "services/registry/validation.h"

#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

using storage::tables::EnterpriseId;
using storage::tables::PathOf;
using storage::tables::ReasonOf;
using storage::tables::SampleAward;
using storage::tables::SampleEnterprise;
using storage::tables::SampleReport;

// What is wrong with a message, and what must be said of it.
template <typename Message>
struct Fault {
  const char* name;
  std::function<void(Message&)> make;
  v1::Reason reason;
  const char* path;
};

template <typename Message>
void PrintTo(const Fault<Message>& fault, std::ostream* out) {
  *out << fault.name;
}

template <typename Message>
std::string FaultName(const testing::TestParamInfo<Fault<Message>>& info) {
  return info.param.name;
}

// Each fault alone is reported as it is; and of all from the k-th on, the k-th.
template <typename Message, typename Validate>
void ExpectOrder(const Message& good, const std::vector<Fault<Message>>& faults,
                 Validate validate) {
  ASSERT_TRUE(validate(good).ok()) << validate(good);
  for (size_t k = 0; k < faults.size(); ++k) {
    Message bad = good;
    for (size_t i = faults.size(); i > k; --i) faults[i - 1].make(bad);
    const absl::Status status = validate(bad);
    EXPECT_EQ(v1::Reason_Name(ReasonOf(status)), v1::Reason_Name(faults[k].reason))
        << faults[k].name << ": " << status;
    EXPECT_EQ(PathOf(status), faults[k].path) << faults[k].name << ": " << status;
  }
}

using EnterpriseFault = Fault<v1::Enterprise>;
using RecordFault = Fault<v1::Record>;

const std::vector<EnterpriseFault>& EnterpriseFaults() {
  static const std::vector<EnterpriseFault>& faults = *new std::vector<EnterpriseFault>{
      {"UnknownField",
       [](v1::Enterprise& e) { e.GetReflection()->MutableUnknownFields(&e)->AddVarint(99, 1); },
       v1::REASON_OUT_OF_RANGE, ""},
      {"NoId", [](v1::Enterprise& e) { e.clear_enterprise_id(); }, v1::REASON_FIELD_REQUIRED,
       "enterprise_id"},
      {"NoName", [](v1::Enterprise& e) { e.clear_name(); }, v1::REASON_FIELD_REQUIRED, "name"},
      {"NoArea", [](v1::Enterprise& e) { e.clear_area_code(); }, v1::REASON_FIELD_REQUIRED,
       "area_code"},
      {"NoIndustry", [](v1::Enterprise& e) { e.clear_industry_code(); }, v1::REASON_FIELD_REQUIRED,
       "industry_code"},
      {"FoundedIsNoDay",
       [](v1::Enterprise& e) { *e.mutable_founded() = model::MakeDate(2023, 2, 29); },
       v1::REASON_DATE_INVALID, "founded"}};
  return faults;
}

TEST(ValidateEnterprise, ReportsTheFirstFaultInTheDocumentedOrder) {
  ExpectOrder(SampleEnterprise(1), EnterpriseFaults(), ValidateEnterprise);
}

class EnterpriseFormTest : public testing::TestWithParam<EnterpriseFault> {};
INSTANTIATE_TEST_SUITE_P(
    Fields, EnterpriseFormTest,
    testing::Values(
        EnterpriseFault{"IdWithWrongCheckCharacter",
                        [](v1::Enterprise& e) { e.mutable_enterprise_id()->back() ^= 1; },
                        v1::REASON_CREDIT_CODE_INVALID, "enterprise_id"},
        EnterpriseFault{"IdTooShort", [](v1::Enterprise& e) { e.set_enterprise_id("9142"); },
                        v1::REASON_CREDIT_CODE_INVALID, "enterprise_id"},
        EnterpriseFault{"NameTooLong",
                        [](v1::Enterprise& e) {
                          e.clear_name();
                          for (int i = 0; i < 201; ++i) absl::StrAppend(e.mutable_name(), "企");
                        },
                        v1::REASON_TEXT_INVALID, "name"},
        EnterpriseFault{"NameWithControlCharacter", [](v1::Enterprise& e) { e.set_name("a\nb"); },
                        v1::REASON_TEXT_INVALID, "name"},
        EnterpriseFault{"NameInGb18030", [](v1::Enterprise& e) { e.set_name("\xc6\xf3\xd2\xb5"); },
                        v1::REASON_TEXT_INVALID, "name"},
        EnterpriseFault{"AreaTooShort", [](v1::Enterprise& e) { e.set_area_code("4212"); },
                        v1::REASON_CODE_INVALID, "area_code"},
        EnterpriseFault{"IndustryWithoutSection",
                        [](v1::Enterprise& e) { e.set_industry_code("3971"); },
                        v1::REASON_CODE_INVALID, "industry_code"}),
    FaultName<v1::Enterprise>);

TEST_P(EnterpriseFormTest, IsRefusedWithItsReasonAndPath) {
  v1::Enterprise enterprise = SampleEnterprise(1);
  GetParam().make(enterprise);
  const absl::Status status = ValidateEnterprise(enterprise);
  EXPECT_EQ(ReasonOf(status), GetParam().reason) << status;
  EXPECT_EQ(PathOf(status), GetParam().path);
  EXPECT_FALSE(model::DetailOf(status)->want().empty());
}

TEST(ValidateEnterprise, TakesNamesOf200Characters) {
  v1::Enterprise enterprise = SampleEnterprise(1);
  enterprise.clear_name();
  for (int i = 0; i < 200; ++i) absl::StrAppend(enterprise.mutable_name(), "企");
  EXPECT_TRUE(ValidateEnterprise(enterprise).ok());
}

const std::vector<RecordFault>& RecordFaults() {
  static const std::vector<RecordFault>& faults = *new std::vector<RecordFault>{
      {"UnknownFieldInPayload",
       [](v1::Record& r) {
         v1::AnnualReport& report = *r.mutable_annual_report();
         report.GetReflection()->MutableUnknownFields(&report)->AddVarint(99, 1);
       },
       v1::REASON_OUT_OF_RANGE, "annual_report"},
      {"WrongCreditCode", [](v1::Record& r) { r.mutable_enterprise_id()->back() ^= 1; },
       v1::REASON_CREDIT_CODE_INVALID, "enterprise_id"},
      {"NoRecordId", [](v1::Record& r) { r.clear_record_id(); }, v1::REASON_FIELD_REQUIRED,
       "record_id"},
      {"ValidFromIsNoDay",
       [](v1::Record& r) { *r.mutable_valid_from() = model::MakeDate(2024, 13, 1); },
       v1::REASON_DATE_INVALID, "valid_from"},
      {"ValidToIsNoDay", [](v1::Record& r) { *r.mutable_valid_to() = model::MakeDate(2201, 1, 1); },
       v1::REASON_DATE_INVALID, "valid_to"},
      {"NoDepartment", [](v1::Record& r) { r.mutable_provenance()->clear_source_department(); },
       v1::REASON_FIELD_REQUIRED, "provenance.source_department"},
      {"NoReference", [](v1::Record& r) { r.mutable_provenance()->clear_source_reference(); },
       v1::REASON_FIELD_REQUIRED, "provenance.source_reference"},
      {"UnknownBasis",
       [](v1::Record& r) { r.mutable_provenance()->set_basis(static_cast<v1::RdBasis>(9)); },
       v1::REASON_UNKNOWN_ENUM, "provenance.basis"},
      {"ObservedIsNoDay",
       [](v1::Record& r) {
         *r.mutable_provenance()->mutable_observed() = model::MakeDate(0, 0, 0);
       },
       v1::REASON_DATE_INVALID, "provenance.observed"},
      {"SubmittedByTooLong",
       [](v1::Record& r) { r.mutable_provenance()->set_submitted_by(std::string(201, 'x')); },
       v1::REASON_TEXT_INVALID, "provenance.submitted_by"},
      {"Withdrawn",
       [](v1::Record&
              r) { r.mutable_provenance()->set_verification(v1::VERIFICATION_STATE_WITHDRAWN); },
       v1::REASON_UNKNOWN_ENUM, "provenance.verification"},
      {"NegativeRevenue", [](v1::Record& r) { r.mutable_annual_report()->set_revenue_fen(-1); },
       v1::REASON_NEGATIVE_AMOUNT, "annual_report.revenue_fen"},
      {"NegativeStaff", [](v1::Record& r) { r.mutable_annual_report()->set_staff(-1); },
       v1::REASON_OUT_OF_RANGE, "annual_report.staff"},
      {"MoreRdStaffThanStaff", [](v1::Record& r) { r.mutable_annual_report()->set_rd_staff(121); },
       v1::REASON_PART_EXCEEDS_WHOLE, "annual_report.rd_staff"}};
  return faults;
}

TEST(ValidateRecord, ReportsTheFirstFaultInTheDocumentedOrder) {
  ExpectOrder(SampleReport(1), RecordFaults(), ValidateRecord);
}

class RecordFormTest : public testing::TestWithParam<RecordFault> {};
INSTANTIATE_TEST_SUITE_P(
    Fields, RecordFormTest,
    testing::Values(
        RecordFault{"NoCreditCode", [](v1::Record& r) { r.clear_enterprise_id(); },
                    v1::REASON_FIELD_REQUIRED, "enterprise_id"},
        RecordFault{"RecordIdOf129Bytes",
                    [](v1::Record& r) { r.set_record_id(std::string(129, 'x')); },
                    v1::REASON_TEXT_INVALID, "record_id"},
        RecordFault{"RecordIdWithZero",
                    [](v1::Record& r) { r.set_record_id(std::string("a\0b", 3)); },
                    v1::REASON_TEXT_INVALID, "record_id"},
        RecordFault{"NoValidFrom", [](v1::Record& r) { r.clear_valid_from(); },
                    v1::REASON_FIELD_REQUIRED, "valid_from"},
        RecordFault{"EndsBeforeItBegins",
                    [](v1::Record& r) { *r.mutable_valid_to() = model::MakeDate(2024, 12, 30); },
                    v1::REASON_PERIOD_REVERSED, "valid_to"},
        RecordFault{"NoProvenance", [](v1::Record& r) { r.clear_provenance(); },
                    v1::REASON_FIELD_REQUIRED, "provenance"},
        RecordFault{"ReferenceOf401Characters",
                    [](v1::Record& r) {
                      r.mutable_provenance()->set_source_reference(std::string(401, 'x'));
                    },
                    v1::REASON_TEXT_INVALID, "provenance.source_reference"},
        RecordFault{"UnknownVerification",
                    [](v1::Record& r) {
                      r.mutable_provenance()->set_verification(
                          static_cast<v1::VerificationState>(77));
                    },
                    v1::REASON_UNKNOWN_ENUM, "provenance.verification"},
        RecordFault{"NoPayload", [](v1::Record& r) { r.clear_payload(); },
                    v1::REASON_FIELD_REQUIRED, "payload"}),
    FaultName<v1::Record>);

TEST_P(RecordFormTest, IsRefusedWithItsReasonAndPath) {
  v1::Record record = SampleReport(1);
  GetParam().make(record);
  const absl::Status status = ValidateRecord(record);
  EXPECT_EQ(v1::Reason_Name(ReasonOf(status)), v1::Reason_Name(GetParam().reason)) << status;
  EXPECT_EQ(PathOf(status), GetParam().path);
}

TEST(ValidateRecord, TakesWhatIsAtItsLimits) {
  v1::Record record = SampleReport(1);
  record.set_record_id(std::string(128, 'x'));
  *record.mutable_valid_to() = record.valid_from();
  record.mutable_provenance()->set_source_reference(std::string(400, 'x'));
  record.mutable_annual_report()->set_sci_tech_staff(record.annual_report().staff());
  record.mutable_annual_report()->set_net_profit_fen(-1);
  record.mutable_annual_report()->set_net_assets_fen(INT64_MIN);
  EXPECT_TRUE(ValidateRecord(record).ok()) << ValidateRecord(record);
}

TEST(ValidateRecord, PartWithoutAWholeIsFine) {
  v1::Record record = SampleReport(1);
  record.mutable_annual_report()->clear_staff();
  EXPECT_TRUE(ValidateRecord(record).ok());
}

TEST(ValidateRecord, EveryFaultSaysWhatWasGotAndWanted) {
  v1::Record record = SampleReport(1);
  record.mutable_annual_report()->set_sci_tech_staff(121);
  const v1::ErrorDetail detail = *model::DetailOf(ValidateRecord(record));
  EXPECT_EQ(detail.got(), "121");
  EXPECT_EQ(detail.want(), "at most staff, 120");
}

TEST(ValidateCorrectRecord, ReportsTheFirstFaultInTheDocumentedOrder) {
  v1::CorrectRecordRequest good;
  good.set_request_id("r1");
  *good.mutable_record() = SampleReport(1);
  good.set_reason("typing error");
  using F = Fault<v1::CorrectRecordRequest>;
  ExpectOrder(
      good,
      std::vector<F>{
          {"Id", [](auto& r) { r.set_request_id("a b"); }, v1::REASON_REQUEST_ID_INVALID,
           "request_id"},
          {"Record", [](auto& r) { r.mutable_record()->mutable_annual_report()->set_year(0); },
           v1::REASON_FIELD_REQUIRED, "record.annual_report.year"},
          {"Reason", [](auto& r) { r.clear_reason(); }, v1::REASON_FIELD_REQUIRED, "reason"}},
      ValidateCorrectRecord);
}

TEST(ValidateWithdrawRecord, ReportsTheFirstFaultInTheDocumentedOrder) {
  v1::WithdrawRecordRequest good;
  good.set_request_id("r1");
  good.set_enterprise_id(EnterpriseId(1));
  good.set_kind(v1::RECORD_KIND_AWARD);
  good.set_record_id("a");
  good.set_reason("mistake");
  using F = Fault<v1::WithdrawRecordRequest>;
  ExpectOrder(
      good,
      std::vector<F>{
          {"Id", [](auto& r) { r.clear_request_id(); }, v1::REASON_REQUEST_ID_INVALID,
           "request_id"},
          {"Enterprise", [](auto& r) { r.set_enterprise_id("x"); }, v1::REASON_CREDIT_CODE_INVALID,
           "enterprise_id"},
          {"Kind", [](auto& r) { r.clear_kind(); }, v1::REASON_UNKNOWN_ENUM, "kind"},
          {"Record", [](auto& r) { r.clear_record_id(); }, v1::REASON_FIELD_REQUIRED, "record_id"},
          {"Reason", [](auto& r) { r.set_reason(std::string(401, 'x')); }, v1::REASON_TEXT_INVALID,
           "reason"}},
      ValidateWithdrawRecord);
}

TEST(ValidatePuts, WantTheirMessage) {
  v1::PutRecordRequest record;
  record.set_request_id("r1");
  EXPECT_EQ(PathOf(ValidatePutRecord(record)), "record");
  v1::PutEnterpriseRequest enterprise;
  EXPECT_EQ(PathOf(ValidatePutEnterprise(enterprise)), "request_id");
  enterprise.set_request_id("r1");
  EXPECT_EQ(PathOf(ValidatePutEnterprise(enterprise)), "enterprise");
  *enterprise.mutable_enterprise() = SampleEnterprise(1);
  enterprise.mutable_enterprise()->clear_name();
  EXPECT_EQ(PathOf(ValidatePutEnterprise(enterprise)), "enterprise.name");
}

TEST(ValidateReads, WantIdsKindsAndDaysOfTheirForm) {
  v1::GetRecordRequest record;
  EXPECT_EQ(PathOf(ValidateGetRecord(record)), "enterprise_id");
  record.set_enterprise_id(EnterpriseId(1));
  EXPECT_EQ(PathOf(ValidateGetRecord(record)), "kind");
  record.set_kind(v1::RECORD_KIND_AWARD);
  EXPECT_EQ(PathOf(ValidateGetRecord(record)), "record_id");
  v1::ListRecordsRequest records;
  records.set_enterprise_id(EnterpriseId(1));
  EXPECT_TRUE(ValidateListRecords(records).ok());
  records.set_kind(static_cast<v1::RecordKind>(v1::RecordKind_MAX + 1));
  EXPECT_EQ(ReasonOf(ValidateListRecords(records)), v1::REASON_UNKNOWN_ENUM);
  v1::GetDossierRequest dossier;
  dossier.set_enterprise_id(EnterpriseId(1));
  EXPECT_TRUE(ValidateGetDossier(dossier).ok());
  dossier.mutable_valid_at();
  EXPECT_EQ(ReasonOf(ValidateGetDossier(dossier)), v1::REASON_DATE_INVALID);
  v1::ListEnterprisesRequest list;
  list.set_area_prefix("4212021");
  EXPECT_EQ(PathOf(ValidateListEnterprises(list)), "area_prefix");
  v1::GetEnterpriseRequest enterprise;
  EXPECT_EQ(ReasonOf(ValidateGetEnterprise(enterprise)), v1::REASON_FIELD_REQUIRED);
}

TEST(ValidateImportRow, WantsSomethingOfOneEnterprise) {
  v1::ImportRow row;
  EXPECT_EQ(ReasonOf(ValidateImportRow(row)), v1::REASON_FIELD_REQUIRED);
  *row.mutable_record() = SampleAward(2, "a");
  EXPECT_TRUE(ValidateImportRow(row).ok());
  *row.mutable_enterprise() = SampleEnterprise(1);
  EXPECT_EQ(ReasonOf(ValidateImportRow(row)), v1::REASON_CREDIT_CODE_INVALID);
  EXPECT_EQ(PathOf(ValidateImportRow(row)), "record.enterprise_id");
  row.mutable_enterprise()->clear_name();
  EXPECT_EQ(PathOf(ValidateImportRow(row)), "enterprise.name");
}

TEST(ValidateRecord, ReportBeforeTheEndOfItsYearIsRefused) {
  v1::Record record = SampleReport(1);
  *record.mutable_valid_from() = model::MakeDate(2024, 12, 30);
  v1::PutRecordRequest request;
  request.set_request_id("r1");
  *request.mutable_record() = record;
  const absl::Status status = ValidatePutRecord(request);
  EXPECT_EQ(ReasonOf(status), v1::REASON_OUT_OF_RANGE);
  EXPECT_EQ(PathOf(status), "record.valid_from");
  EXPECT_EQ(model::DetailOf(status)->got(), "2024-12-30");
  EXPECT_EQ(model::DetailOf(status)->want(),
            "2024-12-31, the last day of annual_report.year, or later");
  *record.mutable_valid_from() = model::MakeDate(2024, 12, 31);
  EXPECT_TRUE(ValidateRecord(record).ok());
  *record.mutable_valid_from() = model::MakeDate(2025, 4, 30);
  EXPECT_TRUE(ValidateRecord(record).ok());
}

}  // namespace
}  // namespace jifen::services::registry
