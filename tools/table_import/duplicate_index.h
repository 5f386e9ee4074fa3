// tools/table_import/duplicate_index.h: where each enterprise and record was taken from.
//
//   Shape    the server says what is a duplicate, for it alone knows which rows it took; this only
//            finds the place of the row before. Places are kept under 64 bits of the key's SHA-256:
//            two keys of one source that share them would only name a wrong place.
//   Range    the first kPlacesMax places are known, so that memory stays bounded; a duplicate of a later row
//            is told without its place.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/source_row.h"

namespace jifen::tools::table_import {

// 16 bytes each, with the table's own about 70 MB.
inline constexpr size_t kPlacesMax = 3'600'000;

class DuplicateIndex {
 public:
  using Hash = uint64_t;
  // What a row brings.
  struct Keys {
    std::optional<Hash> enterprise;
    std::optional<Hash> record;
  };
  static Keys KeysOf(const v1::ImportRow& row);

  // Notes where a row stood that was taken.
  void Note(const Keys& keys, const SourceRow& where);

  // The detail of a row that was refused, with the place of the first row if it is a duplicate.
  v1::ErrorDetail Explain(const Keys& keys, v1::ErrorDetail detail) const;

 private:
  struct Place {
    uint32_t file = 0;  // in files_
    uint32_t row = 0;
  };

  void NoteAt(Hash key, const SourceRow& where);

  std::vector<std::string> files_;
  absl::flat_hash_map<Hash, Place> places_;
};

}  // namespace jifen::tools::table_import
