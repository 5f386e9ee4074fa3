#include "scoring/evaluate/indicator_evaluator.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/evaluate/next_step.h"
#include "scoring/evaluate/weight.h"
#include "scoring/scheme/decimal_field.h"

namespace jifen::scoring::evaluate {
namespace {

using expression::Value;

// The lowest and highest points at a place of a scale.
struct Range {
  decimal::Decimal lowest;
  decimal::Decimal highest;
};

template <typename Steps>
Range RangeAt(const Steps& steps, size_t position) {
  return {steps.points_lowest(position), steps.points(position)};
}

// Turns the value of a measure into a place and points. Returns what an expression of points gave, a
// present value otherwise.
class Placing {
 public:
  Placing(const scheme::Measure& measure, const IndicatorSetting& setting, MeasureResult* result)
      : measure_(measure), setting_(setting), value_(result->value), result_(result) {}

  Value operator()(const scheme::BandScale& bands) {
    const size_t band = bands.Find(value_.AsNumber());
    return Set(band, RangeAt(bands, band));
  }

  Value operator()(const scheme::LevelScale& levels) {
    const bool is_bool = value_.kind() == expression::Kind::kBool;
    const int number = is_bool ? int{value_.AsBool()} : value_.AsEnum();
    const std::optional<size_t> level = levels.Find(number);
    if (level.has_value()) return Set(*level, RangeAt(levels, *level));
    result_->state = v1::VALUE_STATE_INVALID;
    return value_;
  }

  Value operator()(const scheme::PerUnitScale& units) {
    const decimal::Decimal points = units.PointsFor(value_.AsNumber());
    return Set(static_cast<size_t>(units.Find(value_.AsNumber())), {points, points});
  }

  Value operator()(const scheme::LinearScale& line) {
    const size_t position = line.Find(value_.AsNumber());
    const decimal::Decimal points = line.PointsFor(value_.AsNumber(), position);
    return Set(position, {points, points});
  }

  Value operator()(const scheme::ExpressionScale& formula) {
    const Value given = setting_.workspace->Evaluate(formula.program());
    if (!given.IsPresent()) return given;
    result_->evidence.AddAll(setting_.workspace->evidence_set());
    const decimal::Decimal points = formula.PointsFor(given.AsNumber());
    return Set(0, {points, points});
  }

  Value operator()(const scheme::CohortScale& cohort) {
    const Value place = PlaceInCohort(static_cast<size_t>(measure_.cohort), cohort.method(),
                                      value_.AsNumber(), setting_.cohorts);
    if (!place.IsPresent()) return place;
    const size_t position = cohort.Find(place.AsDecimal());
    const auto [lowest, highest] = cohort.PointsFor(place.AsDecimal(), position);
    return Set(position, {lowest, highest});
  }

 private:
  Value Set(size_t position, const Range& range) {
    result_->position = static_cast<int>(position);
    result_->points = range.lowest;
    result_->points_highest = range.highest;
    return value_;
  }

  const scheme::Measure& measure_;
  const IndicatorSetting& setting_;
  const Value& value_;
  MeasureResult* result_;
};

void SetInvalid(MeasureResult* result) {
  result->state = v1::VALUE_STATE_INVALID;
  result->points = {};
  result->points_highest = {};
}

bool HasTooManyPlaces(decimal::Decimal points) {
  decimal::Decimal rounded;
  return decimal::Round(points, scheme::kPointsPlacesMax, decimal::Rounding::kHalfEven, &rounded) !=
             decimal::Arithmetic::kOk ||
         rounded != points;
}

// The experts' points, which must be among those that the scale leaves to them.
absl::Status Mark(const scheme::Measure& measure, int stage, expression::Workspace* workspace,
                  MeasureResult* result) {
  if (measure.mark == nullptr || result->state != v1::VALUE_STATE_PRESENT) return absl::OkStatus();
  if (!LeavesRange(measure.ScaleOf(stage))) return absl::OkStatus();
  const Value given = workspace->Evaluate(*measure.mark);
  if (given.IsError()) return expression::ToStatus(given.failure());
  if (given.IsMissing()) return absl::OkStatus();
  result->evidence.AddAll(workspace->evidence_set());
  const decimal::Decimal mark = given.AsNumber();
  result->mark = mark;
  if (mark < result->points || mark > result->points_highest || HasTooManyPlaces(mark)) {
    SetInvalid(result);
  } else {
    result->points = mark;
    result->points_highest = mark;
  }
  return absl::OkStatus();
}

// Fills the result; the field of the measure that failed is in `field` then.
absl::Status EvaluateMeasure(const scheme::Measure& measure, const IndicatorSetting& setting,
                             MeasureResult* result, const char** field) {
  expression::Workspace* workspace = setting.workspace;
  *field = "value";
  workspace->Evaluate(*measure.value, &result->value);
  if (result->value.IsError()) return expression::ToStatus(result->value.failure());
  result->evidence = workspace->evidence_set();
  result->position = kNone;
  result->points = {};
  result->points_highest = {};
  result->mark.reset();
  result->state = result->value.IsMissing() ? v1::VALUE_STATE_MISSING : v1::VALUE_STATE_PRESENT;
  if (result->value.IsMissing()) return absl::OkStatus();
  *field = "scale";
  const Value placed =
      std::visit(Placing(measure, setting, result), measure.ScaleOf(setting.stage));
  if (placed.IsError()) return expression::ToStatus(placed.failure());
  if (placed.IsMissing()) {
    result->value = placed;  // why there are no points
    result->state = v1::VALUE_STATE_MISSING;
    return absl::OkStatus();
  }
  *field = "mark";
  return Mark(measure, setting.stage, workspace, result);
}

// The present measure with most points for certain; of equal ones that which may yet give more, then
// the first.
int BestOf(std::span<const MeasureResult> measures) {
  int best = kNone;
  for (size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].state != v1::VALUE_STATE_PRESENT) continue;
    const auto more = [&measures, i](const MeasureResult& than) {
      return measures[i].points > than.points || (measures[i].points == than.points &&
                                                  measures[i].points_highest > than.points_highest);
    };
    if (best == kNone || more(measures[static_cast<size_t>(best)])) best = static_cast<int>(i);
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

// The first option that has a value which cannot count, such as a mark that its scale does not leave, and
// which might be more than the best: it is to be put right before any counts.
int InvalidOf(const scheme::Indicator& indicator, int stage, int best,
              std::span<const MeasureResult> measures) {
  for (size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].state != v1::VALUE_STATE_INVALID) continue;
    if (best == kNone || PointsMax(indicator.measures[i].ScaleOf(stage)) >
                             measures[static_cast<size_t>(best)].points) {
      return static_cast<int>(i);
    }
  }
  return kNone;
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
  const int invalid = InvalidOf(indicator, stage, result->chosen, measures);
  if (invalid != kNone) {
    result->chosen = invalid;
    return absl::OkStatus();
  }
  // An enterprise that declares nothing is owed the better one, so it must be certain which that is.
  if (indicator.choice != v1::CHOICE_BEST && result->chosen != kNone &&
      !IsCertain(indicator, stage, result->chosen, measures)) {
    result->chosen = kNone;
  }
  return absl::OkStatus();
}

