#include "services/rescoring/run_plan.h"

#include <string>
#include <utility>

#include "proto/model/error.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/evaluator.h"
#include "services/request/asked_days.h"
#include "services/request/asked_ids.h"
#include "services/rescoring/population.h"
#include "storage/tables/commits.h"
#include "storage/tables/generations.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::decimal::Decimal;

absl::Status FillScheme(const kv::Snapshot& snapshot, scheme::SchemeCatalog& catalog,
                        v1::RunPlan* plan) {
  if (absl::Status status = request::CheckSchemeId(plan->scheme_id(), "scheme_id"); !status.ok()) {
    return status;
  }
  const absl::StatusOr<scheme::SharedScheme> scheme =
      catalog.Get(snapshot, plan->scheme_id(), plan->scheme_version());
  if (!scheme.ok()) return request::AtSchemeVersion(scheme.status());
  plan->set_scheme_version((*scheme)->message().version());
  plan->set_scheme_sha256((*scheme)->sha256());
  if ((*scheme)->message().vectors_size() > 0) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_SCHEME_UNPROVEN,
                          .message = "nothing shows that its points are what was meant",
                          .path = "scheme_id",
                          .got = plan->scheme_id() + " without vectors",
                          .want = "a scheme with vectors"});
}

absl::Status FillDays(const v1::Date& today, v1::RunPlan* plan) {
  const absl::StatusOr<v1::Date> valid_at = request::ReadValidAt(
      {.valid_at = plan->has_valid_at() ? &plan->valid_at() : nullptr, .year = plan->year()},
      today);
  if (!valid_at.ok()) return valid_at.status();
  *plan->mutable_valid_at() = *valid_at;
  plan->set_year(scoring::evaluate::YearOrDefault(plan->year(), *valid_at));
  return absl::OkStatus();
}

absl::Status CheckCohortsOf(const kv::Snapshot& snapshot, v1::RunPlan* plan) {
  if (plan->cohorts_of().empty()) return absl::OkStatus();
  const auto other = tables::GetGeneration(snapshot, plan->cohorts_of(), "cohorts_of");
  if (!other.ok()) return other.status();
  const v1::RunPlan& theirs = other->generation.plan();
  if (theirs.scheme_sha256() != plan->scheme_sha256()) {
    return model::ToStatus(
        {.reason = v1::REASON_OUT_OF_RANGE,
         .path = "cohorts_of",
         .got = theirs.scheme_id() + "@" + std::to_string(theirs.scheme_version()),
         .want = "a generation under " + plan->scheme_id() + "@" +
                 std::to_string(plan->scheme_version())});
  }
  // The tables are kept once, under the generation that made them.
  if (!theirs.cohorts_of().empty()) plan->set_cohorts_of(theirs.cohorts_of());
  return absl::OkStatus();
}

absl::Status FillNotScoredMax(v1::RunPlan* plan) {
  if (plan->not_scored_max().empty()) plan->set_not_scored_max(kNotScoredMaxDefault);
  const absl::StatusOr<Decimal> share = Decimal::Parse(plan->not_scored_max());
  if (!share.ok()) return model::WithPathPrefix(share.status(), "not_scored_max");
  if (*share >= Decimal() && *share <= Decimal::FromInt(1)) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .path = "not_scored_max",
                          .got = plan->not_scored_max(),
                          .want = "0..1, e.g. 0.3"});
}

absl::Status CheckPopulation(const kv::Snapshot& snapshot, const v1::RunPlan& plan) {
  const absl::StatusOr<Population> population = Population::Make(plan.population());
  if (!population.ok()) return model::WithPathPrefix(population.status(), "population");
  const absl::StatusOr<bool> empty =
      IsEmpty(snapshot, *population, {.valid_at = plan.valid_at(), .known_at = plan.known_at()});
  if (!empty.ok()) return empty.status();
  if (!*empty) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_POPULATION_EMPTY,
                          .message = "nobody would be scored",
                          .path = "population",
                          .want = "an enterprise that is in it"});
}

}  // namespace

absl::StatusOr<v1::RunPlan> FillPlan(const kv::Snapshot& snapshot, scheme::SchemeCatalog& catalog,
                                     const v1::Date& today, const v1::RunPlan& asked) {
  v1::RunPlan plan = asked;
  absl::Status status = FillScheme(snapshot, catalog, &plan);
  if (status.ok()) status = FillDays(today, &plan);
  if (!status.ok()) return status;
  const absl::StatusOr<kv::Revision> known_at = tables::ResolveKnownAt(snapshot, plan.known_at());
  if (!known_at.ok()) return known_at.status();
  plan.set_known_at(*known_at);
  if (const auto population = Population::Make(plan.population()); !population.ok()) {
    return model::WithPathPrefix(population.status(), "population");
  }
  status = CheckCohortsOf(snapshot, &plan);
  if (status.ok()) status = FillNotScoredMax(&plan);
  if (status.ok()) status = CheckPopulation(snapshot, plan);
  if (!status.ok()) return status;
  return plan;
}

}  // namespace jifen::services::rescoring
