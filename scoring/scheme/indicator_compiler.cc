#include "scoring/scheme/indicator_compiler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/cohort_compiler.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/measure_compiler.h"
#include "scoring/scheme/stage_maxima.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;
using expression::Kind;

void CheckUnit(v1::Unit unit, const FaultPlace& place) {
  if (v1::Unit_IsValid(unit)) return;
  place.Report({.reason = v1::REASON_UNKNOWN_ENUM,
                .message = "no such unit",
                .got = absl::StrCat(static_cast<int>(unit)),
                .want = "a value of Unit"});
}

// The most points of a measure in any stage.
Decimal PointsMax(const Measure& measure) {
  Decimal most = PointsMax(measure.scale);
  for (const auto& [stage, scale] : measure.stage_scales) most = std::max(most, PointsMax(scale));
  return most;
}

void AddMeasure(const v1::Measure& measure, const CompileContext& context, const FaultPlace& place,
                Indicator* indicator) {
  std::optional<Measure> compiled = CompileMeasure(measure, context, place);
  if (!compiled.has_value()) return;
  CheckCohortValue(context, *compiled, place.At("value"));
  indicator->measures.push_back(*std::move(compiled));
}

void CheckOptionCount(int count, const FaultPlace& place) {
  const auto options = static_cast<size_t>(count);
  if (options >= kOptionsMin && options <= kOptionsMax) return;
  place.ReportStructure("alternatives are between several options", absl::StrCat(count),
                        absl::StrCat(kOptionsMin, "..", kOptionsMax));
}

void CompileChoice(const v1::Alternatives& alternatives, const CompileContext& context,
                   const FaultPlace& place, Indicator* indicator) {
  indicator->choice = alternatives.choice();
  if (!v1::Choice_IsValid(alternatives.choice()) ||
      alternatives.choice() == v1::CHOICE_UNSPECIFIED) {
    place.At("choice").Report({.reason = v1::REASON_UNKNOWN_ENUM,
                               .message = "which option counts must be said",
                               .got = absl::StrCat(static_cast<int>(alternatives.choice())),
                               .want = "CHOICE_BEST, CHOICE_DECLARED or CHOICE_BEST_CERTAIN"});
  }
  if (alternatives.choice() == v1::CHOICE_DECLARED) {
    indicator->chosen =
        CompileExpression(alternatives.chosen(), {Kind::kString}, context, place.At("chosen"));
  } else if (!alternatives.chosen().empty()) {
    place.At("chosen").ReportStructure("only a declared choice has an expression",
                                       alternatives.chosen(), "CHOICE_DECLARED, or nothing here");
  }
}

void CompileAlternatives(const v1::Alternatives& alternatives, const CompileContext& context,
                         const FaultPlace& place, Indicator* indicator) {
  CompileChoice(alternatives, context, place, indicator);
  CheckOptionCount(alternatives.options_size(), place.At("options"));
  IdSet ids;
  for (int i = 0; i < alternatives.options_size(); ++i) {
    const v1::Option& option = alternatives.options(i);
    const FaultPlace option_place = place.At("options", i);
    ids.Add(option.id(), option_place.At("id"));
    indicator->option_ids.push_back(option.id());
    CheckText(option.title(), option_place.At("title"));
    CheckUnit(option.unit(), option_place.At("unit"));
    AddMeasure(option.measure(), context, option_place.At("measure"), indicator);
  }
}

void CompileMissing(const v1::Indicator& indicator, const FaultPlace& place, Indicator* compiled) {
  compiled->missing = indicator.missing();
  if (!v1::MissingPolicy_IsValid(indicator.missing()) ||
      indicator.missing() == v1::MISSING_POLICY_UNSPECIFIED) {
    place.At("missing").Report({.reason = v1::REASON_UNKNOWN_ENUM,
                                .message = "what a missing value does must be said",
                                .got = absl::StrCat(static_cast<int>(indicator.missing())),
                                .want = "MISSING_POLICY_ZERO, _EXCLUDE or _REFUSE"});
  }
  if (indicator.has_minimum_exceeded() && indicator.missing() == v1::MISSING_POLICY_EXCLUDE) {
    place.At("missing").ReportStructure("an indicator with a minimum cannot be left out",
                                        "MISSING_POLICY_EXCLUDE",
                                        "MISSING_POLICY_ZERO or MISSING_POLICY_REFUSE");
  }
}

