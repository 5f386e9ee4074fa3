#include "scoring/evaluate/next_step.h"

#include <optional>
#include <variant>

#include "scoring/evaluate/cohort_step.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

NextStep StepOfBands(const scheme::BandScale& bands, const MeasureResult& measure, Decimal points) {
  const auto band = static_cast<size_t>(measure.position);
  const auto step = bands.NextAbove(measure.value.AsNumber(), band, points);
  if (!step.has_value()) return {};
  return {.measure = 0,
          .position = static_cast<int>(step->band),
          .bound = step->bound,
          .beyond = step->beyond,
          .upward = step->band > band,
          .points = bands.points_lowest(step->band)};
}

NextStep StepOfLevels(const scheme::LevelScale& levels, Decimal points) {
  const std::optional<size_t> level = levels.NextAbove(points);
  if (!level.has_value()) return {};
  return {
      .measure = 0, .position = static_cast<int>(*level), .points = levels.points_lowest(*level)};
}

NextStep StepOfUnits(const scheme::PerUnitScale& units, Decimal points) {
  const auto step = units.NextAbove(points);
  if (!step.has_value()) return {};
  return {.measure = 0,
          .position = step->position,
          .bound = step->bound,
          .upward = true,
          .points = step->points};
}

NextStep StepOfLine(const scheme::LinearScale& line, const MeasureResult& measure, Decimal points) {
  const auto position = static_cast<size_t>(measure.position);
  const auto knot = line.NextAbove(measure.value.AsNumber(), position, points);
  if (!knot.has_value()) return {};
  return {.measure = 0,
          .position = static_cast<int>(*knot) + 1,
          .bound = line.at(*knot),
          .upward = *knot >= position,
          .points = line.points(*knot)};
}

// The next place with more points by the scale.
std::optional<WantedPlace> NextPlace(const scheme::CohortScale& scale, Decimal place,
                                     size_t position, Decimal points) {
  if (const scheme::BandScale* bands = scale.bands()) {
    const auto step = bands->NextAbove(place, position, points);
    if (!step.has_value()) return std::nullopt;
    return WantedPlace{
        .place = step->bound, .beyond = step->beyond, .upward = step->band > position};
  }
  const auto& line = std::get<scheme::LinearScale>(scale.steps());
  const auto knot = line.NextAbove(place, position, points);
  if (!knot.has_value()) return std::nullopt;
  return WantedPlace{.place = line.at(*knot), .upward = *knot >= position};
}

// None if the value that leads to the place leads on to one with fewer points: places lie in steps.
NextStep StepOfPlaces(const scheme::CohortScale& scale, const MeasureResult& measure,
                      const CohortStanding& standing, Decimal points) {
  const auto wanted =
      NextPlace(scale, standing.place, static_cast<size_t>(measure.position), points);
  if (!wanted.has_value()) return {};
  const bool whole = measure.value.kind() == expression::Kind::kInt;
  const auto value = ValueFor(*wanted, scale.method(), *standing.group, whole);
  if (!value.has_value()) return {};
  const size_t position = scale.Find(value->place);
  const Decimal there = scale.PointsFor(value->place, position).lowest;
  if (there <= points) return {};
  return {.measure = 0,
          .position = static_cast<int>(position),
          .bound = value->bound,
          .beyond = value->beyond,
          .upward = wanted->upward,
          .points = there};
}

NextStep StepOfMeasure(const scheme::Measure& compiled, const IndicatorSetting& setting,
                       const MeasureResult& measure, Decimal points) {
  const scheme::Scale& scale = compiled.ScaleOf(setting.stage);
  if (const auto* bands = std::get_if<scheme::BandScale>(&scale)) {
    return StepOfBands(*bands, measure, points);
  }
  if (const auto* levels = std::get_if<scheme::LevelScale>(&scale)) {
    return StepOfLevels(*levels, points);
  }
  if (const auto* units = std::get_if<scheme::PerUnitScale>(&scale)) {
    return StepOfUnits(*units, points);
  }
  if (const auto* line = std::get_if<scheme::LinearScale>(&scale)) {
    return StepOfLine(*line, measure, points);
  }
  if (const auto* cohort = std::get_if<scheme::CohortScale>(&scale)) {
    return StepOfPlaces(*cohort, measure,
                        setting.cohorts->standings[static_cast<size_t>(compiled.cohort)], points);
  }
  return {};
}

Decimal Magnitude(Decimal value) { return value.IsNegative() ? -value : value; }

// The share of the bound that is still to go.
Decimal WayToGo(const NextStep& step, const MeasureResult& measure) {
  const Decimal whole = Decimal::FromInt(1);
  const bool is_level = measure.value.kind() == expression::Kind::kBool ||
                        measure.value.kind() == expression::Kind::kEnum;
  if (is_level) return whole;
  Decimal distance;
  Decimal share;
  if (decimal::Subtract(step.bound, measure.value.AsNumber(), &distance) != Arithmetic::kOk ||
      decimal::Divide(Magnitude(distance), Magnitude(step.bound), &share) != Arithmetic::kOk) {
    return whole;
  }
  return share;
}

}  // namespace

NextStep FindNextStep(const scheme::Indicator& indicator, const IndicatorSetting& setting,
                      const IndicatorResult& result, std::span<const MeasureResult> measures) {
  if (measures.size() == 1) {
    return StepOfMeasure(indicator.measures[0], setting, measures[0], result.scale_points);
  }
  NextStep best;
  std::optional<Decimal> best_way;  // computed when there is something to compare with
  for (size_t i = 0; i < measures.size(); ++i) {
    const auto number = static_cast<int>(i);
    if (measures[i].state != v1::VALUE_STATE_PRESENT) continue;
    if (result.declared && number != result.chosen) continue;
    NextStep step = StepOfMeasure(indicator.measures[i], setting, measures[i], result.scale_points);
    if (step.measure == kNone) continue;
    step.measure = number;
    if (best.measure == kNone) {
      best = step;
      continue;
    }
    if (!best_way.has_value()) {
      best_way = WayToGo(best, measures[static_cast<size_t>(best.measure)]);
    }
    const Decimal way = WayToGo(step, measures[i]);
    if (way < *best_way || (way == *best_way && step.points > best.points)) {
      best = step;
      best_way = way;
    }
  }
  return best;
}

}  // namespace jifen::scoring::evaluate