// The most points that an option can come to: another than the best may while experts have still to
// judge.
decimal::Decimal HighestOf(const IndicatorResult& result, std::span<const MeasureResult> measures) {
  decimal::Decimal highest = measures[static_cast<size_t>(result.chosen)].points_highest;
  for (const MeasureResult& measure : measures) {
    if (result.declared) break;
    if (measure.state != v1::VALUE_STATE_PRESENT) continue;
    highest = std::max(highest, measure.points_highest);
  }
  return highest;
}

void SetPoints(const scheme::Indicator& indicator, const IndicatorSetting& setting,
               IndicatorResult* result, std::span<const MeasureResult> measures) {
  const int stage = setting.stage;
  const bool present = result->state == v1::VALUE_STATE_PRESENT;
  decimal::Decimal highest;
  result->scale_points = {};
  if (present) {
    result->scale_points = measures[static_cast<size_t>(result->chosen)].points;
    highest = HighestOf(*result, measures);
  }
  result->weighted = Weighted(indicator, stage, result->scale_points);
  result->points = result->weighted;
  result->points_highest =
      highest == result->scale_points ? result->weighted : Weighted(indicator, stage, highest);
  result->maximum = indicator.MaximumOf(stage);
  result->next = present ? FindNextStep(indicator, setting, *result, measures) : NextStep();
}

}  // namespace

std::string MeasurePath(const scheme::Indicator& indicator, size_t measure, const char* field) {
  if (indicator.choice == v1::CHOICE_UNSPECIFIED) return absl::StrCat("measure.", field);
  return absl::StrCat("alternatives.options[", measure, "].measure.", field);
}

absl::Status EvaluateIndicator(const scheme::Indicator& indicator, const IndicatorSetting& setting,
                               IndicatorResult* result, std::span<MeasureResult> measures) {
  for (size_t i = 0; i < measures.size(); ++i) {
    const char* field = "";
    const absl::Status status =
        EvaluateMeasure(indicator.measures[i], setting, &measures[i], &field);
    if (!status.ok()) return model::WithPathPrefix(status, MeasurePath(indicator, i, field));
  }
  if (absl::Status chosen = Choose(indicator, setting.stage, setting.workspace, measures, result);
      !chosen.ok()) {
    return chosen;
  }
  const MeasureResult* counted =
      result->chosen == kNone ? nullptr : &measures[static_cast<size_t>(result->chosen)];
  result->state = counted == nullptr ? v1::VALUE_STATE_MISSING : counted->state;
  if (!Applies(indicator, setting.stage)) result->state = v1::VALUE_STATE_NOT_APPLICABLE;
  const bool absent =
      result->state == v1::VALUE_STATE_MISSING || result->state == v1::VALUE_STATE_INVALID;
  result->excluded = absent && indicator.missing == v1::MISSING_POLICY_EXCLUDE;
  SetPoints(indicator, setting, result, measures);
  return absl::OkStatus();
}

}  // namespace jifen::scoring::evaluate