// In every stage where the indicator applies something exceeds it.
void CheckMinimumExceeded(const v1::Indicator& indicator, const Indicator& compiled,
                          const FaultPlace& place) {
  if (!compiled.minimum_exceeded.has_value()) return;
  Decimal least = compiled.maximum;
  if (!compiled.stage_maxima.empty()) {
    least = *std::max_element(compiled.stage_maxima.begin(), compiled.stage_maxima.end());
  }
  for (const Decimal maximum : compiled.stage_maxima) {
    if (!maximum.IsZero()) least = std::min(least, maximum);
  }
  if (*compiled.minimum_exceeded < least) return;
  place.Report({.reason = v1::REASON_SCHEME_POINTS,
                .message = "nothing exceeds this",
                .got = indicator.minimum_exceeded(),
                .want = absl::StrCat("less than ", least.Format())});
}

// Whether the maximum is what the scales give, as far as they compiled.
bool CheckMaximum(const v1::Indicator& indicator, const Indicator& compiled,
                  const FaultPlace& place) {
  Decimal reachable;
  for (const Measure& measure : compiled.measures) {
    reachable = std::max(reachable, PointsMax(measure));
  }
  const bool holds = !HasAllMeasures(indicator, compiled) || compiled.maximum == reachable;
  if (!holds) {
    place.At("maximum").Report({.reason = v1::REASON_SCHEME_POINTS,
                                .message = "the maximum is not what the scales give",
                                .got = indicator.maximum(),
                                .want = reachable.Format()});
  }
  CheckMinimumExceeded(indicator, compiled, place.At("minimum_exceeded"));
  if (!compiled.stage_maxima.empty() && compiled.maximum.IsZero()) {
    place.At("stage_maxima")
        .Report({.reason = v1::REASON_SCHEME_POINTS,
                 .message = "nothing can be weighted",
                 .got = "a maximum of 0",
                 .want = "a maximum above 0"});
  }
  return holds;
}

void CompileBody(const v1::Indicator& indicator, const CompileContext& context,
                 const FaultPlace& place, Indicator* compiled) {
  switch (indicator.body_case()) {
    case v1::Indicator::kMeasure:
      AddMeasure(indicator.measure(), context, place.At("measure"), compiled);
      break;
    case v1::Indicator::kAlternatives:
      CompileAlternatives(indicator.alternatives(), context, place.At("alternatives"), compiled);
      break;
    case v1::Indicator::BODY_NOT_SET:
      place.ReportStructure("an indicator says how it is measured", "nothing",
                            "measure or alternatives");
      break;
  }
}

// The type that the value has whichever option counts; nullopt if there is none.
std::optional<expression::Type> TypeOf(const Indicator& indicator) {
  // Where a fault was found: fits everything, so that one mistake gives one fault.
  std::optional<expression::Type> type = expression::Type();
  for (const Measure& measure : indicator.measures) {
    if (type.has_value() && measure.value != nullptr)
      type = expression::Common(*type, measure.value->type());
  }
  return type;
}

// Whether it asks for what experts have still to settle.
bool AsksForJudged(const CompileContext& context, const Indicator& compiled) {
  std::vector<const expression::Program*> programs = {compiled.chosen.get()};
  for (const Measure& measure : compiled.measures) AddPrograms(measure, &programs);
  for (const expression::Program* program : programs) {
    if (program == nullptr) continue;
    for (const expression::Asked& asked : program->asked()) {
      const Judged& judged = context.judged[static_cast<size_t>(asked.indicator)];
      if (asked.points ? judged.points : judged.value) return true;
    }
  }
  return false;
}

bool LeavesRange(const Indicator& compiled) {
  return std::any_of(compiled.measures.begin(), compiled.measures.end(), MeasureLeavesRange);
}

