// tools/table_import/sha256.h: SHA-256 of bytes that come in parts.
//
//   Threads  one at a time.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace jifen::tools::table_import {

class Sha256 {
 public:
  static constexpr size_t kBytes = 32;

  Sha256();

  void Update(std::string_view bytes);

  // Ends the message; the object is then of no more use.
  std::array<unsigned char, kBytes> Finish();

  // The same as 64 small hexadecimal digits.
  std::string FinishHex();

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };

  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace jifen::tools::table_import
