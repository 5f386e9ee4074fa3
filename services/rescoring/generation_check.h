// services/rescoring/generation_check.h: reads a generation back, and adds it up again.
//
//   Shape    every card is hashed and compared with its line; lines and ranking are counted and summed. What the
//            run says that it wrote must be what is there.
//   Errors   GENERATION_CHECK at what differs; DATA_CORRUPT; the store's; IsStopped();
//            ABORTED if the run was paused, cancelled or taken in between.
//   Threads  as many as the setting says, within the call.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/rescoring/check_progress.h"
#include "services/rescoring/run_context.h"
#include "services/rescoring/run_tally.h"

namespace jifen::services::rescoring {

struct CheckedGeneration {
  v1::RunTally tally;
  std::string cards_sha256;  // 64 lower-case hexadecimal digits
};

// `progress` counts the enterprises that were checked. `checked` has a tally also if the check fails: what was read, or
// what was written if not everything could be read.
absl::Status CheckGeneration(const RunContext& context, CheckProgress* progress,
                             CheckedGeneration* checked);

}  // namespace jifen::services::rescoring
