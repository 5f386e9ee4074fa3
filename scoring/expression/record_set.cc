#include "scoring/expression/record_set.h"

#include <algorithm>
#include <bit>

namespace jifen::scoring::expression {

namespace {

void AppendWord(uint64_t word, size_t first, std::vector<RecordIndex>* members) {
  for (; word != 0; word &= word - 1) {
    members->push_back(static_cast<RecordIndex>(first) + std::countr_zero(word));
  }
}

}  // namespace

bool RecordSet::IsEmpty() const {
  return first_ == 0 &&
         std::all_of(more_.begin(), more_.end(), [](uint64_t word) { return word == 0; });
}

void RecordSet::AppendTo(std::vector<RecordIndex>* members) const {
  AppendWord(first_, 0, members);
  for (size_t i = 0; i < more_.size(); ++i) AppendWord(more_[i], (i + 1) * 64, members);
}

}  // namespace jifen::scoring::expression
