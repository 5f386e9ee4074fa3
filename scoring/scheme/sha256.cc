#include "scoring/scheme/sha256.h"

#include <array>

#include "absl/strings/escaping.h"
#include "openssl/evp.h"

namespace jifen::scoring::scheme {

absl::StatusOr<std::string> Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    return absl::InternalError("SHA-256 is not available");
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), size));
}

}  // namespace jifen::scoring::scheme
