#include "scoring/scheme/measure_compiler.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::scheme {
namespace {

using expression::Kind;

std::vector<std::pair<int, Scale>> CompileStageScales(const v1::Measure& measure,
                                                      const ScaleContext& scale_context,
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
    } else if (!seen.try_emplace(stage->second, i).second) {
      scale_place.At("stage").ReportStructure("the stage has a scale already", stage_scale.stage(),
                                              "each stage at most once");
    }
    auto scale = MakeScale(stage_scale.scale(), scale_context, scale_place.At("scale"));
    if (stage == context.stages.end() || !scale.has_value()) continue;
    scales.emplace_back(stage->second, *std::move(scale));
  }
  return scales;
}

bool HasExpressionScale(const v1::Measure& measure) {
  return measure.scale().has_expression() ||
         std::any_of(measure.stage_scales().begin(), measure.stage_scales().end(),
                     [](const v1::StageScale& of) { return of.scale().has_expression(); });
}

// An environment where `value` is the program, or known to be faulty if it is null; returns `value`
// compiled there, so that both it and the points by it rest on one evaluation.
ProgramPointer NameValue(ProgramPointer program, const CompileContext& context,
                         const FaultPlace& place, expression::Environment* environment) {
  *environment = context.environment;
  const absl::Status named = program == nullptr ? environment->DefineFaulty("value")
                                                : environment->Define("value", program);
  if (!named.ok()) place.At("scale").Report(named);
  if (!named.ok() || program == nullptr) return program;
  ProgramPointer value = CompileExpression("value", {}, *environment, place.At("value"));
  return value == nullptr ? program : value;
}

ProgramPointer CompileMark(const v1::Measure& measure, const CompileContext& context,
                           const FaultPlace& place) {
  if (measure.mark().empty()) return nullptr;
  return CompileExpression(measure.mark(), {Kind::kInt, Kind::kDecimal}, context, place);
}

void CheckMark(const v1::Measure& measure, const Measure& compiled, const FaultPlace& place) {
  if (measure.mark().empty() || MeasureLeavesRange(compiled)) return;
  place.ReportStructure("the scale leaves nothing to judge", measure.mark(),
                        "points_lowest of a band or level, or no mark");
}

}  // namespace

std::optional<Measure> CompileMeasure(const v1::Measure& measure, const CompileContext& context,
                                      const FaultPlace& place) {
  ProgramPointer value =
      CompileExpression(measure.value(), {Kind::kInt, Kind::kDecimal, Kind::kBool, Kind::kEnum},
                        context, place.At("value"));
  expression::Environment environment;
  if (HasExpressionScale(measure)) {
    value = NameValue(std::move(value), context, place, &environment);
  }
  const expression::Type type = value == nullptr ? expression::Type() : value->type();
  const ScaleContext scale_context{
      .type = type, .environment = environment, .rounding = context.points_rounding};
  std::optional<Scale> scale = MakeScale(measure.scale(), scale_context, place.At("scale"));
  auto stage_scales = CompileStageScales(measure, scale_context, context, place);
  ProgramPointer mark = CompileMark(measure, context, place.At("mark"));
  const bool all_stages = stage_scales.size() == static_cast<size_t>(measure.stage_scales_size());
  if (!scale.has_value() || !all_stages) return std::nullopt;
  Measure compiled{.value = std::move(value),
                   .scale = *std::move(scale),
                   .mark = std::move(mark),
                   .stage_scales = std::move(stage_scales)};
  CheckMark(measure, compiled, place.At("mark"));
  return compiled;
}

bool MeasureLeavesRange(const Measure& measure) {
  return LeavesRange(measure.scale) ||
         std::any_of(measure.stage_scales.begin(), measure.stage_scales.end(),
                     [](const auto& of) { return LeavesRange(of.second); });
}

void AddPrograms(const Measure& measure, std::vector<const expression::Program*>* programs) {
  programs->push_back(measure.value.get());
  programs->push_back(measure.mark.get());
  const auto add = [programs](const Scale& scale) {
    const auto* formula = std::get_if<ExpressionScale>(&scale);
    if (formula != nullptr) programs->push_back(&formula->program());
  };
  add(measure.scale);
  for (const auto& [stage, scale] : measure.stage_scales) add(scale);
}

}  // namespace jifen::scoring::scheme
