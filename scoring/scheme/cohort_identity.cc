#include "scoring/scheme/cohort_identity.h"

#include <variant>

#include "scoring/scheme/canonical_form.h"

namespace jifen::scoring::scheme {
namespace {

// '1' for each stage, after that for none, in which the value is taken.
std::string TakenIn(const Indicator& indicator, const Measure& measure, size_t stages) {
  std::string taken;
  for (int stage = kNoStage; stage < static_cast<int>(stages); ++stage) {
    const bool takes =
        indicator.AppliesIn(stage) && std::holds_alternative<CohortScale>(measure.ScaleOf(stage));
    taken += takes ? '1' : '0';
  }
  return taken;
}

const v1::Measure& MeasureAt(const v1::Indicator& indicator, size_t measure) {
  if (indicator.has_measure()) return indicator.measure();
  return indicator.alternatives().options(static_cast<int>(measure)).measure();
}

// An indicator that a value asks for: all but what is only shown.
void AddAsked(v1::Indicator indicator, v1::Category* category) {
  indicator.clear_title();
  indicator.clear_clause();
  if (indicator.has_alternatives()) {
    for (v1::Option& option : *indicator.mutable_alternatives()->mutable_options()) {
      option.clear_title();
    }
  }
  *category->add_indicators() = std::move(indicator);
}

}  // namespace

std::string CohortIdentity(const v1::Scheme& scheme, const SchemeParts& parts) {
  if (!parts.cohorts.IsNeeded()) return "";
  v1::Scheme rest;
  *rest.mutable_definitions() = scheme.definitions();
  for (const v1::Stage& stage : scheme.stages()) {
    v1::Stage* kept = rest.add_stages();
    kept->set_id(stage.id());
    kept->set_when(stage.when());
  }
  for (const v1::CohortLevel& level : scheme.cohorts().levels()) {
    v1::CohortLevel* kept = rest.mutable_cohorts()->add_levels();
    kept->set_id(level.id());
    kept->set_group(level.group());
  }
  // Values may ask for points, which are rounded.
  if (scheme.total().has_points_places()) {
    rest.mutable_total()->set_points_places(scheme.total().points_places());
  }
  rest.mutable_total()->set_rounding(scheme.total().rounding());
  v1::Category* placed = rest.add_categories();
  for (const CohortMeasure& at : parts.cohorts.measures) {
    const v1::Indicator& indicator =
        scheme.categories(static_cast<int>(at.category)).indicators(static_cast<int>(at.indicator));
    v1::Indicator* kept = placed->add_indicators();
    kept->set_id(at.id);
    kept->mutable_measure()->set_value(MeasureAt(indicator, at.measure).value());
    kept->set_clause(
        TakenIn(parts.categories[at.category].indicators[at.indicator],
                parts.categories[at.category].indicators[at.indicator].measures[at.measure],
                parts.stages.size()));
  }
  v1::Category* asked = rest.add_categories();
  for (size_t c = 0; c < parts.categories.size(); ++c) {
    const auto& indicators = parts.categories[c].indicators;
    for (size_t i = 0; i < indicators.size(); ++i) {
      if (!indicators[i].for_cohorts) continue;
      AddAsked(scheme.categories(static_cast<int>(c)).indicators(static_cast<int>(i)), asked);
    }
  }
  return Identity(rest);
}

}  // namespace jifen::scoring::scheme
