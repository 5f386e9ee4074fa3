#include "services/comparison/line_reader.h"

#include <algorithm>

namespace jifen::services::comparison {

absl::Status LineReader::Fill() {
  lines_.clear();
  at_ = 0;
  finished_ = true;
  const absl::Status status = storage::tables::ForEachGenerationScore(
      snapshot_, part_,
      [this](std::string_view id, const storage::v1::StoredScore& score) -> absl::StatusOr<bool> {
        lines_.push_back({.enterprise_id = std::string(id), .score = score});
        finished_ = lines_.size() < kLinesHeld;
        return finished_;
      });
  if (status.ok() && !lines_.empty()) part_.after = lines_.back().enterprise_id;
  return status;
}

absl::StatusOr<std::string_view> LineReader::Peek() {
  if (at_ == lines_.size() && !finished_) {
    if (absl::Status status = Fill(); !status.ok()) return status;
  }
  if (at_ == lines_.size()) return std::string_view();
  return std::string_view(lines_[at_].enterprise_id);
}

absl::StatusOr<std::optional<LinePair>> NextPair(LineReader& from, LineReader& to) {
  const absl::StatusOr<std::string_view> a = from.Peek();
  if (!a.ok()) return a.status();
  const absl::StatusOr<std::string_view> b = to.Peek();
  if (!b.ok()) return b.status();
  if (a->empty() && b->empty()) return std::optional<LinePair>();
  LinePair pair;
  const bool in_from = !a->empty() && (b->empty() || *a <= *b);
  const bool in_to = !b->empty() && (a->empty() || *b <= *a);
  pair.enterprise_id = std::string(in_from ? *a : *b);
  if (in_from) pair.from = from.Take();
  if (in_to) pair.to = to.Take();
  return std::optional<LinePair>(std::move(pair));
}

}  // namespace jifen::services::comparison
