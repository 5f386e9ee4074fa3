#include "services/comparison/explain_change.h"

#include <optional>
#include <string>
#include <utility>

#include "jifen/v1/score_card.pb.h"
#include "proto/model/error.h"
#include "services/comparison/enterprise_ledger.h"
#include "services/comparison/moves.h"
#include "services/score/card_finder.h"
#include "storage/tables/generations.h"
#include "storage/tables/score_cards.h"
#include "storage/tables/store_error.h"

namespace jifen::services::comparison {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::decimal::Decimal;

// A card, and what its points are made of.
struct NamedCard {
  tables::ScoreCardId id;
  Total total;
  ComparedSide side;
};

// An error about a card's id, at the field that it stands in.
absl::Status AtField(const absl::Status& status, const std::string& path) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  if (!detail.has_value() || detail->path() != "card_id") return status;
  return model::ToStatus(
      {.reason = detail->reason(), .path = path, .got = detail->got(), .want = detail->want()});
}

absl::StatusOr<tables::ScoreCardId> ReadId(const std::string& text, const std::string& path) {
  if (text.empty()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "name the card, which GetScoreHistory and rankings tell",
                            .path = path,
                            .want = "the id of a score card"});
  }
  absl::StatusOr<tables::ScoreCardId> id = tables::ParseScoreCardId(text);
  if (!id.ok()) return AtField(id.status(), path);
  return id;
}

absl::StatusOr<ComparedSide> SideOf(const kv::Snapshot& snapshot, const ComparisonCaches& caches,
                                    const tables::ScoreCardId& id) {
  const auto scheme = caches.catalog.Get(snapshot, id.scheme_id, id.scheme_version);
  if (!scheme.ok()) return tables::Corrupt("the scheme of a score card");
  ComparedSide side{
      .scheme = *scheme, .cohorts = nullptr, .year = id.year, .valid_at = id.valid_at};
  if (id.generation_id.empty()) return side;
  const auto generation = tables::FindGeneration(snapshot, id.generation_id);
  if (!generation.ok()) return generation.status();
  if (!generation->has_value()) return tables::Corrupt("the generation of a score card");
  auto cohorts = caches.cohorts.Get(snapshot, **scheme, **generation);
  if (!cohorts.ok()) return cohorts.status();
  side.cohorts = *std::move(cohorts);
  return side;
}

absl::StatusOr<NamedCard> Find(const kv::Snapshot& snapshot, const ComparisonCaches& caches,
                               const tables::ScoreCardId& id, const std::string& path) {
  const auto bytes = score::CardFinder(caches.catalog, caches.cohorts)
                         .FindById(snapshot, tables::FormatScoreCardId(id));
  if (!bytes.ok()) return AtField(bytes.status(), path);
  v1::ScoreCard card;
  if (!card.ParseFromString(*bytes)) return tables::Corrupt("a stored score card");
  NamedCard named{.id = id, .total = std::nullopt, .side = {}};
  if (card.has_total()) {
    const absl::StatusOr<Decimal> total = Decimal::Parse(card.total());
    if (!total.ok()) return tables::Corrupt("the total of a score card");
    named.total = *total;
  }
  absl::StatusOr<ComparedSide> side = SideOf(snapshot, caches, id);
  if (!side.ok()) return side.status();
  named.side = *std::move(side);
  return named;
}

// Whether the points that were made again are those of the card.
bool IsAsStored(const NamedCard& card, bool scored, Decimal points) {
  return card.total.has_value() == scored && (!scored || *card.total == points);
}

}  // namespace

absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const kv::Snapshot& snapshot,
                                                        const ComparisonCaches& caches,
                                                        const v1::ExplainChangeRequest& request) {
  const auto from_id = ReadId(request.from_card_id(), "from_card_id");
  if (!from_id.ok()) return from_id.status();
  const auto to_id = ReadId(request.to_card_id(), "to_card_id");
  if (!to_id.ok()) return to_id.status();
  const auto from = Find(snapshot, caches, *from_id, "from_card_id");
  if (!from.ok()) return from.status();
  const auto to = Find(snapshot, caches, *to_id, "to_card_id");
  if (!to.ok()) return to.status();
  if (from_id->enterprise_id != to_id->enterprise_id) {
    return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                            .message = "cards of two enterprises have no causes in common",
                            .path = "to_card_id",
                            .got = to_id->enterprise_id,
                            .want = "a card of " + from_id->enterprise_id});
  }
  const auto ledger = EnterpriseLedger(snapshot, from->side, to->side)
                          .Follow({.enterprise_id = from_id->enterprise_id,
                                   .from_known_at = from_id->known_at,
                                   .to_known_at = to_id->known_at});
  if (!ledger.ok()) return ledger.status();
  if (!IsAsStored(*from, ledger->from_scored, ledger->from) ||
      !IsAsStored(*to, ledger->to_scored, ledger->to)) {
    return tables::Corrupt("a score card whose dossier gives other points");
  }
  v1::ExplainChangeResponse response;
  response.set_from_points(ledger->from.Format());
  response.set_to_points(ledger->to.Format());
  response.set_difference(SubtractInRange(ledger->to, ledger->from).Format());
  FillCauses(*ledger, response.mutable_causes());
  response.set_from_scored(ledger->from_scored);
  response.set_to_scored(ledger->to_scored);
  return response;
}

}  // namespace jifen::services::comparison
