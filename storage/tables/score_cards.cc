#include "storage/tables/score_cards.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

constexpr size_t kIdParts = 5;  // without the generation

// Newest first: of known_at, year, valid_at and version the greater sorts before.
std::string CardKey(const ScoreCardId& id) {
  KeyWriter key(Prefix::kScoreCard);
  key.Id18(id.enterprise_id).Text(id.scheme_id).FallingU64(id.known_at).FallingI32(id.year);
  key.FallingI32(model::ToDays(id.valid_at)).FallingU32(id.scheme_version);
  if (!id.generation_id.empty()) key.Text(id.generation_id);
  return std::move(key).Take();
}

std::string OwnerPrefix(const ScoreCardOwner& owner) {
  KeyWriter key(Prefix::kScoreCard);
  key.Id18(owner.enterprise_id);
  if (!owner.scheme_id.empty()) key.Text(owner.scheme_id);
  return std::move(key).Take();
}

absl::Status CardUnknown(std::string path, std::string got) {
  return model::ToStatus({.reason = v1::REASON_SCORE_CARD_UNKNOWN,
                          .message = "score the enterprise first",
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = "a score card that was stored"});
}

absl::Status Malformed(std::string_view text) {
  return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                          .path = "card_id",
                          .got = std::string(text),
                          .want = "<enterprise id>/<scheme id>@<version>/<year>/<YYYY-MM-DD>/"
                                  "<known_at>, and maybe /<generation id>"});
}

// The parts of a card id, as far as they are there; what they are worth is seen by formatting them again.
ScoreCardId ReadParts(const std::vector<std::string>& parts) {
  ScoreCardId id{.enterprise_id = parts[0]};
  const size_t at = parts[1].find('@');
  id.scheme_id = parts[1].substr(0, at);
  const std::string version = at == std::string::npos ? "" : parts[1].substr(at + 1);
  const absl::StatusOr<v1::Date> valid_at = model::ParseDate(parts[3]);
  const bool read = absl::SimpleAtoi(version, &id.scheme_version) &&
                    absl::SimpleAtoi(parts[2], &id.year) && valid_at.ok() &&
                    absl::SimpleAtoi(parts[4], &id.known_at);
  if (!read) return {};
  id.valid_at = *valid_at;
  if (parts.size() > kIdParts) id.generation_id = parts[kIdParts];
  return id;
}

}  // namespace

std::string FormatScoreCardId(const ScoreCardId& id) {
  return absl::StrCat(id.enterprise_id, "/", id.scheme_id, "@", id.scheme_version, "/", id.year,
                      "/", model::FormatDate(id.valid_at), "/", id.known_at,
                      id.generation_id.empty() ? "" : "/", id.generation_id);
}

absl::StatusOr<ScoreCardId> ParseScoreCardId(std::string_view text) {
  const std::vector<std::string> parts =
      absl::StrSplit(absl::string_view(text.data(), text.size()), '/');
  if (parts.size() != kIdParts && parts.size() != kIdParts + 1) return Malformed(text);
  ScoreCardId id = ReadParts(parts);
  const bool fits = id.enterprise_id.size() == kEnterpriseIdBytes && !id.scheme_id.empty() &&
                    FormatScoreCardId(id) == text;
  if (!fits) return Malformed(text);
  return id;
}

absl::StatusOr<std::optional<std::string>> FindScoreCard(const kv::Snapshot& snapshot,
                                                         const ScoreCardId& id) {
  if (id.enterprise_id.size() != kEnterpriseIdBytes) return std::nullopt;
  absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(CardKey(id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  return std::move((*entry)->value);
}

absl::StatusOr<std::string> GetScoreCard(const kv::Snapshot& snapshot, const ScoreCardId& id) {
  absl::StatusOr<std::optional<std::string>> card = FindScoreCard(snapshot, id);
  if (!card.ok()) return card.status();
  if (!card->has_value()) return CardUnknown("card_id", FormatScoreCardId(id));
  return **std::move(card);
}

absl::StatusOr<std::string> GetNewestScoreCard(const kv::Snapshot& snapshot,
                                               const ScoreCardOwner& owner) {
  absl::StatusOr<Page<std::string>> page = ListScoreCards(snapshot, owner, {.size = 1});
  if (!page.ok()) return page.status();
  if (page->items.empty()) {
    return CardUnknown("newest", absl::StrCat(owner.enterprise_id, "/", owner.scheme_id));
  }
  return std::move(page->items.front());
}

absl::StatusOr<Page<std::string>> ListScoreCards(const kv::Snapshot& snapshot,
                                                 const ScoreCardOwner& owner,
                                                 const PageQuery& page) {
  absl::StatusOr<Page<ScoreCardVersion>> versions = ListScoreCardVersions(snapshot, owner, page);
  if (!versions.ok()) return versions.status();
  Page<std::string> result{.items = {}, .next = std::move(versions->next)};
  for (ScoreCardVersion& version : versions->items) {
    result.items.push_back(std::move(version.card));
  }
  return result;
}

absl::StatusOr<Page<ScoreCardVersion>> ListScoreCardVersions(const kv::Snapshot& snapshot,
                                                             const ScoreCardOwner& owner,
                                                             const PageQuery& page) {
  Page<ScoreCardVersion> result;
  if (owner.enterprise_id.size() != kEnterpriseIdBytes) return result;
  absl::StatusOr<kv::KeyRange> range = RangeAfter(OwnerPrefix(owner), page.after);
  if (!range.ok()) return range.status();
  std::string last;
  size_t bytes = 0;
  const absl::Status status =
      ForEachEntry(snapshot, *std::move(range), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        if (result.items.size() == page.size || bytes >= kPageBytesMax) {
          result.next = last;
          return false;
        }
        last = std::string(at.key());
        bytes += at.value().size();
        result.items.push_back({.card = std::string(at.value()), .revision = at.version()});
        return true;
      });
  if (!status.ok()) return status;
  return result;
}

void PutScoreCard(const ScoreCardId& id, std::string card, kv::CommitRequest& commit) {
  std::string key = CardKey(id);
  commit.preconditions.emplace_back(kv::KeyAtVersion{.key = key});
  commit.writes.push_back({.key = std::move(key), .value = std::move(card)});
}

}  // namespace jifen::storage::tables
