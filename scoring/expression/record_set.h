// scoring/expression/record_set.h: a set of records of a dossier.
//
//   Shape    one bit per record.
//   Range    positions 0 .. size given to Reset.
//   Threads  one at a time.
//   Cost     no allocation up to 64 records, nor after it has once been as large.
#pragma once

#include <cstdint>
#include <vector>

#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

class RecordSet {
 public:
  RecordSet() = default;
  RecordSet(const RecordSet&) = default;
  RecordSet(RecordSet&&) = default;
  ~RecordSet() = default;
  RecordSet& operator=(RecordSet&&) = default;
  // Copied for every value: the words that most dossiers do not have cost nothing.
  RecordSet& operator=(const RecordSet& other) {
    first_ = other.first_;
    if (!more_.empty() || !other.more_.empty()) more_ = other.more_;
    return *this;
  }

  // Empty, with room for so many records.
  void Reset(size_t record_count) {
    first_ = 0;
    if (record_count > 64 || !more_.empty()) more_.assign(WordsAfterFirst(record_count), 0);
  }

  // kNoRecord is ignored.
  void Add(RecordIndex record) {
    if (record < 0) return;
    const auto at = static_cast<size_t>(record);
    (at < 64 ? first_ : more_[at / 64 - 1]) |= uint64_t{1} << (at % 64);
  }
  // Of a set with room for at most as many.
  void AddAll(const RecordSet& other) {
    first_ |= other.first_;
    for (size_t i = 0; i < other.more_.size(); ++i) more_[i] |= other.more_[i];
  }
  bool Contains(RecordIndex record) const {
    const auto at = static_cast<size_t>(record);
    if (record < 0 || at / 64 > more_.size()) return false;
    return (((at < 64 ? first_ : more_[at / 64 - 1]) >> (at % 64)) & 1) != 0;
  }
  bool IsEmpty() const;
  // Appends the members, rising.
  void AppendTo(std::vector<RecordIndex>* members) const;

 private:
  static size_t WordsAfterFirst(size_t record_count) {
    return record_count > 64 ? (record_count - 1) / 64 : 0;
  }

  uint64_t first_ = 0;  // most dossiers need no more
  std::vector<uint64_t> more_;
};

}  // namespace jifen::scoring::expression
