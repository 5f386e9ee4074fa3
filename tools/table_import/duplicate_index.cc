#include "tools/table_import/duplicate_index.h"

#include <cstring>
#include <string>

#include "proto/model/sha256.h"

namespace jifen::tools::table_import {

std::optional<DuplicateIndex::Place> DuplicateIndex::Note(std::string_view key, Place place) {
  const std::string bytes = model::Sha256Of(key);
  Hash hash;
  std::memcpy(&hash.high, bytes.data(), sizeof(hash.high));
  std::memcpy(&hash.low, bytes.data() + sizeof(hash.high), sizeof(hash.low));
  const auto [found, fresh] = places_.emplace(hash, place);
  if (fresh) return std::nullopt;
  return found->second;
}

}  // namespace jifen::tools::table_import
