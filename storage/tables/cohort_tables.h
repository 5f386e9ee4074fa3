// storage/tables/cohort_tables.h: frozen cohort tables, in pieces that fit into the store.
//
//   Shape    a group of a measure at a level has its rising values and how many enterprises have each.
//   Units    values are unscaled decimals of 16 bytes: two's complement, big-endian.
//   Range    at most kCohortPieceValues values in a piece.
//   Errors   DATA_CORRUPT; the visitor's; the store's.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {

inline constexpr size_t kCohortPieceValues = 100'000;
inline constexpr size_t kCohortValueBytes = 16;

std::string EncodeCohortValue(absl::int128 unscaled);
// Exactly kCohortValueBytes are required.
absl::int128 DecodeCohortValue(std::string_view bytes);

struct CohortGroupName {
  std::string measure_id;
  std::string level_id;
  std::string group;
};

struct CohortPiece {
  CohortGroupName name;
  uint32_t number = 0;  // from 0 within the group
  std::vector<absl::int128> values;
  std::vector<uint32_t> counts;
};

void PutCohortPiece(std::string_view generation_id, const CohortPiece& piece,
                    kv::CommitRequest& commit);

// By measure id, level id, group and number.
absl::Status ForEachCohortPiece(const kv::Snapshot& snapshot, std::string_view generation_id,
                                const std::function<absl::Status(const CohortPiece&)>& visit);

// The keys of all pieces of a generation.
kv::KeyRange CohortTableKeys(std::string_view generation_id);

}  // namespace jifen::storage::tables
