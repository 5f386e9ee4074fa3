// storage/tables/generation_scores.h: what a generation holds of each enterprise: the card, the line beside it, and
// its place in the ranking.
//
//   Shape    each is kept by versions: a run writes the first, a changed record one more. At a revision the
//            newest version up to it counts. The ranking is by falling total; who has none stands last.
//   Units    totals as unscaled decimals.
//   Errors   DATA_CORRUPT; the visitor's; the store's.
//   Threads  free functions without state.
//   Cost     Find: one seek. Lists: one scan.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {

using RankTotal = std::optional<absl::int128>;

// Names what a generation holds of an enterprise, which has 18 bytes.
struct GenerationMember {
  std::string_view generation_id;
  std::string_view enterprise_id;
};

// The card's bytes may be empty: there is none. `score` is not one that left.
struct GenerationScore {
  std::string card;
  const stored::StoredScore& score;
  RankTotal total;
};

void PutGenerationScore(const GenerationMember& member, GenerationScore score,
                        kv::CommitRequest& commit);
// The enterprise is no longer in the population, as known at this revision: it had a line at this total.
struct GenerationLeave {
  RankTotal total;
  kv::Revision known_at = 0;
};
void PutGenerationLeave(const GenerationMember& member, const GenerationLeave& leave,
                        kv::CommitRequest& commit);
// The enterprise stood at this total and stands elsewhere by the same commit.
void EndGenerationRank(const GenerationMember& member, const RankTotal& total,
                       kv::CommitRequest& commit);

struct CardVersion {
  std::string card;
  kv::Revision revision = 0;
};
absl::StatusOr<std::optional<CardVersion>> FindGenerationCard(const kv::Snapshot& snapshot,
                                                              const GenerationMember& member,
                                                              kv::Revision at);

struct ScoreVersion {
  stored::StoredScore score;
  kv::Revision revision = 0;
};
// The newest version, also one that says that the enterprise left.
absl::StatusOr<std::optional<ScoreVersion>> FindGenerationLine(const kv::Snapshot& snapshot,
                                                               const GenerationMember& member,
                                                               kv::Revision at);
// None also if the enterprise left.
absl::StatusOr<std::optional<ScoreVersion>> FindGenerationScore(const kv::Snapshot& snapshot,
                                                                const GenerationMember& member,
                                                                kv::Revision at);
// All versions, newest first, with those that say that the enterprise left.
absl::StatusOr<std::vector<ScoreVersion>> ListGenerationScores(const kv::Snapshot& snapshot,
                                                               const GenerationMember& member);

// A part of a generation: the enterprises after `after` (empty: from the first) up to `upto` (empty: to the last).
struct GenerationPart {
  std::string_view generation_id;
  std::string after = {};
  std::string upto = {};
  kv::Revision at = 0;
};

// By rising enterprise id until the visitor answers false; those that left are left out.
using ScoreVisitor = std::function<absl::StatusOr<bool>(std::string_view enterprise_id,
                                                        const stored::StoredScore& score)>;
absl::Status ForEachGenerationScore(const kv::Snapshot& snapshot, const GenerationPart& part,
                                    const ScoreVisitor& visit);
// By rising enterprise id: the bytes of each card. Also of those that left since.
using CardVisitor =
    std::function<absl::StatusOr<bool>(std::string_view enterprise_id, std::string_view card)>;
absl::Status ForEachGenerationCard(const kv::Snapshot& snapshot, const GenerationPart& part,
                                   const CardVisitor& visit);

// A line of the ranking.
struct RankLine {
  RankTotal total;
  std::string enterprise_id;
  stored::StoredRank rank;
  std::string position;  // to go on after
};

struct RankQuery {
  std::string_view generation_id;
  std::string after = {};  // a position; empty: from the first
  kv::Revision at = 0;
};

// In the order of the ranking until the visitor answers false. PAGE_TOKEN_INVALID for a position that is none.
using RankVisitor = std::function<absl::StatusOr<bool>(const RankLine&)>;
absl::Status ForEachRank(const kv::Snapshot& snapshot, const RankQuery& query,
                         const RankVisitor& visit);

// The keys of the cards and of the ranking: what is removed when a generation is dropped.
std::vector<kv::KeyRange> DroppedKeys(std::string_view generation_id);
// The keys of the lines.
kv::KeyRange ScoreKeys(std::string_view generation_id);

}  // namespace jifen::storage::tables
