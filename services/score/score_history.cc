#include "services/score/score_history.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scoring/decimal/decimal.h"
#include "services/request/asked_ids.h"
#include "services/rescoring/timestamp.h"
#include "storage/tables/commits.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/generations.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/page.h"
#include "storage/tables/schemes.h"
#include "storage/tables/score_cards.h"
#include "storage/tables/store_error.h"
#include "storage/tables/version_walk.h"

namespace jifen::services::score {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::decimal::Decimal;

constexpr int kListDefault = 50;
constexpr int kListMax = 200;

bool IsNewer(const v1::ScoreEvent& a, const v1::ScoreEvent& b) {
  if (a.revision() != b.revision()) return a.revision() > b.revision();
  return a.card_id() < b.card_id();
}

class History {
 public:
  History(const kv::Snapshot& snapshot, scheme::SchemeCatalog& catalog,
          const v1::GetScoreHistoryRequest& request)
      : snapshot_(snapshot), catalog_(catalog), request_(request) {}

  absl::StatusOr<std::vector<v1::ScoreEvent>> List() {
    absl::Status status = ReadChanges();
    if (status.ok()) status = AddAsked();
    if (status.ok()) status = AddGenerations();
    if (!status.ok()) return status;
    std::sort(events_.begin(), events_.end(), IsNewer);
    for (auto event = events_.begin(); event != events_.end(); ++event) {
      const auto before =
          std::find_if(event + 1, events_.end(),
                       [&](const v1::ScoreEvent& earlier) { return IsBefore(earlier, *event); });
      if (before != events_.end()) SetBefore(*before, &*event);
    }
    return std::move(events_);
  }

 private:
  // Every version in the dossier.
  absl::Status ReadChanges() {
    const tables::VersionWalk walk{
        .range = kv::PrefixRange(tables::DossierPrefix(request_.enterprise_id())),
        .known_at = snapshot_.revision(),
        .all_versions = true};
    return tables::ForEachVersion(snapshot_, walk,
                                  [this](const kv::Cursor& at) -> absl::StatusOr<bool> {
                                    const auto key = tables::DecodeDossierKey(at.key());
                                    if (!key.ok()) return key.status();
                                    v1::RecordChange& change = changes_.emplace_back();
                                    change.set_kind(key->name.kind);
                                    change.set_record_id(key->name.record_id);
                                    change.set_revision(key->revision);
                                    return true;
                                  });
  }

  absl::Status AddAsked() {
    tables::PageQuery query{.size = 200};
    while (true) {
      const auto page = tables::ListScoreCardVersions(
          snapshot_, {.enterprise_id = request_.enterprise_id(), .scheme_id = request_.scheme_id()},
          query);
      if (!page.ok()) return page.status();
      for (const tables::ScoreCardVersion& version : page->items) {
        v1::ScoreCard card;
        if (!card.ParseFromString(version.card)) return tables::Corrupt("a stored score card");
        v1::ScoreEvent& event = events_.emplace_back();
        event.set_card_id(card.card_id());
        event.set_revision(version.revision);
        event.set_generation_id(card.generation_id());
        event.set_cause(v1::SCORE_CAUSE_ASKED);
        if (card.has_total()) event.set_total(card.total());
        event.set_outcome(card.outcome());
        if (card.has_grade()) *event.mutable_grade() = card.grade();
      }
      if (page->next.empty()) return absl::OkStatus();
      query.after = page->next;
    }
  }

  absl::Status AddGenerations() {
    tables::PageQuery query{.size = 200};
    while (true) {
      const auto page = tables::ListGenerations(snapshot_, request_.scheme_id(), query);
      if (!page.ok()) return page.status();
      for (const tables::GenerationVersion& generation : page->items) {
        if (absl::Status status = AddGeneration(generation); !status.ok()) return status;
      }
      if (page->next.empty()) return absl::OkStatus();
      query.after = page->next;
    }
  }

  absl::Status AddGeneration(const tables::GenerationVersion& generation) {
    const auto versions = tables::ListGenerationScores(
        snapshot_,
        {.generation_id = generation.generation_id, .enterprise_id = request_.enterprise_id()});
    if (!versions.ok()) return versions.status();
    if (versions->empty()) return absl::OkStatus();
    const v1::RunPlan& plan = generation.generation.plan();
    const auto scheme = catalog_.Get(snapshot_, plan.scheme_id(), plan.scheme_version());
    if (!scheme.ok()) return scheme.status();
    for (size_t i = 0; i < versions->size(); ++i) {
      const bool first = i + 1 == versions->size();
      const kv::Revision before = first ? plan.known_at() : (*versions)[i + 1].score.known_at();
      AddVersion(generation, (*scheme)->message(), (*versions)[i], before);
    }
    return absl::OkStatus();
  }

