// services/rescoring/timestamp.h: instants as messages.
//
//   Range    of absl::Now() and what was stored of it; to the microsecond.
//   Threads  free functions without state.
#pragma once

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace jifen::services::rescoring {

inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / 1'000'000;
  if (micros % 1'000'000 < 0) --seconds;
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>((micros - seconds * 1'000'000) * 1'000));
  return timestamp;
}

}  // namespace jifen::services::rescoring
