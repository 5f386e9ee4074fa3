#include "scoring/scheme/scheme_compiler.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "scoring/scheme/category_compiler.h"
#include "scoring/scheme/cohort_compiler.h"
#include "scoring/scheme/compile_context.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/expression_fields.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/measure_compiler.h"
#include "scoring/scheme/option_ids.h"
#include "scoring/scheme/reasons_compiler.h"
#include "scoring/scheme/stage_reach.h"
#include "scoring/scheme/text_field.h"
#include "scoring/scheme/total_compiler.h"

namespace jifen::scoring::scheme {
namespace {

using expression::Kind;

constexpr size_t kSchemeIdBytesMin = 3;

void CheckDateField(const v1::Date& date, const FaultPlace& place) {
  if (const absl::Status status = model::CheckDate(date); !status.ok()) place.Report(status);
}

void CheckPeriod(const v1::Scheme& scheme, const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  if (!scheme.has_effective_from()) {
    place.At("effective_from")
        .Report({.reason = v1::REASON_FIELD_REQUIRED, .want = "the first day in force"});
    return;
  }
  CheckDateField(scheme.effective_from(), place.At("effective_from"));
  if (!scheme.has_effective_to()) return;
  CheckDateField(scheme.effective_to(), place.At("effective_to"));
  if (place.fault_count() != faults_before) return;
  if (model::ToDays(scheme.effective_to()) >= model::ToDays(scheme.effective_from())) return;
  place.At("effective_to")
      .Report({.reason = v1::REASON_PERIOD_REVERSED,
               .message = "the scheme ends before it begins",
               .got = model::FormatDate(scheme.effective_to()),
               .want = absl::StrCat("not before ", model::FormatDate(scheme.effective_from()))});
}

void CheckHeading(const v1::Scheme& scheme, const FaultPlace& place) {
  IdSet().Add(scheme.id(), place.At("id"));
  if (!scheme.id().empty() && scheme.id().size() < kSchemeIdBytesMin) {
    place.At("id").Report({.reason = v1::REASON_SCHEME_ID,
                           .message = "the id of a scheme is too short",
                           .got = scheme.id(),
                           .want = "3..64 characters"});
  }
  if (scheme.version() == 0) {
    place.At("version").Report({.reason = v1::REASON_OUT_OF_RANGE,
                                .message = "versions count from 1",
                                .got = "0",
                                .want = "1 or more"});
  }
  CheckText(scheme.title(), place.At("title"));
  CheckText(scheme.authority(), place.At("authority"));
  if (scheme.figures() == v1::FIGURES_STATUS_OFFICIAL) {
    CheckRequired(scheme.document_number(), place.At("document_number"));
  } else {
    CheckOptional(scheme.document_number(), place.At("document_number"));
  }
  CheckOptional(scheme.document_source(), place.At("document_source"));
  CheckPeriod(scheme, place);
  if (!v1::FiguresStatus_IsValid(scheme.figures()) ||
      scheme.figures() == v1::FIGURES_STATUS_UNSPECIFIED) {
    place.At("figures").Report({.reason = v1::REASON_UNKNOWN_ENUM,
                                .message = "whether the figures are official must be said",
                                .got = absl::StrCat(static_cast<int>(scheme.figures())),
                                .want = "FIGURES_STATUS_OFFICIAL or FIGURES_STATUS_ILLUSTRATIVE"});
  }
}

void CompileDefinitions(const v1::Scheme& scheme, const FaultPlace& place,
                        CompileContext* context) {
  CheckCount(scheme.definitions_size(), kDefinitionsMax, place.At("definitions"));
  for (int i = 0; i < scheme.definitions_size(); ++i) {
    const FaultPlace definition_place = place.At("definitions", i);
    const v1::Definition& definition = scheme.definitions(i);
    ProgramPointer program =
        CompileExpression(definition.expression(), {}, *context, definition_place.At("expression"));
    // The names of faulty definitions are known, so that each mistake is told once.
    const absl::Status defined =
        program == nullptr ? context->environment.DefineFaulty(definition.id())
                           : context->environment.Define(definition.id(), std::move(program));
    if (!defined.ok()) definition_place.At("id").Report(defined);
  }
}

std::vector<ProgramPointer> CompileStages(const v1::Scheme& scheme, const FaultPlace& place,
                                          CompileContext* context) {
  CheckCount(scheme.stages_size(), kStagesMax, place.At("stages"));
  std::vector<ProgramPointer> stages;
  IdSet ids;
  for (int i = 0; i < scheme.stages_size(); ++i) {
    const FaultPlace stage_place = place.At("stages", i);
    ids.Add(scheme.stages(i).id(), stage_place.At("id"));
    context->stages.try_emplace(scheme.stages(i).id(), i);
    context->stage_ids.push_back(scheme.stages(i).id());
    CheckText(scheme.stages(i).title(), stage_place.At("title"));
    stages.push_back(CompileExpression(scheme.stages(i).when(), {Kind::kBool}, *context,
                                       stage_place.At("when")));
  }
  return stages;
}

int CountIndicators(const v1::Scheme& scheme) {
  int count = 0;
  for (const v1::Category& category : scheme.categories()) count += category.indicators_size();
  return count;
}

std::vector<Category> CompileCategories(const v1::Scheme& scheme, const FaultPlace& place,
                                        CompileContext* context) {
  const FaultPlace list_place = place.At("categories");
  CheckCount(scheme.categories_size(), kCategoriesMax, list_place);
  CheckCount(CountIndicators(scheme), kIndicatorsMax, list_place);
  context->maxima_hold = scheme.categories_size() > 0 &&
                         static_cast<size_t>(scheme.categories_size()) <= kCategoriesMax;
  if (scheme.categories_size() == 0) {
    list_place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                       .message = "a scheme has at least one category",
                       .got = "0",
                       .want = "1 or more"});
  }
  std::vector<Category> categories;
  IdSet ids;
  for (int i = 0; i < scheme.categories_size(); ++i) {
    const FaultPlace category_place = place.At("categories", i);
    ids.Add(scheme.categories(i).id(), category_place.At("id"));
    categories.push_back(CompileCategory(scheme.categories(i), context, category_place));
  }
  return categories;
}