  void AddVersion(const tables::GenerationVersion& generation, const v1::Scheme& scheme,
                  const tables::ScoreVersion& version, kv::Revision known_before) {
    const storage::v1::StoredScore& score = version.score;
    v1::ScoreEvent& event = events_.emplace_back();
    event.set_revision(version.revision);
    event.set_generation_id(generation.generation_id);
    event.set_cause(score.cause());
    event.set_left(score.left());
    const kv::Revision known_at = score.known_at();
    if (score.cause() == v1::SCORE_CAUSE_CHANGE) {
      for (const v1::RecordChange& change : changes_) {
        if (change.revision() <= known_before || change.revision() > known_at) continue;
        *event.add_changes() = change;
      }
    }
    if (score.left()) return;
    event.set_outcome(score.outcome());
    if (!score.total().empty()) event.set_total(score.total());
    if (score.grade() > 0) {
      const v1::Grade& grade = scheme.grades(static_cast<int>(score.grade()) - 1);
      event.mutable_grade()->set_grade_id(grade.id());
      *event.mutable_grade()->mutable_title() = grade.title();
    }
    if (score.card_sha256().empty()) return;
    const v1::RunPlan& plan = generation.generation.plan();
    event.set_card_id(tables::FormatScoreCardId({.enterprise_id = request_.enterprise_id(),
                                                 .scheme_id = plan.scheme_id(),
                                                 .scheme_version = plan.scheme_version(),
                                                 .year = plan.year(),
                                                 .valid_at = plan.valid_at(),
                                                 .known_at = score.known_at(),
                                                 .generation_id = generation.generation_id}));
  }

  // A changed card replaces one of its own generation, whatever was scored for other days meanwhile.
  static bool IsBefore(const v1::ScoreEvent& earlier, const v1::ScoreEvent& event) {
    return event.cause() != v1::SCORE_CAUSE_CHANGE ||
           earlier.generation_id() == event.generation_id();
  }

  static void SetBefore(const v1::ScoreEvent& before, v1::ScoreEvent* event) {
    event->set_previous_card_id(before.card_id());
    if (!before.has_total() || !event->has_total()) return;
    const auto from = Decimal::Parse(before.total());
    const auto to = Decimal::Parse(event->total());
    if (from.ok() && to.ok()) event->set_difference(SubtractInRange(*to, *from).Format());
  }

  const kv::Snapshot& snapshot_;
  scheme::SchemeCatalog& catalog_;
  const v1::GetScoreHistoryRequest& request_;
  std::vector<v1::RecordChange> changes_;
  std::vector<v1::ScoreEvent> events_;
};

std::string PositionOf(const v1::ScoreEvent& event) {
  return std::to_string(event.revision()) + "/" + event.card_id() + "/" + event.generation_id();
}

absl::Status SetTime(const kv::Snapshot& snapshot, v1::ScoreEvent* event) {
  const auto note = tables::FindCommitNote(snapshot, event->revision());
  if (!note.ok()) return note.status();
  if (note->has_value()) {
    *event->mutable_committed_at() = rescoring::ToTimestamp((*note)->committed_at);
  }
  return absl::OkStatus();
}

// The events of a page: those behind the one where the page before ended.
absl::Status FillPage(const kv::Snapshot& snapshot, std::vector<v1::ScoreEvent> events,
                      const tables::PageQuery& query, const std::string& scope,
                      v1::GetScoreHistoryResponse* response) {
  auto at = events.begin();
  if (!query.after.empty()) {
    at = std::find_if(events.begin(), events.end(), [&query](const v1::ScoreEvent& event) {
      return PositionOf(event) == query.after;
    });
    if (at == events.end()) return tables::PositionInvalid();
    ++at;
  }
  size_t bytes = 0;
  for (; at != events.end(); ++at) {
    const bool full = static_cast<size_t>(response->events_size()) == query.size ||
                      bytes >= tables::kPageBytesMax;
    if (full) {
      const v1::ScoreEvent& last = response->events(response->events_size() - 1);
      response->set_next_page_token(tables::FormatPageToken(scope, PositionOf(last)));
      break;
    }
    if (absl::Status status = SetTime(snapshot, &*at); !status.ok()) return status;
    bytes += at->ByteSizeLong();
    response->add_events()->Swap(&*at);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetScoreHistoryResponse> ListHistory(const kv::Snapshot& snapshot,
                                                        scheme::SchemeCatalog& catalog,
                                                        const v1::GetScoreHistoryRequest& request) {
  absl::Status status = request::CheckEnterpriseId(request.enterprise_id(), "enterprise_id");
  if (status.ok()) status = request::CheckSchemeId(request.scheme_id(), "scheme_id");
  if (!status.ok()) return status;
  const std::string scope = tables::ListScope(request);
  const absl::StatusOr<tables::PageQuery> query =
      tables::ParsePage({.page_size = request.page_size(),
                         .page_token = request.page_token(),
                         .size_default = kListDefault,
                         .size_max = kListMax},
                        scope);
  if (!query.ok()) return query.status();
  const auto enterprise = tables::GetEnterprise(snapshot, request.enterprise_id());
  if (!enterprise.ok()) return enterprise.status();
  const auto scheme = tables::GetScheme(snapshot, request.scheme_id(), 0);
  if (!scheme.ok()) return scheme.status();
  absl::StatusOr<std::vector<v1::ScoreEvent>> events = History(snapshot, catalog, request).List();
  if (!events.ok()) return events.status();
  v1::GetScoreHistoryResponse response;
  status = FillPage(snapshot, *std::move(events), *query, scope, &response);
  if (!status.ok()) return status;
  return response;
}

}  // namespace jifen::services::score
