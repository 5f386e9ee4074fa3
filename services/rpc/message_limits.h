// services/rpc/message_limits.h: how large a message may be.
#pragma once

#include <cstddef>

namespace jifen::services::rpc {

// A request, other than a message of an import.
inline constexpr size_t kRequestBytesMax = size_t{1} << 20;

// A message of an import, and any answer: what a gRPC client takes unless it was told otherwise.
inline constexpr size_t kMessageBytesMax = size_t{4} << 20;

}  // namespace jifen::services::rpc
