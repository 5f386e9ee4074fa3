// services/server/listen_address.h: where the server listens.
//
//   Shape    HOST:PORT; port 0 takes a free one.
//   Errors   OUT_OF_RANGE for a host that is not loopback: calls are not authenticated, so nobody
//            else may reach them.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace jifen::services::server {

absl::Status CheckListenAddress(std::string_view address);

}  // namespace jifen::services::server
