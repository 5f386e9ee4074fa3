#include "tests/services/rescoring/region.h"

#include <utility>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "services/rescoring/run_job.h"
#include "tests/services/rescoring/dying_store.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::rescoring {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;

std::unique_ptr<storage::kv::Store> OpenStore(std::shared_ptr<storage::kv::memory::Medium> medium) {
  if (medium == nullptr) return storage::kv::memory::NewStore();
  auto opened = storage::kv::memory::Open(std::move(medium));
  EXPECT_TRUE(opened.ok()) << opened.status();
  return *std::move(opened);
}

}  // namespace

absl::Time RegionNow() {
  return absl::FromCivil(absl::CivilDay(2025, 6, 30), absl::FixedTimeZone(8 * 3600));
}

v1::Reason ReasonOf(const absl::Status& status) {
  return model::DetailOf(status).value_or(v1::ErrorDetail()).reason();
}

std::string PathOf(const absl::Status& status) {
  return model::DetailOf(status).value_or(v1::ErrorDetail()).path();
}

Region::Region(std::shared_ptr<storage::kv::memory::Medium> medium)
    : store(OpenStore(std::move(medium))) {}

void Region::PutScheme(v1::Scheme scheme) {
  v1::PutSchemeRequest put;
  put.set_request_id(NextRequestId());
  *put.mutable_scheme() = std::move(scheme);
  const auto stored = schemes.PutScheme("local", put);
  ASSERT_TRUE(stored.ok()) << stored.status();
}

void Region::PutEnterprise(const v1::Enterprise& enterprise) {
  v1::PutEnterpriseRequest request;
  request.set_request_id(NextRequestId());
  *request.mutable_enterprise() = enterprise;
  const auto put = registry.PutEnterprise("local", request);
  ASSERT_TRUE(put.ok()) << put.status();
}

void Region::PutRecord(const v1::Record& record) {
  v1::PutRecordRequest request;
  request.set_request_id(NextRequestId());
  *request.mutable_record() = record;
  const auto put = registry.PutRecord("local", request);
  if (ReasonOf(put.status()) != v1::REASON_DUPLICATE_RECORD) {
    ASSERT_TRUE(put.ok()) << put.status();
    return;
  }
  v1::CorrectRecordRequest back;
  back.set_request_id(NextRequestId());
  *back.mutable_record() = record;
  back.set_reason("it is true after all");
  const auto corrected = registry.CorrectRecord("local", back);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
}

void Region::AddEnterprise(int n, uint64_t seed) {
  v1::Enterprise enterprise = storage::tables::SampleEnterprise(n);
  const char* counties[] = {"421202", "421221", "421224"};
  enterprise.set_area_code(counties[n % 3]);
  enterprise.set_industry_code(n % 2 == 0 ? "C3971" : "I6510");
  PutEnterprise(enterprise);
  PutReport(n, seed + static_cast<uint64_t>(n));
}

void Region::PutReport(int n, uint64_t seed) {
  v1::Record record = storage::tables::SampleReport(n);
  v1::AnnualReport& report = *record.mutable_annual_report();
  const auto of = [&seed](uint64_t limit) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int64_t>((seed >> 33U) % limit);
  };
  report.set_staff(100);
  report.set_sci_tech_staff(static_cast<int32_t>(of(60)));
  report.set_sales_fen((1000 + of(9000)) * kFenPerWan);
  report.set_costs_fen(report.sales_fen() * 9 / 10);
  report.set_assets_fen(3000 * kFenPerWan);
  report.set_rd_expense_fen(of(600) * kFenPerWan);
  PutRecord(record);
}

absl::StatusOr<v1::Run> Region::Start(const std::string& id, v1::RunPlan plan) {
  v1::StartRunRequest request;
  request.set_request_id(NextRequestId());
  request.set_generation_id(id);
  *request.mutable_plan() = std::move(plan);
  const auto started = runs.StartRun("local", request);
  if (!started.ok()) return started.status();
  return started->run();
}

absl::StatusOr<JobEnd> Region::Work(storage::kv::Store& on, const std::string& id) {
  const std::atomic<bool> stop = false;
  RunJob job(
      {.store = on, .catalog = catalog, .setting = setting, .stop = stop, .checking = checking},
      id);
  return job.Work();
}

v1::Run Region::WorkToEnd(const std::string& id) {
  const auto end = Work(*store, id);
  EXPECT_TRUE(end.ok()) << end.status();
  return RunOf(id);
}

void Region::DieAfter(int commits, const std::string& id) {
  DyingStore dying(*store, commits);
  const auto end = Work(dying, id);
  EXPECT_TRUE(absl::IsUnavailable(end.status())) << "it did not come to its death";
}

v1::Run Region::RunOf(const std::string& id) {
  v1::GetRunRequest request;
  request.set_generation_id(id);
  const auto run = runs.GetRun(request);
  EXPECT_TRUE(run.ok()) << run.status();
  return run.ok() ? run->run() : v1::Run();
}

v1::Generation Region::Generate(const std::string& id, v1::RunPlan plan) {
  const auto started = Start(id, std::move(plan));
  EXPECT_TRUE(started.ok()) << started.status();
  const v1::Run run = WorkToEnd(id);
  EXPECT_EQ(run.state(), v1::RUN_STATE_COMPLETED) << run.DebugString();
  v1::GetGenerationRequest request;
  request.mutable_name()->set_generation_id(id);
  const auto generation = generations.GetGeneration(request);
  EXPECT_TRUE(generation.ok()) << generation.status();
  return generation.ok() ? generation->generation() : v1::Generation();
}

v1::Generation Region::Publish(const std::string& id) {
  v1::PublishGenerationRequest request;
  request.set_request_id(NextRequestId());
  request.set_generation_id(id);
  const auto published = generations.PublishGeneration("local", request);
  EXPECT_TRUE(published.ok()) << published.status();
  return published.ok() ? published->generation() : v1::Generation();
}

void Region::CatchUp() {
  for (bool more = true; more;) {
    const auto worked = keep_up.CatchUp();
    ASSERT_TRUE(worked.ok()) << worked.status();
    more = *worked;
  }
}

v1::RunPlan PlanOf(const std::string& scheme_id) {
  v1::RunPlan plan;
  plan.set_scheme_id(scheme_id);
  plan.set_not_scored_max("1");
  return plan;
}

std::vector<v1::RankedScore> WholeRanking(Region& region, const std::string& generation_id,
                                          int page_size) {
  std::vector<v1::RankedScore> lines;
  v1::ListRankingRequest request;
  request.mutable_name()->set_generation_id(generation_id);
  request.set_page_size(page_size);
  do {
    const auto page = region.generations.ListRanking(request);
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) break;
    lines.insert(lines.end(), page->scores().begin(), page->scores().end());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return lines;
}

}  // namespace jifen::services::rescoring
