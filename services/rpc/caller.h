// services/rpc/caller.h: who calls.
#pragma once

namespace jifen::services::rpc {

// Whoever reaches the loopback port: callers are not told apart.
inline constexpr char kLocalPrincipal[] = "local";

}  // namespace jifen::services::rpc
