// proto/model/sha256.h: SHA-256 in pieces: identities of schemes, request ids, imports and stores.
//
//   Source   FIPS 180-4; computed by OpenSSL (docs/decisions/0002-sha-256.md).
//   Threads  a Sha256 belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace jifen::model {

inline constexpr size_t kSha256Bytes = 32;

class Sha256 {
 public:
  Sha256();

  void Add(std::string_view bytes);
  void AddU32(uint32_t number);  // big-endian

  // 32 bytes. Nothing may be added after it.
  std::string Finish();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
};

std::string Sha256Of(std::string_view bytes);

// Lower-case hexadecimal digits.
std::string HexOf(std::string_view bytes);

}  // namespace jifen::model