// Until experts have judged, what depends on them is missing. To count that as nothing, or as less than
// another option, would give a total outside the range that the card claims.
void CheckJudged(const CompileContext& context, const FaultPlace& place,
                 const Indicator& compiled) {
  const bool refuses = compiled.missing == v1::MISSING_POLICY_REFUSE;
  const bool alternatives = compiled.choice != v1::CHOICE_UNSPECIFIED;
  if (AsksForJudged(context, compiled) && (!refuses || alternatives)) {
    place.At("missing").ReportStructure(
        "it asks for what experts have still to settle",
        alternatives ? "alternatives" : v1::MissingPolicy_Name(compiled.missing),
        "MISSING_POLICY_REFUSE and one measure, or a gate that asks for it");
  } else if (LeavesRange(compiled) && alternatives && compiled.choice != v1::CHOICE_BEST &&
             !refuses) {
    place.At("missing").ReportStructure(
        "experts have still to judge an option, and which one counts must be certain",
        v1::MissingPolicy_Name(compiled.missing), "MISSING_POLICY_REFUSE, or CHOICE_BEST");
  }
}

// Lets later expressions name it, unless its options are of different types.
void NameIndicator(const v1::Indicator& indicator, CompileContext* context, Indicator* compiled) {
  const std::optional<expression::Type> type = TypeOf(*compiled);
  if (!type.has_value()) return;
  const size_t index = context->environment.indicators().size();
  if (!context->environment.AddIndicator(indicator.id(), *type).ok()) return;
  compiled->named_index = static_cast<int>(index);
  const bool range = LeavesRange(*compiled);
  const bool asks = AsksForJudged(*context, *compiled);
  context->judged.push_back(
      {.points = range || asks,
       .value = asks || (range && compiled->choice != v1::CHOICE_UNSPECIFIED)});
  context->by_cohort.push_back(RestsOnCohort(*context, *compiled));
  compiled->named_type = *type;
  compiled->points_cause = absl::StrCat("points(\"", indicator.id(), "\")");
  compiled->value_cause = absl::StrCat("indicator(\"", indicator.id(), "\")");
}

// How the points of the scales become those of a stage.
void WeighStages(const PointsRounding& rounding, Indicator* compiled) {
  if (compiled->maximum.IsZero()) return;  // a fault if there are stages
  for (const Decimal maximum : compiled->stage_maxima) {
    compiled->stage_weights.push_back(
        decimal::Line::Make({.base = {}, .rise = maximum, .run = compiled->maximum},
                            {.places = rounding.places, .rounding = rounding.rounding}));
  }
}

}  // namespace

CompiledIndicator CompileIndicator(const v1::Indicator& indicator, CompileContext* context,
                                   const FaultPlace& place) {
  CompiledIndicator result;
  Indicator& compiled = result.indicator;
  context->indicators.Add(indicator.id(), place.At("id"));
  CheckText(indicator.title(), place.At("title"));
  CheckUnit(indicator.unit(), place.At("unit"));
  const auto maximum = ReadPoints(indicator.maximum(), place.At("maximum"));
  if (indicator.has_minimum_exceeded()) {
    compiled.minimum_exceeded =
        ReadPoints(indicator.minimum_exceeded(), place.At("minimum_exceeded"));
  }
  CompileMissing(indicator, place, &compiled);
  const size_t faults_before_maxima = place.fault_count();
  compiled.stage_maxima = CompileStageMaxima(indicator.stage_maxima(), *context, place);
  const bool stages_hold = place.fault_count() == faults_before_maxima;
  CheckClause(indicator.clause(), *context, place.At("clause"));
  CompileBody(indicator, *context, place, &compiled);
  if (maximum.has_value()) {
    compiled.maximum = *maximum;
    result.maxima_hold = CheckMaximum(indicator, compiled, place) && stages_hold;
    WeighStages(context->points_rounding, &compiled);
  }
  CheckJudged(*context, place, compiled);
  NameIndicator(indicator, context, &compiled);
  return result;
}

}  // namespace jifen::scoring::scheme
