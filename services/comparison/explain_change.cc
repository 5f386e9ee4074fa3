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
  // What the cards say counts, also if this version of the program makes other points of the same data.
  const Decimal from_points = from->total.value_or(ledger->from);
  const Decimal to_points = to->total.value_or(ledger->to);
  const Decimal difference = SubtractInRange(to_points, from_points);
  v1::ExplainChangeResponse response;
  response.set_from_points(from_points.Format());
  response.set_to_points(to_points.Format());
  response.set_difference(difference.Format());
  FillCauses(*ledger, difference, response.mutable_causes());
  response.set_from_scored(from->total.has_value());
  response.set_to_scored(to->total.has_value());
  return response;
}

}  // namespace jifen::services::comparison
