#include "tools/table_import/duplicate_index.h"

#include <array>
#include <cstring>

#include "tools/table_import/sha256.h"

namespace jifen::tools::table_import {

std::optional<DuplicateIndex::Place> DuplicateIndex::Note(std::string_view key, Place place) {
  Sha256 digest;
  digest.Update(key);
  const std::array<unsigned char, Sha256::kBytes> bytes = digest.Finish();
  Hash hash;
  std::memcpy(&hash.high, bytes.data(), sizeof(hash.high));
  std::memcpy(&hash.low, bytes.data() + sizeof(hash.high), sizeof(hash.low));
  const auto [found, fresh] = places_.emplace(hash, place);
  if (fresh) return std::nullopt;
  return found->second;
}

}  // namespace jifen::tools::table_import
