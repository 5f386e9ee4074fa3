#include "tools/bench/rescore_run.h"

#include <atomic>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "jifen/v1/rescoring_service.pb.h"
#include "jifen/v1/scheme_service.pb.h"
#include "proto/model/calendar.h"
#include "services/rescoring/rescoring_handler.h"
#include "services/rescoring/runner.h"
#include "services/scheme/scheme_catalog.h"
#include "services/scheme/scheme_handler.h"
#include "tools/bench/machine.h"
#include "tools/bench/stopwatch.h"

namespace jifen::bench {
namespace {

namespace kv = storage::kv;
using services::rescoring::RescoringHandler;
using services::rescoring::Runner;

constexpr char kPrincipal[] = "bench";
constexpr char kGeneration[] = "bench-1";
constexpr absl::Duration kLook = absl::Milliseconds(25);  // to look costs some hundred microseconds

absl::Status PutScheme(kv::Store& store, const v1::Scheme& scheme) {
  v1::PutSchemeRequest request;
  request.set_request_id("bench-scheme");
  *request.mutable_scheme() = scheme;
  return services::scheme::SchemeHandler(store, absl::Now).PutScheme(kPrincipal, request).status();
}

v1::StartRunRequest RequestFor(const v1::Scheme& scheme) {
  v1::StartRunRequest request;
  request.set_request_id("bench-run");
  request.set_generation_id(kGeneration);
  v1::RunPlan& plan = *request.mutable_plan();
  plan.set_scheme_id(scheme.id());
  plan.set_scheme_version(scheme.version());
  *plan.mutable_valid_at() = model::MakeDate(2025, 6, 30);  // that of the generator's dossiers
  plan.set_not_scored_max("1");  // how many have a score is no matter of a benchmark
  return request;
}

double* PhaseOf(const v1::Run& run, RunFigures& figures) {
  switch (run.phase()) {
    case v1::RUN_PHASE_VALUES:
      return &figures.values_seconds;
    case v1::RUN_PHASE_POINTS:
      return &figures.points_seconds;
    case v1::RUN_PHASE_CHECK:
      return &figures.check_seconds;
    default:
      return nullptr;
  }
}

// Until the run has ended.
absl::Status Watch(RescoringHandler& handler, const Stopwatch& watch, RunFigures& figures) {
  v1::GetRunRequest request;
  request.set_generation_id(kGeneration);
  for (double before = watch.seconds();;) {
    const absl::StatusOr<v1::GetRunResponse> got = handler.GetRun(request);
    if (!got.ok()) return got.status();
    figures.run = got->run();
    figures.seconds = watch.seconds();
    if (double* phase = PhaseOf(figures.run, figures)) *phase += figures.seconds - before;
    before = figures.seconds;
    if (figures.run.state() != v1::RUN_STATE_RUNNING) return absl::OkStatus();
    absl::SleepFor(kLook);
  }
}

}  // namespace

absl::StatusOr<RunFigures> RunRescoring(kv::Store& store, const v1::Scheme& scheme, int threads) {
  if (absl::Status status = PutScheme(store, scheme); !status.ok()) return status;
  services::scheme::SchemeCatalog catalog;
  services::rescoring::CheckProgress checking;
  RescoringHandler handler(store, catalog, checking, absl::Now);
  RunFigures figures;
  const double cpu_before = CpuSeconds();
  const Stopwatch watch;
  const auto started = handler.StartRun(kPrincipal, RequestFor(scheme));
  if (!started.ok()) return started.status();
  Runner runner(store, catalog, checking, {.threads = threads}, [](const absl::Status& status) {
    std::fprintf(stderr, "jifen-bench: %s\n", status.ToString().c_str());
  });
  runner.Start();
  if (absl::Status status = Watch(handler, watch, figures); !status.ok()) return status;
  figures.cpu_seconds = CpuSeconds() - cpu_before;
  if (figures.run.state() == v1::RUN_STATE_COMPLETED) return figures;
  return absl::InternalError(
      absl::StrCat("the run did not complete: ", figures.run.ShortDebugString()));
}

}  // namespace jifen::bench
