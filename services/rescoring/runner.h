// services/rescoring/runner.h: works for the runs of a store, one after the other.
//
//   Shape    a thread that takes the run that was started first, and works with as many threads as the setting says.
//            Runs that were under way when the server ended go on with the next one. In between it removes leftovers:
//            also while runs wait, and while a full disk holds up the run that it works for.
//   Errors   those of a job go to the log, that the disk is full once; a run that cannot go on is FAILED and says why.
//   Threads  Wake may be called from any thread.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "services/rescoring/run_job.h"
#include "services/rescoring/wake_signal.h"

namespace jifen::services::rescoring {

class Runner {
 public:
  // `log` is told of what nobody asked for.
  Runner(storage::kv::Store& store, scheme::SchemeCatalog& catalog, CheckProgress& checking,
         RunnerSetting setting, const std::function<void(const absl::Status&)>& log);
  // Lets the chunk that is being made end, and stops.
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  void Start();
  // There may be something to do.
  void Wake() { signal_.Wake(); }

 private:
  void Loop();
  // Whether there was a run to work for.
  absl::StatusOr<bool> WorkOnce();
  // Whether none are left.
  bool Remove(const std::function<bool()>& interrupted);
  void Tell(const absl::Status& status);

  storage::kv::Store& store_;
  scheme::SchemeCatalog& catalog_;
  CheckProgress& checking_;
  const RunnerSetting setting_;
  const std::function<void(const absl::Status&)> log_;
  std::atomic<bool> stop_ = false;
  bool told_full_ = false;  // since a run got on
  WakeSignal signal_;
  std::thread thread_;
};

}  // namespace jifen::services::rescoring
