#include "proto/model/sha256.h"

#include <openssl/evp.h>

#include <cstdlib>

#include "absl/strings/escaping.h"

namespace jifen::model {
namespace {

EVP_MD_CTX* Context(void* context) { return static_cast<EVP_MD_CTX*>(context); }

// OpenSSL fails here only without memory or without its own SHA-256: nothing can go on then.
void Require(bool fine) {
  if (!fine) std::abort();
}

// Looked up once: EVP_sha256() makes OpenSSL look it up for every digest, which takes longer than a short digest.
const EVP_MD* Method() {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Require(method != nullptr);
  return method;
}

}  // namespace

void Sha256::Free::operator()(void* context) const { EVP_MD_CTX_free(Context(context)); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  Require(context_ != nullptr);
  Require(EVP_DigestInit_ex(Context(context_.get()), Method(), nullptr) == 1);
}

void Sha256::Add(std::string_view bytes) {
  Require(EVP_DigestUpdate(Context(context_.get()), bytes.data(), bytes.size()) == 1);
}

void Sha256::AddU32(uint32_t number) {
  const char bytes[] = {static_cast<char>(number >> 24U), static_cast<char>(number >> 16U),
                        static_cast<char>(number >> 8U), static_cast<char>(number)};
  Add(std::string_view(bytes, sizeof(bytes)));
}

std::string Sha256::Finish() {
  unsigned char digest[kSha256Bytes];
  Require(EVP_DigestFinal_ex(Context(context_.get()), digest, nullptr) == 1);
  return std::string(digest, digest + kSha256Bytes);
}

std::string Sha256Of(std::string_view bytes) {
  Sha256 sha256;
  sha256.Add(bytes);
  return sha256.Finish();
}

std::string HexOf(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

}  // namespace jifen::model
