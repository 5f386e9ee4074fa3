#include "scoring/evaluate/change_ledger.h"

#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "scoring/evaluate/cohort_tables.h"
#include "scoring/scheme/indicator_list.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using scheme::CompiledScheme;
using scheme::IndicatorsOf;

bool AreEqual(const CohortTables* a, const CohortTables* b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && a->sha256() == b->sha256();
}

bool AreEqual(const CompiledScheme& a, const CompiledScheme& b) {
  return &a == &b || a.sha256() == b.sha256();
}

// b - a by indicator, where that is not 0.
std::vector<IndicatorChange> Differences(const std::vector<Decimal>& a,
                                         const std::vector<Decimal>& b, const v1::Scheme& scheme) {
  std::vector<IndicatorChange> changes;
  std::vector<const v1::Indicator*> indicators;  // made only if something changed
  for (size_t i = 0; i < b.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (indicators.empty()) indicators = IndicatorsOf(scheme);
    changes.push_back({.indicator = indicators[i], .amount = SubtractInRange(b[i], a[i])});
  }
  return changes;
}

// The same between two schemes: by id, and one that a scheme has not gives nothing there.
std::vector<IndicatorChange> DifferencesOfSchemes(const std::vector<Decimal>& a,
                                                  const v1::Scheme& scheme_a,
                                                  const std::vector<Decimal>& b,
                                                  const v1::Scheme& scheme_b) {
  const std::vector<const v1::Indicator*> before = IndicatorsOf(scheme_a);
  const std::vector<const v1::Indicator*> after = IndicatorsOf(scheme_b);
  absl::flat_hash_map<std::string_view, Decimal> points;
  for (size_t i = 0; i < before.size(); ++i) points[before[i]->id()] = a[i];
  std::vector<IndicatorChange> changes;
  for (size_t i = 0; i < after.size(); ++i) {
    const auto was = points.find(after[i]->id());
    const Decimal from = was == points.end() ? Decimal() : was->second;
    if (was != points.end()) points.erase(was);
    if (b[i] != from) changes.push_back({after[i], SubtractInRange(b[i], from)});
  }
  for (size_t i = 0; i < before.size(); ++i) {
    if (!points.contains(std::string_view(before[i]->id())) || a[i].IsZero()) continue;
    changes.push_back({before[i], -a[i]});
  }
  return changes;
}

}  // namespace

bool PlaceAlike(const CompiledScheme& a, const CompiledScheme& b) {
  return a.parts().cohorts.identity == b.parts().cohorts.identity;
}

absl::StatusOr<LedgerKeeper::Points> LedgerKeeper::Take(const LedgerSide& side,
                                                        std::optional<int> stage_held) {
  EvaluationSetting setting = side.setting;
  setting.stage_held = stage_held;
  const absl::StatusOr<const Evaluation*> made =
      evaluator_.Evaluate(side.scheme, side.dossier, setting);
  if (!made.ok()) return made.status();
  const Evaluation& evaluation = **made;
  Points points{.scheme = &side.scheme,
                .total = evaluation.total,
                .scored = evaluation.scored,
                .stage = evaluation.stage,
                .indicators = {}};
  points.indicators.reserve(evaluation.indicators.size());
  for (const scheme::Category& category : side.scheme.parts().categories) {
    const bool takes = category.kind == v1::CATEGORY_KIND_DEDUCTION;
    for (size_t i = 0; i < category.indicators.size(); ++i) {
      const Decimal given = evaluation.indicators[points.indicators.size()].points;
      points.indicators.push_back(takes ? -given : given);
    }
  }
  return points;
}

void LedgerKeeper::Enter(v1::ChangeCause cause, Points points) {
  CauseChange entry{.cause = cause,
                    .amount = SubtractInRange(points.total, at_.total),
                    .indicators = {},
                    .rest = {}};
  const v1::Scheme& before = at_.scheme->message();
  const v1::Scheme& after = points.scheme->message();
  entry.indicators = at_.scheme == points.scheme
                         ? Differences(at_.indicators, points.indicators, after)
                         : DifferencesOfSchemes(at_.indicators, before, points.indicators, after);
  entry.rest = entry.amount;
  for (const IndicatorChange& change : entry.indicators) {
    entry.rest = SubtractInRange(entry.rest, change.amount);
  }
  at_ = std::move(points);
  reached_ = true;
  if (!entry.amount.IsZero() || !entry.indicators.empty()) {
    ledger_.causes.push_back(std::move(entry));
  }
}

