// scoring/expression/record_set.h: a set of records of a dossier.
//
//   Shape    one bit per record.
//   Range    positions 0 .. size given to Reset.
//   Threads  one at a time.
//   Cost     no allocation up to 256 records, nor after it has once been as large.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

class RecordSet {
 public:
  // Empty, with room for so many records.
  void Reset(size_t record_count) { words_.assign((record_count + 63) / 64, 0); }

  // kNoRecord is ignored.
  void Add(RecordIndex record) {
    if (record < 0) return;
    words_[static_cast<size_t>(record) / 64] |= uint64_t{1} << (static_cast<size_t>(record) % 64);
  }
  void AddAll(const RecordSet& other) {
    for (size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
  }
  bool Contains(RecordIndex record) const {
    const auto at = static_cast<size_t>(record);
    return record >= 0 && at / 64 < words_.size() && ((words_[at / 64] >> (at % 64)) & 1) != 0;
  }
  bool IsEmpty() const;
  // Appends the members, rising.
  void AppendTo(std::vector<RecordIndex>* members) const;

 private:
  absl::InlinedVector<uint64_t, 4> words_;
};

}  // namespace jifen::scoring::expression
