#include "services/rescoring/runner.h"

#include <utility>

#include "services/rescoring/leftovers.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;

// After a failure of the store, or when another process may have left a run.
constexpr absl::Duration kPause = absl::Seconds(2);
// Until the disk may have room again.
constexpr absl::Duration kFullPause = absl::Seconds(1);
constexpr absl::Duration kRemovalBetweenRuns = absl::Seconds(1);

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

Runner::Runner(storage::kv::Store& store, scheme::SchemeCatalog& catalog, CheckProgress& checking,
               RunnerSetting setting, const std::function<void(const absl::Status&)>& log)
    : store_(store),
      catalog_(catalog),
      checking_(checking),
      setting_(WithLog(std::move(setting), log)),
      log_(log) {}

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
    Tell(worked.status());
    const bool full = absl::IsResourceExhausted(worked.status());
    if (full) {
      // The run waits for room, and this may make some.
      clean = Remove([this] { return stop_.load(); });
    } else if (worked.ok() && *worked) {
      // However many runs wait, what others left goes little by little.
      told_full_ = false;
      const absl::Time until = absl::Now() + kRemovalBetweenRuns;
      clean = Remove([this, until] { return stop_ || absl::Now() > until; });
      continue;
    } else if (worked.ok() && !clean) {
      // A run that is started in between does not wait for the rest.
      clean = Remove([this] { return stop_ || signal_.is_woken(); });
    }
    if (!stop_ && signal_.Wait(full ? kFullPause : kPause)) clean = false;
  }
}

bool Runner::Remove(const std::function<bool()>& interrupted) {
  const absl::StatusOr<bool> removed = RemoveLeftovers(store_, interrupted);
  Tell(removed.status());
  return removed.ok() && *removed;
}

// A disk may be full for days.
void Runner::Tell(const absl::Status& status) {
  if (status.ok()) return;
  if (!absl::IsResourceExhausted(status)) return log_(status);
  if (!std::exchange(told_full_, true)) log_(status);
}

absl::StatusOr<bool> Runner::WorkOnce() {
  const absl::StatusOr<std::optional<std::string>> next = NextRun(store_);
  if (!next.ok()) return next.status();
  if (!next->has_value()) return false;
  RunJob job({.store = store_,
              .catalog = catalog_,
              .setting = setting_,
              .stop = stop_,
              .checking = checking_},
             **next);
  const absl::StatusOr<JobEnd> end = job.Work();
  if (!end.ok()) return end.status();
  return true;
}

}  // namespace jifen::services::rescoring
