// proto/model/error.h: errors as absl::Status with one typed payload, jifen.v1.ErrorDetail.
//
//   Shape    every error of scoring, tables, services and tools is made here, from a Fault.
//   Range    got is cut to kGotBytesMax bytes at a character's border.
//   Errors   ToStatus takes the canonical code from one table, the one that docs/errors.md shows.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "jifen/v1/error.pb.h"

namespace jifen::model {

inline constexpr int kGotBytesMax = 200;

struct Fault {
  v1::Reason reason = v1::REASON_UNSPECIFIED;
  std::string message;  // for people, in English: what is wrong and what to do next
  std::string path;     // of the field at fault; empty if none
  std::string got;
  std::string want;
  int line = 0;    // from 1; 0 if none
  int column = 0;  // in code points from 1; 0 if none
};

// The canonical code of a reason; kInternal for REASON_UNSPECIFIED.
absl::StatusCode CodeOf(v1::Reason reason);

// The reason's name without its prefix, e.g. CREDIT_CODE_INVALID.
std::string ReasonName(v1::Reason reason);

v1::ErrorDetail ToDetail(const Fault& fault);

// The status's message is "<path>: got <got>, want <want>: <message>", without the parts that are
// empty.
absl::Status ToStatus(const Fault& fault);

// The payload of a status that ToStatus made; nullopt for any other.
std::optional<v1::ErrorDetail> DetailOf(const absl::Status& status);

// The same status with `prefix` and a point before its path; any other status unchanged.
absl::Status WithPathPrefix(const absl::Status& status, std::string_view prefix);

}  // namespace jifen::model
