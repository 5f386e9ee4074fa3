// tools/table_import/duplicate_index.h: where each record of a table stood first.
//
//   Shape    keys are kept as 128 bits of their SHA-256: two keys of one folder that share them will
//            not be met.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace jifen::tools::table_import {

class DuplicateIndex {
 public:
  struct Place {
    int32_t file_order = 0;
    int64_t row = 0;
  };

  // Notes the key at the place; the place where it was noted before, if it was.
  std::optional<Place> Note(std::string_view key, Place place);

  void Clear() { places_.clear(); }

 private:
  struct Hash {
    uint64_t high = 0;
    uint64_t low = 0;
    bool operator==(const Hash&) const = default;
  };
  struct Fold {
    size_t operator()(const Hash& hash) const { return static_cast<size_t>(hash.low); }
  };

  std::unordered_map<Hash, Place, Fold> places_;
};

}  // namespace jifen::tools::table_import
