// tests/services/score/score_handler_fixture.h: two enterprises, one report, one scheme, and the handlers on a store
// in memory. Today is 2025-06-30.
#pragma once

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "services/registry/registry_handler.h"
#include "services/scheme/scheme_handler.h"
#include "services/score/score_handler.h"
#include "storage/kv/memory/memory_store.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::services::score {

inline constexpr char kId[] = "91421202000000000A";
inline constexpr char kOther[] = "914212020000000197";
inline constexpr char kScheme[] = "sme-tech-2017";
inline constexpr int64_t kFenPerWan = 1'000'000;

inline absl::Time Now() {
  return absl::FromCivil(absl::CivilDay(2025, 6, 30), absl::FixedTimeZone(8 * 3600));
}

// The worked case of 国科发政〔2017〕115号: 22 of 100 staff, R&D 260 of sales 5,000 万元: 52 points and no rights.
inline v1::Record Report() {
  v1::Record record;
  record.set_enterprise_id(kId);
  record.set_record_id("2024");
  *record.mutable_valid_from() = model::MakeDate(2024, 12, 31);
  record.mutable_provenance()->set_source_department("统计局");
  record.mutable_provenance()->set_source_reference("annual_reports.csv:2");
  v1::AnnualReport& report = *record.mutable_annual_report();
  report.set_year(2024);
  report.set_sales_fen(5000 * kFenPerWan);
  report.set_costs_fen(4600 * kFenPerWan);
  report.set_assets_fen(3000 * kFenPerWan);
  report.set_rd_expense_fen(260 * kFenPerWan);
  report.set_staff(100);
  report.set_sci_tech_staff(22);
  return record;
}

// The scheme with the first of its vectors: running them all at each test's start would take longest.
inline v1::Scheme QuickScheme() {
  v1::Scheme scheme = scoring::ReadShippedScheme(kScheme);
  scheme.mutable_vectors()->DeleteSubrange(1, scheme.vectors_size() - 1);
  for (int i = scheme.base_dossiers_size(); i-- > 0;) {
    if (scheme.base_dossiers(i).id() == scheme.vectors(0).base()) continue;
    scheme.mutable_base_dossiers()->DeleteSubrange(i, 1);
  }
  return scheme;
}

class ScoreHandlerTest : public testing::Test {
 protected:
  void SetUp() override {
    v1::PutSchemeRequest put;
    put.set_request_id("scheme");
    *put.mutable_scheme() = QuickScheme();
    const auto stored = schemes_.PutScheme("local", put);
    ASSERT_TRUE(stored.ok()) << stored.status();
    for (const char* id : {kId, kOther}) {
      v1::PutEnterpriseRequest request;
      request.set_request_id(std::string("enterprise-") + id);
      request.mutable_enterprise()->set_enterprise_id(id);
      request.mutable_enterprise()->set_name("示例企业");
      request.mutable_enterprise()->set_area_code("421202");
      request.mutable_enterprise()->set_industry_code("C3971");
      const auto registered = registry_.PutEnterprise("local", request);
      ASSERT_TRUE(registered.ok()) << registered.status();
    }
    PutRecord(Report());
  }

  void PutRecord(const v1::Record& record) {
    v1::PutRecordRequest request;
    request.set_request_id("record-" + std::to_string(++requests_));
    *request.mutable_record() = record;
    const auto put = registry_.PutRecord("local", request);
    ASSERT_TRUE(put.ok()) << put.status();
  }

  v1::ScoreRequest Request(const std::string& enterprise_id = kId) {
    v1::ScoreRequest request;
    request.set_request_id("score-" + std::to_string(++requests_));
    request.set_enterprise_id(enterprise_id);
    request.set_scheme_id(kScheme);
    return request;
  }

  static v1::Reason ReasonOf(const absl::Status& status) {
    return model::DetailOf(status).value_or(v1::ErrorDetail()).reason();
  }

  int requests_ = 0;
  std::unique_ptr<storage::kv::Store> store_ = storage::kv::memory::NewStore();
  scheme::SchemeCatalog catalog_;
  registry::RegistryHandler registry_{*store_, Now};
  scheme::SchemeHandler schemes_{*store_, Now};
  rescoring::CohortCache cohorts_;
  ScoreHandler scores_{*store_, catalog_, cohorts_, Now};
};

}  // namespace jifen::services::score
