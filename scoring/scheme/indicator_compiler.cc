#include "scoring/scheme/indicator_compiler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;
using expression::Kind;

void ReportStructure(const FaultPlace& place, std::string message, std::string got,
                     std::string want) {
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = std::move(message),
                .got = std::move(got),
                .want = std::move(want)});
}

void CheckUnit(v1::Unit unit, const FaultPlace& place) {
  if (v1::Unit_IsValid(unit)) return;
  place.Report({.reason = v1::REASON_UNKNOWN_ENUM,
                .message = "no such unit",
                .got = absl::StrCat(static_cast<int>(unit)),
                .want = "a value of Unit"});
}

std::vector<std::pair<int, Scale>> CompileStageScales(const v1::Measure& measure,
                                                      const expression::Type& type,
                                                      const CompileContext& context,
                                                      const FaultPlace& place) {
  std::vector<std::pair<int, Scale>> scales;
  absl::flat_hash_map<int, int> seen;
  for (int i = 0; i < measure.stage_scales_size(); ++i) {
    const v1::StageScale& stage_scale = measure.stage_scales(i);
    const FaultPlace scale_place = place.At("stage_scales", i);
    const auto stage = context.stages.find(stage_scale.stage());
    if (stage == context.stages.end()) {
      scale_place.At("stage").Report({.reason = v1::REASON_SCHEME_ID,
                                      .message = "no stage has this id",
                                      .got = stage_scale.stage(),
                                      .want = "the id of a stage"});
      continue;
    }
    if (!seen.try_emplace(stage->second, i).second) {
      ReportStructure(scale_place.At("stage"), "the stage has a scale already", stage_scale.stage(),
                      "each stage at most once");
    }
    auto scale = MakeScale(stage_scale.scale(), type, scale_place.At("scale"));
    if (scale.has_value()) scales.emplace_back(stage->second, *std::move(scale));
  }
  return scales;
}

std::optional<Measure> CompileMeasure(const v1::Measure& measure, const CompileContext& context,
                                      const FaultPlace& place) {
  ProgramPointer value =
      CompileExpression(measure.value(), {Kind::kInt, Kind::kDecimal, Kind::kBool, Kind::kEnum},
                        context, place.At("value"));
  if (value == nullptr) return std::nullopt;
  std::optional<Scale> scale = MakeScale(measure.scale(), value->type(), place.At("scale"));
  auto stage_scales = CompileStageScales(measure, value->type(), context, place);
  if (!scale.has_value()) return std::nullopt;
  return Measure{.value = std::move(value),
                 .scale = *std::move(scale),
                 .stage_scales = std::move(stage_scales)};
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
  if (compiled.has_value()) indicator->measures.push_back(*std::move(compiled));
}

void CheckOptionCount(int count, const FaultPlace& place) {
  const auto options = static_cast<size_t>(count);
  if (options >= kOptionsMin && options <= kOptionsMax) return;
  ReportStructure(place, "alternatives are between several options", absl::StrCat(count),
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
    ReportStructure(place.At("chosen"), "only a declared choice has an expression",
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
    ReportStructure(place.At("missing"), "an indicator with a minimum cannot be left out",
                    "MISSING_POLICY_EXCLUDE", "MISSING_POLICY_ZERO or MISSING_POLICY_REFUSE");
  }
}

void CheckMaximum(const v1::Indicator& indicator, const Indicator& compiled,
                  const FaultPlace& place) {
  Decimal reachable;
  for (const Measure& measure : compiled.measures) {
    reachable = std::max(reachable, PointsMax(measure));
  }
  if (compiled.maximum != reachable) {
    place.At("maximum").Report({.reason = v1::REASON_SCHEME_POINTS,
                                .message = "the maximum is not what the scales give",
                                .got = indicator.maximum(),
                                .want = reachable.Format()});
  }
  if (compiled.minimum_exceeded.has_value() && *compiled.minimum_exceeded >= compiled.maximum) {
    place.At("minimum_exceeded")
        .Report({.reason = v1::REASON_SCHEME_POINTS,
                 .message = "nothing exceeds this",
                 .got = indicator.minimum_exceeded(),
                 .want = absl::StrCat("less than ", indicator.maximum())});
  }
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
      ReportStructure(place, "an indicator says how it is measured", "nothing",
                      "measure or alternatives");
      break;
  }
}

}  // namespace

std::optional<Indicator> CompileIndicator(const v1::Indicator& indicator, CompileContext* context,
                                          const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  Indicator compiled;
  context->indicators.Add(indicator.id(), place.At("id"));
  CheckText(indicator.title(), place.At("title"));
  CheckUnit(indicator.unit(), place.At("unit"));
  const auto maximum = ReadPoints(indicator.maximum(), place.At("maximum"));
  if (indicator.has_minimum_exceeded()) {
    compiled.minimum_exceeded =
        ReadPoints(indicator.minimum_exceeded(), place.At("minimum_exceeded"));
  }
  CompileMissing(indicator, place, &compiled);
  CheckClause(indicator.clause(), *context, place.At("clause"));
  const size_t faults_of_fields = place.fault_count();
  CompileBody(indicator, *context, place, &compiled);
  if (maximum.has_value() && faults_of_fields == place.fault_count()) {
    compiled.maximum = *maximum;
    CheckMaximum(indicator, compiled, place);
  }
  if (place.fault_count() != faults_before) return std::nullopt;
  return compiled;
}

}  // namespace jifen::scoring::scheme
