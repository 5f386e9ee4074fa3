// tools/jifen/commands/first_known.h: that an enterprise was not registered yet at the revision asked for.
//
//   Shape    the fault of a call stays as it is, unless it is ENTERPRISE_UNKNOWN at a revision and the enterprise is
//            registered by now: then it says since which revision.
//   Threads  any.
//   Cost     on that fault alone: as many calls as a bisection of the revisions takes.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

absl::Status WithFirstKnown(const Connection& connection, const absl::Status& status,
                            const std::string& enterprise_id, uint64_t known_at);

}  // namespace jifen::tools::cli