absl::Status LedgerKeeper::Fail(const absl::Status& status, const char* step) const {
  if (failed_step_ == FailedStep::kCarry) return absl::OkStatus();
  return model::WithPathPrefix(status, step);
}

absl::Status LedgerKeeper::FollowDossiers(const LedgerQuery& query) {
  const int year_from = YearOrDefault(query.from.setting.year, query.from.dossier.valid_at());
  const int year_to = YearOrDefault(query.to.setting.year, query.to.dossier.valid_at());
  const bool time = &query.between != &query.from.dossier || year_from != year_to;
  const bool data = &query.between != &query.to.dossier;
  if (!time && !data) return absl::OkStatus();
  EvaluationSetting setting = query.from.setting;
  setting.year = year_to;
  const LedgerSide end{
      .scheme = query.from.scheme, .dossier = query.to.dossier, .setting = setting};
  absl::StatusOr<Points> free = Take(end, std::nullopt);
  reached_ = false;
  if (!free.ok()) return Fail(free.status(), "stage");
  const int stage = at_.stage;
  if (time && data) {
    absl::StatusOr<Points> timed =
        Take({.scheme = query.from.scheme, .dossier = query.between, .setting = setting}, stage);
    if (timed.ok()) Enter(v1::CHANGE_CAUSE_TIME, *std::move(timed));
    if (absl::Status status = timed.status(); !status.ok()) {
      if (status = Fail(status, "time"); !status.ok()) return status;
    }
  }
  const v1::ChangeCause cause = data ? v1::CHANGE_CAUSE_DATA : v1::CHANGE_CAUSE_TIME;
  if (free->stage == stage) {
    Enter(cause, *std::move(free));
    return absl::OkStatus();
  }
  absl::StatusOr<Points> held = Take(end, stage);
  if (held.ok()) Enter(cause, *std::move(held));
  if (absl::Status status = held.status(); !status.ok()) {
    if (status = Fail(status, data ? "data" : "time"); !status.ok()) return status;
  }
  Enter(v1::CHANGE_CAUSE_STAGE, *std::move(free));
  return absl::OkStatus();
}

absl::Status LedgerKeeper::FollowCohorts(const LedgerQuery& query) {
  const CompiledScheme& scheme = query.from.scheme;
  const CohortTables* tables = query.to.setting.cohorts;
  if (!scheme.parts().cohorts.IsNeeded() || AreEqual(query.from.setting.cohorts, tables) ||
      !PlaceAlike(scheme, query.to.scheme)) {
    return absl::OkStatus();
  }
  EvaluationSetting setting = query.to.setting;
  setting.year = YearOrDefault(setting.year, query.to.dossier.valid_at());
  absl::StatusOr<Points> placed =
      Take({.scheme = scheme, .dossier = query.to.dossier, .setting = setting}, std::nullopt);
  if (placed.ok()) {
    Enter(v1::CHANGE_CAUSE_COHORT, *std::move(placed));
    return absl::OkStatus();
  }
  reached_ = false;
  return Fail(placed.status(), "cohort");
}

absl::Status LedgerKeeper::FollowScheme(const LedgerQuery& query) {
  const bool other = !AreEqual(query.from.scheme, query.to.scheme);
  if (!other && reached_) return absl::OkStatus();
  absl::StatusOr<Points> to = Take(query.to, std::nullopt);
  if (!to.ok()) return model::WithPathPrefix(to.status(), "to");
  if (!other) return absl::InternalError("a step of a ledger failed that gave the points after");
  Enter(v1::CHANGE_CAUSE_SCHEME, *std::move(to));
  return absl::OkStatus();
}

absl::StatusOr<ChangeLedger> LedgerKeeper::Follow(const LedgerQuery& query) {
  failed_step_ = query.failed_step;
  ledger_ = {};
  absl::StatusOr<Points> from = Take(query.from, std::nullopt);
  if (!from.ok()) return model::WithPathPrefix(from.status(), "from");
  at_ = *std::move(from);
  reached_ = true;
  ledger_.from = at_.total;
  ledger_.from_scored = at_.scored;
  absl::Status status = FollowDossiers(query);
  if (status.ok()) status = FollowCohorts(query);
  if (status.ok()) status = FollowScheme(query);
  if (!status.ok()) return status;
  ledger_.to = at_.total;
  ledger_.to_scored = at_.scored;
  return std::move(ledger_);
}

}  // namespace jifen::scoring::evaluate
