#include "services/comparison/scheme_simulation.h"

#include <string>
#include <utility>
#include <vector>

#include "proto/model/error.h"
#include "scoring/evaluate/evaluator.h"
#include "services/comparison/simulated_population.h"
#include "services/comparison/simulation_sums.h"
#include "services/generation/ranking.h"
#include "services/request/asked_days.h"
#include "services/request/asked_ids.h"
#include "services/scheme/scheme_check.h"
#include "storage/tables/commits.h"
#include "storage/tables/store_error.h"

namespace jifen::services::comparison {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

// A request, checked and filled in.
struct Question {
  SimulatedSides sides;
  rescoring::Population population;
  kv::Revision known_at = 0;
};

absl::StatusOr<scheme::SharedScheme> ReadDraft(const v1::SimulateSchemeRequest& request) {
  if (!request.has_draft()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "give the scheme that is to be tried",
                            .path = "draft",
                            .want = "a scheme"});
  }
  absl::StatusOr<scheme::SharedScheme> draft = scheme::CheckDraft(request.draft());
  if (!draft.ok()) return model::WithPathPrefix(draft.status(), "draft");
  return draft;
}

// Null: there is none of the draft's id, and none was asked for.
absl::StatusOr<scheme::SharedScheme> FindStored(const kv::Snapshot& snapshot,
                                                scheme::SchemeCatalog& catalog,
                                                const v1::SimulateSchemeRequest& request) {
  const bool asked = !request.scheme_id().empty() || request.scheme_version() != 0;
  const std::string& id = request.scheme_id().empty() ? request.draft().id() : request.scheme_id();
  absl::StatusOr<scheme::SharedScheme> stored = catalog.Get(snapshot, id, request.scheme_version());
  if (stored.ok()) return stored;
  if (asked || !absl::IsNotFound(stored.status())) {
    return request::AtSchemeVersion(stored.status());
  }
  return scheme::SharedScheme();
}

absl::Status PopulationEmpty() {
  return model::ToStatus({.reason = v1::REASON_POPULATION_EMPTY,
                          .message = "nobody would be scored",
                          .path = "population",
                          .want = "an enterprise that is in it"});
}

absl::StatusOr<Question> Read(const kv::Snapshot& snapshot, scheme::SchemeCatalog& catalog,
                              const v1::Date& today, const v1::SimulateSchemeRequest& request) {
  if (absl::Status status = CheckMovers(request.movers()); !status.ok()) return status;
  const absl::StatusOr<scheme::SharedScheme> draft = ReadDraft(request);
  if (!draft.ok()) return draft.status();
  const absl::StatusOr<scheme::SharedScheme> stored = FindStored(snapshot, catalog, request);
  if (!stored.ok()) return stored.status();
  const absl::StatusOr<v1::Date> valid_at = request::ReadValidAt(
      {.valid_at = request.has_valid_at() ? &request.valid_at() : nullptr, .year = request.year()},
      today);
  if (!valid_at.ok()) return valid_at.status();
  const absl::StatusOr<kv::Revision> known_at =
      tables::ResolveKnownAt(snapshot, request.known_at());
  if (!known_at.ok()) return known_at.status();
  absl::StatusOr<rescoring::Population> population =
      rescoring::Population::Make(request.population());
  if (!population.ok()) return model::WithPathPrefix(population.status(), "population");
  ComparedSide side{.scheme = *stored,
                    .cohorts = nullptr,
                    .year = scoring::evaluate::YearOrDefault(request.year(), *valid_at),
                    .valid_at = *valid_at};
  Question question{.sides = {.from = side, .to = side},
                    .population = *std::move(population),
                    .known_at = *known_at};
  question.sides.to.scheme = *draft;
  return question;
}

v1::RankedScore LineOf(const ComparedSide& side, std::string_view enterprise_id,
                       const storage::v1::StoredScore& score) {
  const v1::Scheme& scheme = side.scheme->message();
  v1::RunPlan plan;
  v1::RankedScore line = generation::LineOf(
      {.plan = plan, .generation_id = "", .scheme = scheme, .enterprise_id = enterprise_id}, score);
  line.clear_card_id();  // there is none
  return line;
}

// Adds those that moved most, with what moved them.
absl::Status AddMovers(const kv::Snapshot& snapshot, const SimulatedSides& sides,
                       const std::vector<Move>& moves,
                       google::protobuf::RepeatedPtrField<v1::Mover>* movers) {
  EnterpriseLedger ledger(snapshot, sides.from, sides.to);
  for (const Move& move : moves) {
    const auto followed = ledger.Follow({.enterprise_id = move.pair.enterprise_id,
                                         .from_known_at = move.pair.from->known_at(),
                                         .to_known_at = move.pair.to->known_at(),
                                         .failed_step = scoring::evaluate::FailedStep::kCarry});
    if (!followed.ok()) return followed.status();
    v1::Mover* mover = movers->Add();
    *mover->mutable_from() = LineOf(sides.from, move.pair.enterprise_id, *move.pair.from);
    *mover->mutable_to() = LineOf(sides.to, move.pair.enterprise_id, *move.pair.to);
    mover->set_difference(move.Difference()->Format());
    FillCauses(*followed, *move.Difference(), mover->mutable_causes());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status SimulateScheme(std::shared_ptr<const kv::Snapshot> snapshot,
                            scheme::SchemeCatalog& catalog, const v1::Date& today,
                            const v1::SimulateSchemeRequest& request,
                            const SimulationWriter& write) {
  absl::StatusOr<Question> question = Read(*snapshot, catalog, today, request);
  if (!question.ok()) return question.status();
  SimulatedSides& sides = question->sides;
  SimulationSums sums({.draft = *sides.to.scheme,
                       .stored = sides.from.scheme.get(),
                       .movers = static_cast<size_t>(request.movers())});
  SimulatedPopulation population(
      {.snapshot = *snapshot, .population = question->population, .known_at = question->known_at});
  bool empty = true;
  const absl::StatusOr<bool> done = population.Walk(
      &sides,
      [&sums, &empty](LinePair pair) {
        empty = false;
        return sums.Add(std::move(pair));
      },
      [&write](const v1::ComparisonProgress& progress) {
        v1::SimulateSchemeResponse response;
        *response.mutable_progress() = progress;
        return write(response);
      });
  if (!done.ok()) return done.status();
  if (!*done) return absl::OkStatus();
  if (empty) return PopulationEmpty();
  v1::SimulateSchemeResponse response;
  v1::SchemeSimulation* simulation = response.mutable_simulation();
  simulation->set_known_at(question->known_at);
  absl::Status status = AddMovers(*snapshot, sides, sums.TakeGains(), simulation->mutable_gains());
  if (status.ok()) {
    status = AddMovers(*snapshot, sides, sums.TakeLosses(), simulation->mutable_losses());
  }
  if (!status.ok()) return status;
  std::move(sums).Fill(simulation);
  simulation->mutable_draft()->set_revision(question->known_at);
  if (simulation->has_stored()) simulation->mutable_stored()->set_revision(question->known_at);
  if (status = CheckAnswerSize(response.ByteSizeLong()); !status.ok()) return status;
  write(response);
  return absl::OkStatus();
}

}  // namespace jifen::services::comparison
