#include "scoring/expression/record_set.h"

#include <algorithm>
#include <bit>

namespace jifen::scoring::expression {

bool RecordSet::IsEmpty() const {
  return std::all_of(words_.begin(), words_.end(), [](uint64_t word) { return word == 0; });
}

void RecordSet::AppendTo(std::vector<RecordIndex>* members) const {
  for (size_t i = 0; i < words_.size(); ++i) {
    for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
      members->push_back(static_cast<RecordIndex>(i * 64) + std::countr_zero(word));
    }
  }
}

}  // namespace jifen::scoring::expression
