#include "scoring/evaluate/evaluator.h"

#include <algorithm>
#include <span>
#include <string>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "scoring/evaluate/indicator_evaluator.h"
#include "scoring/evaluate/outcome.h"
#include "scoring/evaluate/points.h"
#include "scoring/evaluate/weight.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::evaluate {
namespace {

size_t CountMeasures(const scheme::SchemeParts& scheme) {
  size_t count = 0;
  for (const scheme::Category& category : scheme.categories) {
    for (const scheme::Indicator& indicator : category.indicators) {
      count += indicator.measures.size();
    }
  }
  return count;
}

size_t CountIndicators(const scheme::SchemeParts& scheme) {
  size_t count = 0;
  for (const scheme::Category& category : scheme.categories) count += category.indicators.size();
  return count;
}

}  // namespace

int YearOrDefault(int year, const v1::Date& valid_at) {
  return year == 0 ? valid_at.year() - 1 : year;
}

absl::Status Evaluator::Begin(const v1::Dossier& dossier, int year) {
  // Asked for before anything waits for the first of them: see DossierView::Prefetch.
  __builtin_prefetch(&dossier.valid_at());
  records_.clear();
  for (const v1::RecordVersion& version : dossier.records()) {
    __builtin_prefetch(&version);
    records_.push_back(&version);
  }
  if (const absl::Status status = model::CheckDate(dossier.valid_at()); !status.ok()) {
    return model::WithPathPrefix(status, "valid_at");
  }
  evaluation_.year = YearOrDefault(year, dossier.valid_at());
  if (evaluation_.year < kYearMin || evaluation_.year > kYearMax) {
    return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                            .message = "the year of evaluation",
                            .path = "year",
                            .got = absl::StrCat(evaluation_.year),
                            .want = absl::StrCat(kYearMin, "..", kYearMax)});
  }
  view_.Reset(dossier.has_enterprise() ? &dossier.enterprise() : nullptr, dossier.valid_at(),
              records_);
  workspace_.Begin(view_, evaluation_.year);
  evaluation_.dossier = &view_;
  return absl::OkStatus();
}

absl::Status Evaluator::EvaluateCondition(const expression::Program& program,
                                          ConditionResult* result) {
  result->value = workspace_.Evaluate(program);
  if (result->value.IsError()) return expression::ToStatus(result->value.failure());
  result->evidence = workspace_.evidence_set();
  if (result->value.IsMissing()) {
    result->state = v1::GATE_STATE_UNKNOWN;
  } else {
    result->state = result->value.AsBool() ? v1::GATE_STATE_PASS : v1::GATE_STATE_FAIL;
  }
  return absl::OkStatus();
}

// The first condition that is true. One that is missing before it leaves the stage unknown.
absl::Status Evaluator::ChooseStage(const scheme::SchemeParts& scheme) {
  evaluation_.stage = scheme::kNoStage;
  evaluation_.stage_unknown = false;
  ConditionResult& choice = evaluation_.stage_choice;
  choice.state = v1::GATE_STATE_FAIL;
  choice.value = {};
  choice.evidence.Reset(view_.record_count());
  ConditionResult condition;
  for (size_t i = 0; i < scheme.stages.size(); ++i) {
    const absl::Status status = EvaluateCondition(*scheme.stages[i], &condition);
    if (!status.ok()) {
      return model::WithPathPrefix(status, absl::StrCat("stages[", i, "].when"));
    }
    choice.evidence.AddAll(condition.evidence);
    choice.value = condition.value;
    choice.state = condition.state;
    if (condition.state == v1::GATE_STATE_FAIL) continue;
    evaluation_.stage_unknown = condition.state == v1::GATE_STATE_UNKNOWN;
    if (!evaluation_.stage_unknown) evaluation_.stage = static_cast<int>(i);
    break;
  }
  evaluation_.stage_wanted = evaluation_.stage == scheme::kNoStage && !evaluation_.stage_unknown &&
                             scheme.has_stage_maxima;
  return absl::OkStatus();
}

absl::Status Evaluator::EvaluateConditions(const scheme::SchemeParts& scheme) {
  evaluation_.gates.resize(scheme.gates.size());
  for (size_t i = 0; i < scheme.gates.size(); ++i) {
    const absl::Status status = EvaluateCondition(*scheme.gates[i], &evaluation_.gates[i]);
    if (!status.ok()) {
      return model::WithPathPrefix(status, absl::StrCat("gates[", i, "].passes"));
    }
  }
  evaluation_.direct_passes.resize(scheme.direct_passes.size());
  for (size_t i = 0; i < scheme.direct_passes.size(); ++i) {
    const absl::Status status =
        EvaluateCondition(*scheme.direct_passes[i], &evaluation_.direct_passes[i]);
    if (!status.ok()) {
      return model::WithPathPrefix(status, absl::StrCat("direct_passes[", i, "].when"));
    }
  }
  return absl::OkStatus();
}

