#include "scoring/scheme/category_compiler.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/indicator_compiler.h"
#include "scoring/scheme/measure_compiler.h"
#include "scoring/scheme/stage_maxima.h"
#include "scoring/scheme/text_field.h"
#include "scoring/scheme/total_compiler.h"

namespace jifen::scoring::scheme {
namespace {

// What a category that bears no weight of others cannot have.
void CheckSideCategory(const v1::Category& category, const FaultPlace& place) {
  const bool deduction = category.kind() == v1::CATEGORY_KIND_DEDUCTION;
  const auto refuse = [](const FaultPlace& at, std::string message, std::string got,
                         std::string want) {
    at.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
               .message = std::move(message),
               .got = std::move(got),
               .want = std::move(want)});
  };
  if (deduction && category.has_minimum()) {
    refuse(place.At("minimum"), "nobody must reach a deduction", category.minimum(), "unset");
  }
  for (int i = 0; i < category.indicators_size(); ++i) {
    const v1::Indicator& indicator = category.indicators(i);
    const FaultPlace indicator_place = place.At("indicators", i);
    if (indicator.missing() == v1::MISSING_POLICY_EXCLUDE) {
      refuse(indicator_place.At("missing"), "no other bears the weight of a bonus or deduction",
             "MISSING_POLICY_EXCLUDE", "MISSING_POLICY_ZERO or MISSING_POLICY_REFUSE");
    }
    if (deduction && indicator.has_minimum_exceeded()) {
      refuse(indicator_place.At("minimum_exceeded"), "nobody must reach a deduction",
             indicator.minimum_exceeded(), "unset");
    }
  }
}

// A deduction that experts have still to judge would make the lowest points of the part those of the
// highest total.
void CheckDeductionRanges(const Category& compiled, const FaultPlace& place) {
  for (size_t i = 0; i < compiled.indicators.size(); ++i) {
    const auto& measures = compiled.indicators[i].measures;
    if (std::none_of(measures.begin(), measures.end(), MeasureLeavesRange)) continue;
    place.At("indicators", static_cast<int>(i))
        .Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                 .message = "a deduction leaves nothing to judge",
                 .got = "points_lowest",
                 .want = "bands and levels with certain points"});
  }
}

// An indicator that gives no points wherever it counts, or counts nowhere.
void CheckWeight(const v1::Indicator& indicator, const Indicator& compiled,
                 const FaultPlace& place) {
  if (compiled.maximum.IsZero()) {
    place.At("maximum").Report({.reason = v1::REASON_SCHEME_POINTS,
                                .message = "the indicator gives no points",
                                .got = indicator.maximum(),
                                .want = "more than 0"});
  }
  if (compiled.stage_maxima.empty() ||
      std::any_of(compiled.stage_maxima.begin(), compiled.stage_maxima.end(),
                  [](decimal::Decimal maximum) { return !maximum.IsZero(); })) {
    return;
  }
  place.At("stage_maxima")
      .Report({.reason = v1::REASON_SCHEME_UNREACHABLE,
               .message = "the indicator counts in no stage",
               .got = "0 in each stage",
               .want = "more than 0 in one of them"});
}

void CompileKind(const v1::Category& category, const FaultPlace& place, Category* compiled) {
  compiled->kind =
      category.kind() == v1::CATEGORY_KIND_UNSPECIFIED ? v1::CATEGORY_KIND_CORE : category.kind();
  if (!v1::CategoryKind_IsValid(category.kind())) {
    place.At("kind").Report({.reason = v1::REASON_UNKNOWN_ENUM,
                             .message = "no such kind of category",
                             .got = absl::StrCat(static_cast<int>(category.kind())),
                             .want = "a value of CategoryKind"});
  }
  if (compiled->kind != v1::CATEGORY_KIND_CORE) CheckSideCategory(category, place);
}

}  // namespace

Category CompileCategory(const v1::Category& category, CompileContext* context,
                         const FaultPlace& place) {
  Category compiled;
  CheckText(category.title(), place.At("title"));
  const auto maximum = ReadPoints(category.maximum(), place.At("maximum"));
  if (maximum.has_value()) compiled.maximum = *maximum;
  if (category.has_minimum()) {
    compiled.minimum = ReadPoints(category.minimum(), place.At("minimum"));
  }
  if (category.indicators_size() == 0) {
    place.At("indicators")
        .Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                 .message = "a category has at least one indicator",
                 .got = "0",
                 .want = "1 or more"});
  }
  bool maxima_hold = maximum.has_value() && category.indicators_size() > 0;
  for (int i = 0; i < category.indicators_size(); ++i) {
    const FaultPlace indicator_place = place.At("indicators", i);
    auto [indicator, holds] = CompileIndicator(category.indicators(i), context, indicator_place);
    if (holds) CheckWeight(category.indicators(i), indicator, indicator_place);
    maxima_hold = maxima_hold && holds;
    compiled.indicators.push_back(std::move(indicator));
  }
  CompileKind(category, place, &compiled);
  if (compiled.kind == v1::CATEGORY_KIND_DEDUCTION) CheckDeductionRanges(compiled, place);
  const size_t faults_before_maxima = place.fault_count();
  compiled.stage_maxima = CompileStageMaxima(category.stage_maxima(), *context, place);
  maxima_hold = maxima_hold && place.fault_count() == faults_before_maxima;
  if (maxima_hold) CheckCategorySums(category, compiled, context->stage_ids, place);
  maxima_hold = maxima_hold && place.fault_count() == faults_before_maxima;
  context->maxima_hold =
      context->maxima_hold && maxima_hold && v1::CategoryKind_IsValid(category.kind());
  return compiled;
}

}  // namespace jifen::scoring::scheme
