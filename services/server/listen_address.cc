#include "services/server/listen_address.h"

#include <algorithm>

#include "proto/model/error.h"

namespace jifen::services::server {
namespace {

constexpr std::string_view kLoopbackHosts[] = {"127.0.0.1", "localhost", "[::1]"};
constexpr size_t kPortDigitsMax = 5;
constexpr int kPortMax = 65535;

bool IsPort(std::string_view text) {
  if (text.empty() || text.size() > kPortDigitsMax) return false;
  int port = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    port = port * 10 + (c - '0');
  }
  return port <= kPortMax;
}

absl::Status Wrong(std::string_view address, std::string want, std::string message) {
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .message = std::move(message),
                          .path = "listen",
                          .got = std::string(address),
                          .want = std::move(want)});
}

}  // namespace

absl::Status CheckListenAddress(std::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string_view::npos || !IsPort(address.substr(colon + 1))) {
    return Wrong(address, "HOST:PORT, e.g. 127.0.0.1:7600", "");
  }
  const std::string_view host = address.substr(0, colon);
  const bool loopback = std::any_of(std::begin(kLoopbackHosts), std::end(kLoopbackHosts),
                                    [host](std::string_view known) { return known == host; });
  if (loopback) return absl::OkStatus();
  return Wrong(address, "127.0.0.1, localhost or [::1]",
               "calls are not authenticated in this version, so only this machine may reach them; "
               "put an authenticating proxy in front");
}

}  // namespace jifen::services::server