void CompileGates(const v1::Scheme& scheme, const FaultPlace& place, CompileContext* context,
                  SchemeParts* parts) {
  CheckCount(scheme.gates_size(), kGatesMax, place.At("gates"));
  for (int i = 0; i < scheme.gates_size(); ++i) {
    const FaultPlace gate_place = place.At("gates", i);
    const v1::Gate& gate = scheme.gates(i);
    context->conditions.Add(gate.id(), gate_place.At("id"));
    CheckText(gate.title(), gate_place.At("title"));
    CheckClause(gate.clause(), *context, gate_place.At("clause"));
    parts->gates.push_back(
        CompileExpression(gate.passes(), {Kind::kBool}, *context, gate_place.At("passes")));
    parts->gate_caps.push_back(
        gate.has_caps_at() ? ReadPoints(gate.caps_at(), gate_place.At("caps_at")) : std::nullopt);
  }
}

std::vector<ProgramPointer> CompileDirectPasses(const v1::Scheme& scheme, const FaultPlace& place,
                                                CompileContext* context) {
  CheckCount(scheme.direct_passes_size(), kDirectPassesMax, place.At("direct_passes"));
  std::vector<ProgramPointer> passes;
  for (int i = 0; i < scheme.direct_passes_size(); ++i) {
    const FaultPlace pass_place = place.At("direct_passes", i);
    const v1::DirectPass& pass = scheme.direct_passes(i);
    context->conditions.Add(pass.id(), pass_place.At("id"));
    CheckText(pass.title(), pass_place.At("title"));
    CheckClause(pass.clause(), *context, pass_place.At("clause"));
    passes.push_back(
        CompileExpression(pass.when(), {Kind::kBool}, *context, pass_place.At("when")));
  }
  return passes;
}

bool HasStageMaxima(const v1::Scheme& scheme) {
  for (const v1::Category& category : scheme.categories()) {
    if (!category.stage_maxima().empty()) return true;
    for (const v1::Indicator& indicator : category.indicators()) {
      if (!indicator.stage_maxima().empty()) return true;
    }
  }
  return false;
}

// By the text alone: a blank or comment may stand before the bracket.
bool NamesIndicators(const v1::Scheme& scheme) {
  const std::vector<std::string> texts = ExpressionsOf(scheme);
  return std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
    return text.find("indicator") != std::string::npos || text.find("points") != std::string::npos;
  });
}

// Whether rounding lifts a total of `exact` points above what they are on the card.
bool RisesByRounding(const TotalRule& rule, decimal::Decimal exact) {
  decimal::Decimal scaled;
  decimal::Decimal rounded;
  if (decimal::Multiply(exact, rule.scale_to, &scaled) != decimal::Arithmetic::kOk ||
      decimal::Divide(scaled, rule.maximum, &scaled) != decimal::Arithmetic::kOk ||
      decimal::Round(scaled, rule.places, rule.rounding, &rounded) != decimal::Arithmetic::kOk) {
    return false;
  }
  return rounded > scaled;
}

