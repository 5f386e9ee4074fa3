#include "scoring/evaluate/indicator_evaluator.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/evaluate/next_step.h"

namespace jifen::scoring::evaluate {
namespace {

using expression::Value;

void Place(const scheme::Scale& scale, MeasureResult* result) {
  if (const auto* bands = std::get_if<scheme::BandScale>(&scale)) {
    const size_t band = bands->Find(result->value.AsNumber());
    result->position = static_cast<int>(band);
    result->points = bands->points(band);
    return;
  }
  const auto& levels = std::get<scheme::LevelScale>(scale);
  const bool is_bool = result->value.kind() == expression::Kind::kBool;
  const int number = is_bool ? int{result->value.AsBool()} : result->value.AsEnum();
  const std::optional<size_t> level = levels.Find(number);
  if (!level.has_value()) {
    result->state = v1::VALUE_STATE_INVALID;
    return;
  }
  result->position = static_cast<int>(*level);
  result->points = levels.points(*level);
}

absl::Status EvaluateMeasure(const scheme::Measure& measure, int stage,
                             expression::Workspace* workspace, MeasureResult* result) {
  result->value = workspace->Evaluate(*measure.value);
  if (result->value.IsError()) return expression::ToStatus(result->value.failure());
  result->evidence = workspace->evidence_set();
  result->position = kNone;
  result->points = {};
  if (result->value.IsMissing()) {
    result->state = v1::VALUE_STATE_MISSING;
    return absl::OkStatus();
  }
  result->state = v1::VALUE_STATE_PRESENT;
  Place(measure.ScaleOf(stage), result);
  return absl::OkStatus();
}

// The present measure with most points; of equal ones the first.
int BestOf(std::span<const MeasureResult> measures) {
  int best = kNone;
  for (size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].state != v1::VALUE_STATE_PRESENT) continue;
    if (best == kNone || measures[i].points > measures[static_cast<size_t>(best)].points) {
      best = static_cast<int>(i);
    }
  }
  return best;
}

// Whether no measure that is missing could give more than the best.
bool IsCertain(const scheme::Indicator& indicator, int stage, int best,
               std::span<const MeasureResult> measures) {
  const decimal::Decimal most = measures[static_cast<size_t>(best)].points;
  for (size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].state == v1::VALUE_STATE_PRESENT) continue;
    if (PointsMax(indicator.measures[i].ScaleOf(stage)) > most) return false;
  }
  return true;
}

absl::StatusOr<std::optional<int>> DeclaredOption(const scheme::Indicator& indicator,
                                                  expression::Workspace* workspace) {
  const Value value = workspace->Evaluate(*indicator.chosen);
  if (value.IsError()) {
    return model::WithPathPrefix(expression::ToStatus(value.failure()), "alternatives.chosen");
  }
  if (value.IsMissing() || value.AsString().empty()) return std::nullopt;
  const auto option =
      std::find(indicator.option_ids.begin(), indicator.option_ids.end(), value.AsString());
  if (option == indicator.option_ids.end()) {
    return model::ToStatus({.reason = v1::REASON_SCHEME_STRUCTURE,
                            .message = "no option has the id that the expression gives",
                            .path = "alternatives.chosen",
                            .got = std::string(value.AsString()),
                            .want = "the id of an option, or an empty text"});
  }
  return static_cast<int>(option - indicator.option_ids.begin());
}

absl::Status Choose(const scheme::Indicator& indicator, int stage, expression::Workspace* workspace,
                    std::span<const MeasureResult> measures, IndicatorResult* result) {
  result->declared = false;
  if (indicator.choice == v1::CHOICE_UNSPECIFIED) {
    result->chosen = 0;
    return absl::OkStatus();
  }
  if (indicator.choice == v1::CHOICE_DECLARED) {
    const absl::StatusOr<std::optional<int>> option = DeclaredOption(indicator, workspace);
    if (!option.ok()) return option.status();
    if (option->has_value()) {
      result->chosen = **option;
      result->declared = true;
      return absl::OkStatus();
    }
  }
  result->chosen = BestOf(measures);
  // An enterprise that declares nothing is owed the better one, so it must be certain which that is.
  if (indicator.choice != v1::CHOICE_BEST && result->chosen != kNone &&
      !IsCertain(indicator, stage, result->chosen, measures)) {
    result->chosen = kNone;
  }
  return absl::OkStatus();
}

std::string MeasurePath(const scheme::Indicator& indicator, size_t measure) {
  if (indicator.choice == v1::CHOICE_UNSPECIFIED) return "measure.value";
  return absl::StrCat("alternatives.options[", measure, "].measure.value");
}

}  // namespace

absl::Status EvaluateIndicator(const scheme::Indicator& indicator, int stage,
                               expression::Workspace* workspace, IndicatorResult* result,
                               std::span<MeasureResult> measures) {
  for (size_t i = 0; i < measures.size(); ++i) {
    const absl::Status status =
        EvaluateMeasure(indicator.measures[i], stage, workspace, &measures[i]);
    if (!status.ok()) return model::WithPathPrefix(status, MeasurePath(indicator, i));
  }
  if (absl::Status chosen = Choose(indicator, stage, workspace, measures, result); !chosen.ok()) {
    return chosen;
  }
  const MeasureResult* counted =
      result->chosen == kNone ? nullptr : &measures[static_cast<size_t>(result->chosen)];
  result->state = counted == nullptr ? v1::VALUE_STATE_MISSING : counted->state;
  const bool present = result->state == v1::VALUE_STATE_PRESENT;
  result->points = present ? counted->points : decimal::Decimal();
  result->maximum = indicator.maximum;
  result->excluded = !present && indicator.missing == v1::MISSING_POLICY_EXCLUDE;
  result->next = present ? FindNextStep(indicator, stage, *result, measures) : NextStep();
  return absl::OkStatus();
}

}  // namespace jifen::scoring::evaluate
