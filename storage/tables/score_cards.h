// storage/tables/score_cards.h: score cards, kept as the bytes that are served; immutable.
//
//   Shape    the id of a card is <enterprise id>/<scheme id>@<version>/<year>/<valid_at>/<known_at>, and then
//            /<generation id> if it is of a generation or was placed in its cohorts. Of
//            one enterprise and scheme the newest card is the one of the greatest known_at, then year,
//            then valid_at, then scheme version.
//   Errors   ParseScoreCardId: TEXT_INVALID at card_id. Get...: SCORE_CARD_UNKNOWN. The store's.
//   Threads  free functions without state.
//   Cost     Get, also of the newest: one seek.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "jifen/v1/date.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"
#include "storage/tables/page.h"

namespace jifen::storage::tables {

struct ScoreCardId {
  std::string enterprise_id = {};
  std::string scheme_id = {};
  uint32_t scheme_version = 0;
  int32_t year = 0;
  v1::Date valid_at = {};
  kv::Revision known_at = 0;
  std::string generation_id = {};  // empty: none
};

// Whose cards: of one enterprise, under one scheme (empty: all of them).
struct ScoreCardOwner {
  std::string enterprise_id = {};
  std::string scheme_id = {};
};

std::string FormatScoreCardId(const ScoreCardId& id);

// Only what FormatScoreCardId makes: no leading zeros, no spaces.
absl::StatusOr<ScoreCardId> ParseScoreCardId(std::string_view text);

// The serialized jifen.v1.ScoreCard, or none.
absl::StatusOr<std::optional<std::string>> FindScoreCard(const kv::Snapshot& snapshot,
                                                         const ScoreCardId& id);
absl::StatusOr<std::string> GetScoreCard(const kv::Snapshot& snapshot, const ScoreCardId& id);

// `owner.scheme_id` is required.
absl::StatusOr<std::string> GetNewestScoreCard(const kv::Snapshot& snapshot,
                                               const ScoreCardOwner& owner);

// Serialized cards by scheme id, newest first.
absl::StatusOr<Page<std::string>> ListScoreCards(const kv::Snapshot& snapshot,
                                                 const ScoreCardOwner& owner,
                                                 const PageQuery& page);

struct ScoreCardVersion {
  std::string card;
  kv::Revision revision = 0;  // of the commit that stored it
};
absl::StatusOr<Page<ScoreCardVersion>> ListScoreCardVersions(const kv::Snapshot& snapshot,
                                                             const ScoreCardOwner& owner,
                                                             const PageQuery& page);

// Adds the card to the commit, on the precondition that there is none with this id (look before). The id's
// enterprise id must have 18 bytes.
void PutScoreCard(const ScoreCardId& id, std::string card, kv::CommitRequest& commit);

}  // namespace jifen::storage::tables