// A cap that is rounded up would not cap: 59.5 of no places would be 60, and pass.
void CheckRounding(const v1::Scheme& scheme, const SchemeParts& parts, const FaultPlace& place) {
  const auto report = [&parts](const FaultPlace& at, const std::string& got) {
    at.Report({.reason = v1::REASON_SCHEME_POINTS,
               .message = "rounding would lift the total above this",
               .got = got,
               .want = absl::StrCat("points that are exact with ", parts.total.places,
                                    " places on the card, as total.places")});
  };
  if (RisesByRounding(parts.total, parts.total.maximum)) {
    report(place.At("total").At("maximum"), scheme.total().maximum());
  }
  for (size_t i = 0; i < parts.gate_caps.size(); ++i) {
    if (!parts.gate_caps[i].has_value()) continue;
    if (!RisesByRounding(parts.total, *parts.gate_caps[i])) continue;
    const int gate = static_cast<int>(i);
    report(place.At("gates", gate).At("caps_at"), scheme.gates(gate).caps_at());
  }
}

void CheckCaps(const v1::Scheme& scheme, const SchemeParts& parts, const FaultPlace& place) {
  for (size_t i = 0; i < parts.gate_caps.size(); ++i) {
    if (!parts.gate_caps[i].has_value() || *parts.gate_caps[i] < parts.total.maximum) continue;
    place.At("gates", static_cast<int>(i))
        .At("caps_at")
        .Report({.reason = v1::REASON_SCHEME_POINTS,
                 .message = "no total is above this",
                 .got = scheme.gates(static_cast<int>(i)).caps_at(),
                 .want = absl::StrCat("less than ", parts.total.maximum.Format())});
  }
}

// Which of the templates that only some schemes need this one needs.
TemplateUses UsesOf(const SchemeParts& parts) {
  TemplateUses uses;
  for (const auto& cap : parts.gate_caps) uses.gate_capped = uses.gate_capped || cap.has_value();
  for (const Category& category : parts.categories) {
    for (const Indicator& indicator : category.indicators) {
      uses.range = uses.range || std::any_of(indicator.measures.begin(), indicator.measures.end(),
                                             MeasureLeavesRange);
      uses.not_applicable =
          uses.not_applicable ||
          std::any_of(indicator.stage_maxima.begin(), indicator.stage_maxima.end(),
                      [](decimal::Decimal maximum) { return maximum.IsZero(); });
    }
  }
  return uses;
}

}  // namespace

SchemeParts CompileParts(const v1::Scheme& scheme, const FaultPlace& place) {
  CompileContext context;
  context.official = scheme.figures() == v1::FIGURES_STATUS_OFFICIAL;
  context.points_rounding = PointsRoundingOf(scheme.total());
  SchemeParts parts;
  CheckHeading(scheme, place);
  CompileDefinitions(scheme, place, &context);
  // Who is whose peer is known before any points are.
  std::optional<expression::Environment> definitions;
  if (scheme.has_cohorts()) definitions = context.environment;
  parts.stages = CompileStages(scheme, place, &context);
  parts.categories = CompileCategories(scheme, place, &context);
  CheckStageReach(scheme, parts.categories, context.stage_ids, place.Proving());
  CheckOptionIds(scheme, place);
  CompileGates(scheme, place, &context, &parts);
  parts.direct_passes = CompileDirectPasses(scheme, place, &context);
  parts.has_stage_maxima = HasStageMaxima(scheme);
  parts.names_indicators = NamesIndicators(scheme);
  parts.total = CompileTotal(scheme.total(), context.maxima_hold ? &parts.categories : nullptr,
                             context.stage_ids, place.At("total"));
  if (!parts.total.maximum.IsZero()) CheckCaps(scheme, parts, place.Proving());
  if (!parts.total.maximum.IsZero()) CheckRounding(scheme, parts, place.Proving());
  parts.grades = CompileGrades(scheme, parts.total, place);
  parts.reasons = CompileReasons(scheme.reasons(), UsesOf(parts), place.At("reasons"));
  parts.cohorts = CompileCohorts(scheme, NumberCohortMeasures(scheme, &parts.categories),
                                 definitions.value_or(expression::Environment()), place);
  return parts;
}

}  // namespace jifen::scoring::scheme
