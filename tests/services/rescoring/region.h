// tests/services/rescoring/region.h: a made-up region on a store in memory, and the handlers that rescore and publish it.
#pragma once

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "jifen/v1/generation_service.pb.h"
#include "jifen/v1/rescoring_service.pb.h"
#include "services/generation/generation_handler.h"
#include "services/registry/registry_handler.h"
#include "services/rescoring/keep_up.h"
#include "services/rescoring/rescoring_handler.h"
#include "services/rescoring/run_job.h"
#include "services/rescoring/runner.h"
#include "services/scheme/scheme_handler.h"
#include "storage/kv/memory/memory_store.h"

namespace jifen::services::rescoring {

// Today is 2025-06-30.
absl::Time RegionNow();

v1::Reason ReasonOf(const absl::Status& status);
std::string PathOf(const absl::Status& status);

class Region {
 public:
  explicit Region(std::shared_ptr<storage::kv::memory::Medium> medium = nullptr);

  void PutScheme(v1::Scheme scheme);
  // The n-th enterprise, in one of three counties and two sections, with a report that `seed` varies.
  void AddEnterprise(int n, uint64_t seed = 0);
  void PutReport(int n, uint64_t seed);
  // Also of one that was withdrawn, which is back by it.
  void PutRecord(const v1::Record& record);
  void PutEnterprise(const v1::Enterprise& enterprise);

  absl::StatusOr<v1::Run> Start(const std::string& id, v1::RunPlan plan);
  // Works until the run has ended; how it is then.
  v1::Run WorkToEnd(const std::string& id);
  v1::Run RunOf(const std::string& id);
  // Works until the process dies after so many commits.
  void DieAfter(int commits, const std::string& id);
  // Works on a store that may be another view of this one; why it ended.
  absl::StatusOr<JobEnd> Work(storage::kv::Store& on, const std::string& id);
  // Start and WorkToEnd; the generation.
  v1::Generation Generate(const std::string& id, v1::RunPlan plan);
  v1::Generation Publish(const std::string& id);
  void CatchUp();

  std::string NextRequestId() { return "request-" + std::to_string(++requests_); }

  std::unique_ptr<storage::kv::Store> store;
  RunnerSetting setting{.threads = 2, .clock = RegionNow};
  scheme::SchemeCatalog catalog;
  CohortCache cohorts;
  registry::RegistryHandler registry{*store, RegionNow};
  scheme::SchemeHandler schemes{*store, RegionNow};
  CheckProgress checking;
  RescoringHandler runs{*store, catalog, checking, RegionNow};
  generation::GenerationHandler generations{*store, catalog, RegionNow};
  KeepUp keep_up{{.store = *store,
                  .catalog = catalog,
                  .cohorts = cohorts,
                  .clock = RegionNow,
                  .log = [](const absl::Status& status) { ADD_FAILURE() << status; }}};

 private:
  int requests_ = 0;
};

v1::RunPlan PlanOf(const std::string& scheme_id);

// Every line of a generation, by rank; all pages of `page_size`.
std::vector<v1::RankedScore> WholeRanking(Region& region, const std::string& generation_id,
                                          int page_size = 1000);

}  // namespace jifen::services::rescoring
