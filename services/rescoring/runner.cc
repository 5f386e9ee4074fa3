#include "services/rescoring/runner.h"

#include <utility>

#include "services/rescoring/leftovers.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;

// After a failure of the store, or when another process may have left a run.
constexpr absl::Duration kPause = absl::Seconds(2);

RunnerSetting WithLog(RunnerSetting setting, const std::function<void(const absl::Status&)>& log) {
  setting.log = log;
  return setting;
}

bool StartedBefore(const v1::Run& a, const v1::Run& b) {
  if (a.started_at().seconds() != b.started_at().seconds()) {
    return a.started_at().seconds() < b.started_at().seconds();
  }
  return a.started_at().nanos() < b.started_at().nanos();
}

// The run that was started first of those that are to work.
absl::StatusOr<std::optional<std::string>> NextRun(storage::kv::Store& store) {
  const auto snapshot = tables::TakeSnapshot(store);
  if (!snapshot.ok()) return snapshot.status();
  std::optional<v1::Run> first;
  tables::PageQuery query{.size = 200};
  while (true) {
    const auto page = tables::ListRuns(**snapshot, "", query);
    if (!page.ok()) return page.status();
    for (const tables::RunVersion& version : page->items) {
      const v1::Run& run = version.run.run();
      if (run.state() != v1::RUN_STATE_RUNNING) continue;
      if (!first.has_value() || StartedBefore(run, *first)) first = run;
    }
    if (page->next.empty()) break;
    query.after = page->next;
  }
  if (!first.has_value()) return std::nullopt;
  return first->generation_id();
}

}  // namespace

Runner::Runner(storage::kv::Store& store, scheme::SchemeCatalog& catalog, RunnerSetting setting,
               const std::function<void(const absl::Status&)>& log)
    : store_(store), catalog_(catalog), setting_(WithLog(std::move(setting), log)), log_(log) {}

Runner::~Runner() {
  stop_ = true;
  Wake();
  if (thread_.joinable()) thread_.join();
}

void Runner::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Runner::Loop() {
  bool clean = false;
  while (!stop_) {
    const absl::StatusOr<bool> worked = WorkOnce();
    if (!worked.ok()) log_(worked.status());
    if (worked.ok() && *worked) {
      clean = false;
      continue;
    }
    // A run that is started in between does not wait for the rest.
    if (worked.ok() && !clean) {
      const auto removed =
          RemoveLeftovers(store_, [this] { return stop_.load() || signal_.is_woken(); });
      if (!removed.ok() && !absl::IsResourceExhausted(removed.status())) log_(removed.status());
      clean = removed.ok() && *removed;
    }
    if (!stop_ && signal_.Wait(kPause)) clean = false;
  }
}

absl::StatusOr<bool> Runner::WorkOnce() {
  const absl::StatusOr<std::optional<std::string>> next = NextRun(store_);
  if (!next.ok()) return next.status();
  if (!next->has_value()) return false;
  RunJob job({.store = store_,
              .catalog = catalog_,
              .setting = setting_,
              .stop = stop_,
              .checked = checked_},
             **next);
  const absl::StatusOr<JobEnd> end = job.Work();
  if (!end.ok()) return end.status();
  return true;
}

}  // namespace jifen::services::rescoring
