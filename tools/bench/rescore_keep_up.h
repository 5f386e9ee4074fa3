// tools/bench/rescore_keep_up.h: how soon a changed record is in the card of the published generation.
//
//   Shape    the generation is published and kept up as in the server. Then the newest annual report of an enterprise
//            gets another figure, by the registry's handler, and the time runs from that call until a snapshot shows
//            the enterprise's new card; then comes the next enterprise, far from the one before.
//   Units    milliseconds.
//   Errors   those of the handlers; DEADLINE_EXCEEDED if no card comes.
//   Threads  one that keeps up; the caller changes and waits.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "services/rescoring/watched_store.h"

namespace jifen::bench {

struct KeepUpFigures {
  size_t changes = 0;
  double median_ms = 0;
  double p99_ms = 0;
};

absl::StatusOr<KeepUpFigures> MeasureKeepUp(services::rescoring::WatchedStore& store,
                                            const std::string& generation_id, size_t changes_max);

}  // namespace jifen::bench