// Nothing is evidence of a stage that is held.
absl::Status Evaluator::HoldStage(const scheme::SchemeParts& scheme, int stage) {
  if (stage < scheme::kNoStage || stage >= static_cast<int>(scheme.stages.size())) {
    return model::ToStatus(
        {.reason = v1::REASON_OUT_OF_RANGE,
         .message = "the stage that is held",
         .path = "stage_held",
         .got = absl::StrCat(stage),
         .want = absl::StrCat("-1 for none, or less than ", scheme.stages.size())});
  }
  evaluation_.stage = stage;
  evaluation_.stage_unknown = false;
  evaluation_.stage_wanted = stage == scheme::kNoStage && scheme.has_stage_maxima;
  ConditionResult& choice = evaluation_.stage_choice;
  choice.state = stage == scheme::kNoStage ? v1::GATE_STATE_FAIL : v1::GATE_STATE_PASS;
  choice.value = {};
  choice.evidence.Reset(view_.record_count());
  return absl::OkStatus();
}

absl::Status Evaluator::FindGroups(const scheme::CompiledScheme& scheme,
                                   const CohortTables* tables) {
  const scheme::CohortRule& rule = scheme.parts().cohorts;
  CohortPlaces& cohorts = evaluation_.cohorts;
  cohorts.Begin(rule, tables);
  if (evaluation_.stage != scheme::kNoStage) {
    workspace_.SetStage(scheme.message().stages(evaluation_.stage).id());
  }
  for (size_t i = 0; i < rule.levels.size(); ++i) {
    const expression::Value group = workspace_.Evaluate(*rule.levels[i].group);
    const auto path = [i] { return absl::StrCat("cohorts.levels[", i, "].group"); };
    if (group.IsError()) {
      return model::WithPathPrefix(expression::ToStatus(group.failure()), path());
    }
    if (group.IsMissing()) continue;
    cohorts.groups[i] = group.AsString();
    if (cohorts.groups[i].size() <= scheme::kGroupBytesMax) continue;
    return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                            .message = "the name of a group is too long",
                            .path = path(),
                            .got = absl::StrCat(cohorts.groups[i].size(), " bytes"),
                            .want = absl::StrCat("at most ", scheme::kGroupBytesMax, " bytes")});
  }
  return absl::OkStatus();
}

absl::Status Evaluator::EvaluateNumbered(const scheme::Indicator& indicator, size_t number,
                                         size_t measure, bool named) {
  IndicatorResult& result = evaluation_.indicators[number];
  result.first_measure = static_cast<int>(measure);
  const std::span<MeasureResult> measures(evaluation_.measures.data() + measure,
                                          indicator.measures.size());
  absl::Status status = EvaluateIndicator(
      indicator,
      {.stage = evaluation_.stage, .workspace = &workspace_, .cohorts = &evaluation_.cohorts},
      &result, measures);
  if (status.ok() && named) NameIndicator(indicator, number);
  return status;
}

absl::Status Evaluator::EvaluateIndicators(const scheme::SchemeParts& scheme, Extent extent) {
  evaluation_.categories.resize(scheme.categories.size());
  evaluation_.indicators.resize(CountIndicators(scheme));
  evaluation_.measures.resize(CountMeasures(scheme));
  points_causes_.resize(evaluation_.indicators.size());
  value_causes_.resize(evaluation_.indicators.size());
  size_t indicator = 0;
  size_t measure = 0;
  for (size_t c = 0; c < scheme.categories.size(); ++c) {
    const auto& indicators = scheme.categories[c].indicators;
    for (size_t i = 0; i < indicators.size(); ++i) {
      const size_t number = indicator++;
      const size_t first = measure;
      measure += indicators[i].measures.size();
      if (extent == Extent::kForCohorts && !indicators[i].for_cohorts) continue;
      const absl::Status status =
          EvaluateNumbered(indicators[i], number, first, scheme.names_indicators);
      if (!status.ok()) {
        return model::WithPathPrefix(status,
                                     absl::StrCat("categories[", c, "].indicators[", i, "]"));
      }
    }
  }
  return absl::OkStatus();
}

// Tells later expressions what the indicator gave.
void Evaluator::NameIndicator(const scheme::Indicator& indicator, size_t number) {
  using expression::Value;
  if (indicator.named_index < 0) return;
  const IndicatorResult& result = evaluation_.indicators[number];
  const auto measure = static_cast<size_t>(result.first_measure + std::max(result.chosen, 0));
  const MeasureResult& counted = evaluation_.measures[measure];
  Value value = result.chosen == kNone ? ValueOfNone(indicator, result) : counted.value;
  if (value.IsPresent() && indicator.named_type.Is(expression::Kind::kDecimal)) {
    value = Value::OfDecimal(value.AsNumber());
  }
  if (MayChoose(indicator, result)) {
    value_causes_[number] = {.kind = expression::CauseKind::kText, .text = indicator.value_cause};
    value = Value::Missing({&value_causes_[number], 1});
  }
  Value points = Value::OfDecimal(result.points);
  const bool zero = indicator.missing == v1::MISSING_POLICY_ZERO;
  const bool invalid = result.state == v1::VALUE_STATE_INVALID && !zero;
  if (invalid || result.points != result.points_highest) {
    points_causes_[number] = {.kind = expression::CauseKind::kText, .text = indicator.points_cause};
    points = Value::Missing({&points_causes_[number], 1});
  } else if (result.state == v1::VALUE_STATE_MISSING && !zero) {
    points = value;
  }
  workspace_.SetIndicator(static_cast<size_t>(indicator.named_index), value, points,
                          result.chosen == kNone ? nullptr : &counted.evidence);
}

