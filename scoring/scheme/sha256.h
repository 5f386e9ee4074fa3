// scoring/scheme/sha256.h: the SHA-256 of some bytes, for the identity of a scheme.
//
//   Source   FIPS 180-4; computed by OpenSSL (docs/decisions/0002-hash-of-a-scheme.md).
//   Errors   Sha256Hex: INTERNAL if the library refuses, which it does only without memory.
//   Threads  a free function without state.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace jifen::scoring::scheme {

// 64 lower-case hexadecimal digits.
absl::StatusOr<std::string> Sha256Hex(std::string_view bytes);

}  // namespace jifen::scoring::scheme
