#include "services/score/simulation.h"

#include <string>
#include <utility>
#include <vector>

#include "proto/model/error.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/evaluator.h"
#include "services/request/asked_days.h"
#include "services/request/asked_ids.h"
#include "services/scheme/scheme_check.h"
#include "services/score/card_finder.h"
#include "services/score/points_changes.h"
#include "services/score/simulated_dossier.h"
#include "storage/tables/dossier.h"

namespace jifen::services::score {
namespace {

// The scheme of each card; `before` is null if no version of the draft is stored.
struct Schemes {
  scheme::SharedScheme before;
  scheme::SharedScheme after;
};

absl::Status CheckSchemeChoice(const v1::SimulateRequest& request) {
  if (!request.has_draft()) {
    if (!request.scheme_id().empty()) return absl::OkStatus();
    return model::ToStatus(
        {.reason = v1::REASON_FIELD_REQUIRED,
         .message = "name a scheme, which SchemeService.ListSchemes lists, or give a draft",
         .path = "scheme_id",
         .want = "the id of a scheme, or a draft"});
  }
  if (!request.scheme_id().empty()) {
    return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                            .message = "a draft stands instead of a stored scheme",
                            .path = "scheme_id",
                            .got = request.scheme_id(),
                            .want = "nothing beside a draft"});
  }
  if (request.scheme_version() == 0) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .message = "a draft stands instead of a stored scheme",
                          .path = "scheme_version",
                          .got = std::to_string(request.scheme_version()),
                          .want = "0 beside a draft"});
}

absl::StatusOr<Schemes> FindSchemes(const storage::kv::Snapshot& snapshot,
                                    scheme::SchemeCatalog& catalog,
                                    const v1::SimulateRequest& request) {
  if (!request.has_draft()) {
    const absl::StatusOr<scheme::SharedScheme> stored =
        catalog.Get(snapshot, request.scheme_id(), request.scheme_version());
    if (!stored.ok()) return request::AtSchemeVersion(stored.status());
    return Schemes{.before = *stored, .after = *stored};
  }
  const absl::StatusOr<scheme::SharedScheme> draft = scheme::CheckDraft(request.draft());
  if (!draft.ok()) return model::WithPathPrefix(draft.status(), "draft");
  const absl::StatusOr<scheme::SharedScheme> stored =
      catalog.Get(snapshot, request.draft().id(), 0);
  if (!stored.ok() && !absl::IsNotFound(stored.status())) return stored.status();
  return Schemes{.before = stored.ok() ? *stored : nullptr, .after = *draft};
}

absl::StatusOr<v1::ScoreCard> MakeSimulatedCard(const SimulationPlace& place,
                                                const scheme::SharedScheme& scheme,
                                                const v1::Dossier& dossier, int year) {
  const absl::StatusOr<PublishedCohorts> cohorts = FindPublishedCohorts(
      place.snapshot, *scheme, scoring::evaluate::YearOrDefault(year, dossier.valid_at()),
      place.cohorts);
  if (!cohorts.ok()) return cohorts.status();
  // Its memory is kept from call to call.
  thread_local scoring::evaluate::Evaluator evaluator;
  absl::StatusOr<v1::ScoreCard> card =
      scoring::evaluate::Score(*scheme, dossier,
                               {.evaluation = {.year = year, .cohorts = cohorts->tables.get()},
                                .generation_id = cohorts->generation_id},
                               &evaluator);
  if (!card.ok()) return card.status();
  card->clear_card_id();
  card->set_simulated(true);
  return card;
}

}  // namespace

absl::StatusOr<v1::SimulateResponse> Simulate(const SimulationPlace& place,
                                              const v1::SimulateRequest& request) {
  const absl::StatusOr<v1::Date> valid_at = request::ReadValidAt(
      {.valid_at = request.has_valid_at() ? &request.valid_at() : nullptr, .year = request.year()},
      place.today);
  if (!valid_at.ok()) return valid_at.status();
  if (absl::Status status = CheckSchemeChoice(request); !status.ok()) return status;
  if (absl::Status status = request::CheckEnterpriseId(request.enterprise_id(), "enterprise_id");
      !status.ok()) {
    return status;
  }
  if (absl::Status status = CheckChanges(request); !status.ok()) return status;
  const absl::StatusOr<Schemes> schemes = FindSchemes(place.snapshot, place.catalog, request);
  if (!schemes.ok()) return schemes.status();
  const absl::StatusOr<v1::Dossier> dossier =
      storage::tables::GetDossier(place.snapshot, {.enterprise_id = request.enterprise_id(),
                                                   .valid_at = *valid_at,
                                                   .known_at = request.known_at()});
  if (!dossier.ok()) return dossier.status();
  const absl::StatusOr<v1::Dossier> simulated = MakeSimulatedDossier(*dossier, request);
  if (!simulated.ok()) return simulated.status();

  v1::SimulateResponse response;
  if (schemes->before != nullptr) {
    auto before = MakeSimulatedCard(place, schemes->before, *dossier, request.year());
    if (!before.ok()) return before.status();
    *response.mutable_before() = *std::move(before);
  }
  auto after = MakeSimulatedCard(place, schemes->after, *simulated, request.year());
  if (!after.ok()) return after.status();
  *response.mutable_after() = *std::move(after);
  absl::StatusOr<std::vector<v1::PointsChange>> changes =
      ListPointsChanges(response.has_before() ? &response.before() : nullptr, response.after());
  if (!changes.ok()) return changes.status();
  for (v1::PointsChange& change : *changes) *response.add_changes() = std::move(change);
  return response;
}

}  // namespace jifen::services::score