// Whether another option than the chosen one may count when experts have judged.
bool Evaluator::MayChoose(const scheme::Indicator& indicator, const IndicatorResult& result) const {
  if (indicator.option_ids.empty() || result.declared || result.chosen == kNone) return false;
  const auto first = static_cast<size_t>(result.first_measure);
  const auto chosen = first + static_cast<size_t>(result.chosen);
  bool open = false;
  bool rival = false;
  for (size_t i = first; i < first + indicator.measures.size(); ++i) {
    const MeasureResult& measure = evaluation_.measures[i];
    if (measure.state != v1::VALUE_STATE_PRESENT) continue;
    open = open || measure.points != measure.points_highest;
    rival = rival || (i != chosen && measure.points_highest >= evaluation_.measures[chosen].points);
  }
  return open && rival;
}

// Why the value is missing if no option counts: what the first of those lacks that are missing.
expression::Value Evaluator::ValueOfNone(const scheme::Indicator& indicator,
                                         const IndicatorResult& result) const {
  for (size_t i = 0; i < indicator.measures.size(); ++i) {
    const auto& value = evaluation_.measures[static_cast<size_t>(result.first_measure) + i].value;
    if (!value.IsPresent()) return value;
  }
  return {};
}

absl::StatusOr<const Evaluation*> Evaluator::Evaluate(const scheme::CompiledScheme& scheme,
                                                      const v1::Dossier& dossier,
                                                      const EvaluationSetting& setting) {
  const scheme::SchemeParts& parts = scheme.parts();
  absl::Status status = Begin(dossier, setting.year);
  if (status.ok()) {
    status =
        setting.stage_held.has_value() ? HoldStage(parts, *setting.stage_held) : ChooseStage(parts);
  }
  if (status.ok() && parts.cohorts.IsNeeded()) status = FindGroups(scheme, setting.cohorts);
  // Conditions may name indicators.
  if (status.ok()) status = EvaluateIndicators(parts, Extent::kAll);
  if (status.ok()) status = EvaluateConditions(parts);
  if (!status.ok()) return status;
  AddUp(parts, &evaluation_);
  if (status = CheckExact(parts, evaluation_); !status.ok()) return status;
  evaluation_.outcome = DecideOutcome(parts, evaluation_);
  return &evaluation_;
}

// What is placed asks for nothing that is placed: the indicators that are asked for are known before.
absl::Status Evaluator::TakeValues(const scheme::SchemeParts& scheme) {
  for (size_t i = 0; i < scheme.cohorts.measures.size(); ++i) {
    const scheme::CohortMeasure& at = scheme.cohorts.measures[i];
    const scheme::Indicator& indicator = scheme.categories[at.category].indicators[at.indicator];
    const scheme::Measure& measure = indicator.measures[at.measure];
    if (!Applies(indicator, evaluation_.stage) ||
        !std::holds_alternative<scheme::CohortScale>(measure.ScaleOf(evaluation_.stage))) {
      continue;
    }
    const expression::Value value = workspace_.Evaluate(*measure.value);
    if (value.IsError()) {
      return model::WithPathPrefix(
          expression::ToStatus(value.failure()),
          absl::StrCat("categories[", at.category, "].indicators[", at.indicator, "].",
                       MeasurePath(indicator, at.measure, "value")));
    }
    if (value.IsPresent()) cohort_values_.values[i] = value.AsNumber();
  }
  return absl::OkStatus();
}

absl::StatusOr<const CohortValues*> Evaluator::TakeCohortValues(
    const scheme::CompiledScheme& scheme, const v1::Dossier& dossier, int year) {
  const scheme::SchemeParts& parts = scheme.parts();
  cohort_values_.groups.resize(parts.cohorts.levels.size());
  cohort_values_.values.assign(parts.cohorts.measures.size(), std::nullopt);
  absl::Status status = Begin(dossier, year);
  if (status.ok()) status = ChooseStage(parts);
  if (status.ok()) status = FindGroups(scheme, nullptr);
  if (status.ok()) status = EvaluateIndicators(parts, Extent::kForCohorts);
  if (status.ok()) status = TakeValues(parts);
  if (!status.ok()) return status;
  for (size_t i = 0; i < cohort_values_.groups.size(); ++i) {
    cohort_values_.groups[i] = evaluation_.cohorts.groups[i];
  }
  return &cohort_values_;
}

}  // namespace jifen::scoring::evaluate
