// tools/jifen/commands/run_watch.h: how a run gets on, until it ends.
//
//   Shape    a bar for each phase; at the end the run as it ended, and what can be done next. With --json only the run
//            at the end.
//   Errors   those of WatchRun. A lost connection is tried again until the connection's timeout has passed without an
//            answer; the run is not touched by any of it.
//   Threads  one at a time.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

// 0 if the run completed, kExitFailed if it failed, was cancelled or is paused, kExitInterrupted on Ctrl-C.
absl::StatusOr<int> WatchUntilEnd(const Context& context, const Connection& connection,
                                  const std::string& generation_id);

}  // namespace jifen::tools::cli
