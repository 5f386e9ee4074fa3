// services/comparison/line_reader.h: the lines of a part of a generation one after the other, so that two can be merged.
//
//   Range    holds kLinesHeld lines at most.
//   Errors   DATA_CORRUPT; the store's.
//   Threads  one at a time; several may read one snapshot.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/generation_scores.h"

namespace jifen::services::comparison {

inline constexpr size_t kLinesHeld = 1024;

// An enterprise's lines in two generations, or under two schemes. Null: it is not in that one.
struct LinePair {
  std::string enterprise_id;
  std::optional<storage::v1::StoredScore> from;
  std::optional<storage::v1::StoredScore> to;
};

class LineReader {
 public:
  LineReader(const storage::kv::Snapshot& snapshot, storage::tables::GenerationPart part)
      : snapshot_(snapshot), part_(std::move(part)) {}

  // The id of the next line; empty: there is none.
  absl::StatusOr<std::string_view> Peek();
  // The line that was peeked at.
  storage::v1::StoredScore Take() { return std::move(lines_[at_++].score); }

 private:
  struct Line {
    std::string enterprise_id;
    storage::v1::StoredScore score;
  };

  absl::Status Fill();

  const storage::kv::Snapshot& snapshot_;
  storage::tables::GenerationPart part_;  // what is left
  std::vector<Line> lines_;
  size_t at_ = 0;
  bool finished_ = false;
};

// The next enterprise that is in one of the two, by rising id. None: there is no more.
absl::StatusOr<std::optional<LinePair>> NextPair(LineReader& from, LineReader& to);

}  // namespace jifen::services::comparison
