// tools/table_import/duplicate_index.h: where each enterprise and record was taken from.
//
//   Shape    the server says what is a duplicate, for it alone knows which rows it took; this only
//            finds the place of the row before. Keys are kept as 128 bits of their SHA-256: two keys of
//            one folder that share them will not be met.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/source_row.h"

namespace jifen::tools::table_import {

class DuplicateIndex {
 public:
  struct Hash {
    uint64_t high = 0;
    uint64_t low = 0;
    bool operator==(const Hash&) const = default;
  };
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
    size_t file = 0;  // in files_
    int64_t row = 0;
  };
  struct Fold {
    size_t operator()(const Hash& hash) const { return static_cast<size_t>(hash.low); }
  };

  void NoteAt(const Hash& key, const SourceRow& where);

  std::vector<std::string> files_;
  std::unordered_map<Hash, Place, Fold> places_;
};

}  // namespace jifen::tools::table_import
