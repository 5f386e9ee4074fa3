// services/rescoring/run_job.h: the work for one run, from where it stands to its end.
//
//   Shape    takes the run, which fences off whoever had it before; cuts it into ranges; phase of values, if cohorts
//            are to be made, then frozen tables; phase of points; check; and then the generation is there, in one
//            commit with the run's end.
//   Errors   none of the data: a run that cannot go on is FAILED and says why. Work() answers kOvertaken if the run
//            is no longer this process's to do, kStopped if the server shuts down. The store's UNAVAILABLE, and
//            RESOURCE_EXHAUSTED: what is durable stays, and what was not is done by the next job for the run.
//   Threads  one job at a time.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/rescoring/check_progress.h"
#include "services/rescoring/run_context.h"
#include "services/scheme/scheme_catalog.h"

namespace jifen::services::rescoring {

enum class JobEnd { kEnded, kOvertaken, kStopped };

class RunJob {
 public:
  struct Place {
    storage::kv::Store& store;
    scheme::SchemeCatalog& catalog;
    const RunnerSetting& setting;
    const std::atomic<bool>& stop;
    CheckProgress& checking;
  };

  RunJob(Place place, std::string generation_id)
      : place_(place), generation_id_(std::move(generation_id)) {}

  absl::StatusOr<JobEnd> Work();

 private:
  absl::Status Take();
  absl::Status MakeContext();
  absl::Status CutOnce();
  absl::Status DoPhase();
  absl::Status FreezeCohorts();
  absl::Status LoadCohorts();
  absl::Status Complete();
  absl::Status Fail(const absl::Status& why);
  absl::Status CommitRun(storage::kv::CommitRequest commit);
  absl::Status MoveTo(v1::RunPhase phase);

  const Place place_;
  const std::string generation_id_;
  storage::tables::RunVersion run_;
  bool is_taken_ = false;  // the store says so
  std::unique_ptr<RunContext> context_;
};

}  // namespace jifen::services::rescoring
