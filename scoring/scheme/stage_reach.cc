#include "scoring/scheme/stage_reach.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

// Most points in a stage, by whichever option.
Decimal ReachIn(int stage, const Indicator& indicator) {
  Decimal most;
  for (const Measure& measure : indicator.measures) {
    most = std::max(most, PointsMax(measure.ScaleOf(stage)));
  }
  return most;
}

// The scale of its own that the measure has in a stage.
std::optional<FaultPlace> ScalePlace(const v1::Measure& measure, const std::string& stage,
                                     const FaultPlace& place) {
  for (int i = 0; i < measure.stage_scales_size(); ++i) {
    if (measure.stage_scales(i).stage() != stage) continue;
    return place.At("measure").At("stage_scales", i).At("scale");
  }
  return std::nullopt;
}

FaultPlace PlaceIn(const std::string& stage, const v1::Indicator& indicator,
                   const FaultPlace& place) {
  std::optional<FaultPlace> found = ScalePlace(indicator.measure(), stage, place);
  for (int i = 0; i < indicator.alternatives().options_size() && !found.has_value(); ++i) {
    found = ScalePlace(indicator.alternatives().options(i).measure(), stage,
                       place.At("alternatives").At("options", i));
  }
  return found.value_or(place.At("maximum"));
}

void CheckIndicator(const v1::Indicator& indicator, const Indicator& compiled,
                    const std::vector<std::string>& stages, const FaultPlace& place) {
  Decimal most = ReachIn(kNoStage, compiled);
  for (size_t i = 0; i < stages.size(); ++i) {
    most = std::max(most, ReachIn(static_cast<int>(i), compiled));
  }
  if (most != compiled.maximum) return;  // told with the maximum
  for (size_t i = 0; i < stages.size(); ++i) {
    const int stage = static_cast<int>(i);
    const Decimal reach = ReachIn(stage, compiled);
    if (compiled.MaximumOf(stage).IsZero() || reach == compiled.maximum) continue;
    PlaceIn(stages[i], indicator, place)
        .Report(
            {.reason = v1::REASON_SCHEME_POINTS,
             .message = absl::StrCat("the scales do not reach the maximum in stage ", stages[i]),
             .got = reach.Format(),
             .want = compiled.maximum.Format()});
  }
}

}  // namespace

void CheckStageReach(const v1::Scheme& scheme, const std::vector<Category>& categories,
                     const std::vector<std::string>& stages, const FaultPlace& place) {
  if (stages.size() > kStagesMax) return;  // told with the stages
  for (int c = 0; c < scheme.categories_size(); ++c) {
    const v1::Category& category = scheme.categories(c);
    for (int i = 0; i < category.indicators_size(); ++i) {
      const Indicator& compiled =
          categories[static_cast<size_t>(c)].indicators[static_cast<size_t>(i)];
      if (!HasAllMeasures(category.indicators(i), compiled)) continue;
      CheckIndicator(category.indicators(i), compiled, stages,
                     place.At("categories", c).At("indicators", i));
    }
  }
}

}  // namespace jifen::scoring::scheme
