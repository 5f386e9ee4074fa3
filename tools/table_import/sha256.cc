#include "tools/table_import/sha256.h"

#include "absl/strings/escaping.h"

namespace jifen::tools::table_import {

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
}

void Sha256::Update(std::string_view bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::array<unsigned char, Sha256::kBytes> Sha256::Finish() {
  std::array<unsigned char, kBytes> digest{};
  EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
  return digest;
}

std::string Sha256::FinishHex() {
  const std::array<unsigned char, kBytes> digest = Finish();
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

}  // namespace jifen::tools::table_import
