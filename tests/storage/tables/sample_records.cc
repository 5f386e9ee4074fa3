#include "tests/storage/tables/sample_records.h"

#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"
#include "proto/model/credit_code.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {
namespace {

v1::Record SampleRecord(int n, const std::string& record_id) {
  v1::Record record;
  record.set_enterprise_id(EnterpriseId(n));
  record.set_record_id(record_id);
  v1::Provenance& provenance = *record.mutable_provenance();
  provenance.set_source_department("咸宁市科学技术局");
  provenance.set_source_reference("annual_reports.csv:17");
  provenance.set_verification(v1::VERIFICATION_STATE_DECLARED);
  return record;
}

}  // namespace

std::string EnterpriseId(int n) {
  std::string id = "91421202" + absl::StrFormat("M%07d", n);
  id += model::OrganisationCheckCharacter(id.substr(8));
  id += model::CreditCodeCheckCharacter(id);
  return id;
}

v1::Enterprise SampleEnterprise(int n) {
  v1::Enterprise enterprise;
  enterprise.set_enterprise_id(EnterpriseId(n));
  enterprise.set_name(absl::StrFormat("咸宁第%d机械有限公司", n));
  enterprise.set_area_code("421202");
  enterprise.set_industry_code("C3971");
  *enterprise.mutable_founded() = model::MakeDate(2015, 3, 9);
  return enterprise;
}

v1::Record SampleReport(int n) {
  v1::Record record = SampleRecord(n, "2024");
  *record.mutable_valid_from() = model::MakeDate(2024, 12, 31);
  v1::AnnualReport& report = *record.mutable_annual_report();
  report.set_year(2024);
  report.set_revenue_fen(5'000'000'000);
  report.set_rd_expense_fen(300'000'000);
  report.set_staff(120);
  report.set_sci_tech_staff(40);
  return record;
}

v1::Record SampleAward(int n, const std::string& record_id) {
  v1::Record record = SampleRecord(n, record_id);
  *record.mutable_valid_from() = model::MakeDate(2023, 5, 1);
  v1::Award& award = *record.mutable_award();
  award.set_kind(v1::AWARD_KIND_SCIENCE);
  award.set_level(v1::LEVEL_PROVINCIAL);
  award.set_name("湖北省科学技术进步奖");
  return record;
}

}  // namespace jifen::storage::tables
