#include "scoring/scheme/total_compiler.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/text_field.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

void ReportPoints(const FaultPlace& place, std::string message, Decimal got, std::string want) {
  place.Report({.reason = v1::REASON_SCHEME_POINTS,
                .message = std::move(message),
                .got = got.Format(),
                .want = std::move(want)});
}

// " in stage growth"; nothing if the scheme has no stages.
std::string InStage(int stage, const std::vector<std::string>& stages) {
  return stage == kNoStage ? "" : absl::StrCat(" in stage ", stages[static_cast<size_t>(stage)]);
}

// Each stage; kNoStage alone if there are none.
std::vector<int> StagesOf(const std::vector<std::string>& stages) {
  if (stages.empty()) return {kNoStage};
  std::vector<int> numbers;
  for (size_t i = 0; i < stages.size(); ++i) numbers.push_back(static_cast<int>(i));
  return numbers;
}

// The maxima of a scheme are at most 32 categories' of 10^9 each: sums of them are in range.
Decimal Sum(Decimal a, Decimal b) {
  Decimal sum;
  static_cast<void>(decimal::Add(a, b, &sum));
  return sum;
}

// Of at most 256 indicators, in range.
Decimal SumOfIndicators(const Category& category, int stage) {
  Decimal sum;
  for (const Indicator& indicator : category.indicators) {
    sum = Sum(sum, indicator.MaximumOf(stage));
  }
  return sum;
}

Decimal SumOfCategories(const std::vector<Category>& categories, v1::CategoryKind kind, int stage) {
  Decimal sum;
  for (const Category& category : categories) {
    if (category.kind == kind) sum = Sum(sum, category.MaximumOf(stage));
  }
  return sum;
}

void CompileRounding(const v1::Total& total, const FaultPlace& place, TotalRule* rule) {
  rule->places = total.places();
  if (total.places() < 0 || total.places() > decimal::kPlaces) {
    place.At("places").Report({.reason = v1::REASON_OUT_OF_RANGE,
                               .message = "places after the point",
                               .got = absl::StrCat(total.places()),
                               .want = absl::StrCat("0..", decimal::kPlaces)});
  }
  if (total.has_points_places() &&
      (total.points_places() < 0 || total.points_places() > kPointsPlacesMax)) {
    place.At("points_places")
        .Report({.reason = v1::REASON_OUT_OF_RANGE,
                 .message = "places after the point of an indicator's points",
                 .got = absl::StrCat(total.points_places()),
                 .want = absl::StrCat("0..", kPointsPlacesMax)});
  }
  rule->rounding = PointsRoundingOf(total).rounding;
  if (!v1::Rounding_IsValid(total.rounding())) {
    place.At("rounding")
        .Report({.reason = v1::REASON_UNKNOWN_ENUM,
                 .message = "no such rounding",
                 .got = absl::StrCat(static_cast<int>(total.rounding())),
                 .want = "a value of Rounding"});
  }
}

void CompileCoverage(const v1::Total& total, const FaultPlace& place, TotalRule* rule) {
  if (!total.has_minimum_coverage()) return;
  const auto coverage = ReadDecimal(total.minimum_coverage(), place);
  if (!coverage.has_value()) return;
  if (coverage->IsNegative() || *coverage > Decimal::FromInt(1)) {
    place.Report({.reason = v1::REASON_OUT_OF_RANGE,
                  .message = "a coverage is a ratio",
                  .got = total.minimum_coverage(),
                  .want = "0..1"});
  }
  rule->minimum_coverage = *coverage;
}

// The most bonus that counts.
void CompileBonus(const v1::Total& total, const std::vector<Category>* categories,
                  const std::vector<int>& stages, const FaultPlace& place, TotalRule* rule) {
  Decimal most;
  for (const int stage : stages) {
    if (categories == nullptr) break;
    most = std::max(most, SumOfCategories(*categories, v1::CATEGORY_KIND_BONUS, stage));
  }
  rule->bonus_maximum = most;
  if (!total.has_bonus_maximum()) return;
  const auto maximum = ReadPoints(total.bonus_maximum(), place);
  if (!maximum.has_value()) return;
  rule->bonus_maximum = *maximum;
  if (categories == nullptr || (!maximum->IsZero() && *maximum <= most)) return;
  ReportPoints(place, "the bonus categories do not give this", *maximum,
               most.IsZero() ? "unset: there is no bonus category"
                             : absl::StrCat("more than 0, at most ", most.Format()));
}

// Of the indicators that count for the total.
Decimal WeightsOf(const std::vector<Category>& categories, int stage) {
  Decimal weights;
  for (const Category& category : categories) {
    if (category.kind == v1::CATEGORY_KIND_CORE) {
      weights = Sum(weights, SumOfIndicators(category, stage));
    }
  }
  return weights;
}

// A stage whose weights add up to more than those of another is a slip, not a cut.
void CheckWeights(const std::vector<Category>& categories, const std::vector<std::string>& stages,
                  const FaultPlace& place) {
  for (size_t stage = 1; stage < stages.size(); ++stage) {
    const Decimal first = WeightsOf(categories, 0);
    const Decimal weights = WeightsOf(categories, static_cast<int>(stage));
    if (weights == first) continue;
    ReportPoints(place,
                 absl::StrCat("the weights of the core indicators add up to another sum",
                              InStage(static_cast<int>(stage), stages)),
                 weights, absl::StrCat(first.Format(), ", as in stage ", stages[0]));
  }
}

void CheckSums(const TotalRule& rule, const std::vector<Category>& categories,
               const std::vector<std::string>& stages, const FaultPlace& place) {
  for (const int stage : StagesOf(stages)) {
    const Decimal core = SumOfCategories(categories, v1::CATEGORY_KIND_CORE, stage);
    const Decimal bonus = SumOfCategories(categories, v1::CATEGORY_KIND_BONUS, stage);
    const Decimal sum = Sum(core, std::min(bonus, rule.bonus_maximum));
    if (rule.maximum <= sum) continue;
    ReportPoints(place,
                 absl::StrCat("the categories do not reach the maximum", InStage(stage, stages)),
                 rule.maximum, absl::StrCat("at most ", sum.Format()));
  }
}

// What the total is on the card at most.
void CompileScale(const v1::Total& total, const FaultPlace& place, TotalRule* rule) {
  rule->scale_to = rule->maximum;
  if (!total.has_scale_to()) return;
  const auto scale_to = ReadPoints(total.scale_to(), place);
  if (!scale_to.has_value()) return;
  rule->scale_to = *scale_to;
  Decimal rounded;
  const bool fits =
      decimal::Round(*scale_to, rule->places, rule->rounding, &rounded) == Arithmetic::kOk &&
      rounded == *scale_to;
  if (scale_to->IsZero() || !fits) {
    ReportPoints(
        place, "what the maximum becomes", *scale_to,
        absl::StrCat("more than 0, with at most ", rule->places, " places, as total.places"));
  }
}

// A bound between two totals that can be is one that was meant otherwise: 60.5 of no places is 61.
void CheckPlaces(const TotalRule& rule, Decimal bound, const FaultPlace& place) {
  if (rule.places < 0 || rule.places > decimal::kPlaces) return;  // told with the places
  Decimal rounded;
  if (decimal::Round(bound, rule.places, rule.rounding, &rounded) == Arithmetic::kOk &&
      rounded == bound) {
    return;
  }
  ReportPoints(place, "no total is ever exactly this: totals are rounded to fewer places", bound,
               absl::StrCat("at most ", rule.places, " places, as total.places"));
}

void CompilePass(const v1::Total& total, const FaultPlace& place, TotalRule* rule) {
  rule->pass_exclusive = total.pass_exclusive();
  if (!total.has_pass()) {
    if (!total.pass_exclusive()) return;
    place.At("pass_exclusive")
        .Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                 .message = "there is no pass mark to be above",
                 .got = "true",
                 .want = "a pass mark, or nothing here"});
    return;
  }
  rule->pass = ReadPoints(total.pass(), place.At("pass"));
  if (!rule->pass.has_value() || rule->scale_to.IsZero()) return;
  if (*rule->pass > rule->scale_to || (rule->pass_exclusive && *rule->pass == rule->scale_to)) {
    ReportPoints(
        place.At("pass"), "nobody can pass", *rule->pass,
        absl::StrCat(rule->pass_exclusive ? "less than " : "at most ", rule->scale_to.Format()));
  } else {
    CheckPlaces(*rule, *rule->pass, place.At("pass").Proving());
  }
}

bool HasNoStageMaxima(const Category& category) {
  return std::all_of(category.indicators.begin(), category.indicators.end(),
                     [](const Indicator& indicator) { return indicator.stage_maxima.empty(); });
}

void CheckStageMaxima(const Category& compiled, const FaultPlace& place) {
  if (compiled.stage_maxima.empty()) return;
  const Decimal most =
      *std::max_element(compiled.stage_maxima.begin(), compiled.stage_maxima.end());
  if (most == compiled.maximum) return;
  ReportPoints(place, "the maximum is not the largest of the stages'", compiled.maximum,
               most.Format());
}

}  // namespace

void CheckCategorySums(const v1::Category& category, const Category& compiled,
                       const std::vector<std::string>& stages, const FaultPlace& place) {
  // Also without a stage, where the weight of a missing indicator is spread by the scales' maxima.
  const Decimal sum_of_scales = SumOfIndicators(compiled, kNoStage);
  if (sum_of_scales > Decimal::FromInt(kPointsMax)) {
    ReportPoints(place.At("indicators"), "the maxima of the indicators are out of range together",
                 sum_of_scales, absl::StrCat("at most ", kPointsMax, " in all"));
    return;
  }
  CheckStageMaxima(compiled, place.At("maximum"));
  for (const int stage : StagesOf(stages)) {
    const Decimal sum = SumOfIndicators(compiled, stage);
    const Decimal maximum = compiled.MaximumOf(stage);
    const std::string in_stage = InStage(stage, stages);
    if (sum > Decimal::FromInt(kPointsMax)) {
      ReportPoints(place.At("indicators"),
                   absl::StrCat("the maxima of the indicators are out of range together", in_stage),
                   sum, absl::StrCat("at most ", kPointsMax, " in all"));
    } else if (maximum > sum || compiled.maximum.IsZero()) {
      ReportPoints(place.At("maximum"),
                   absl::StrCat("the maximum cannot be reached by the indicators", in_stage),
                   maximum, absl::StrCat("more than 0, at most ", sum.Format()));
    }
    if (compiled.minimum.has_value() && *compiled.minimum > maximum) {
      ReportPoints(place.At("minimum"), absl::StrCat("the minimum is above the maximum", in_stage),
                   *compiled.minimum,
                   absl::StrCat("at most ", category.stage_maxima().empty() ? category.maximum()
                                                                            : maximum.Format()));
    }
    if (compiled.stage_maxima.empty() && HasNoStageMaxima(compiled)) break;  // all stages are alike
  }
}

PointsRounding PointsRoundingOf(const v1::Total& total) {
  const int places = total.has_points_places() ? total.points_places() : total.places();
  return {.places = std::clamp(places, 0, kPointsPlacesMax),
          .rounding = total.rounding() == v1::ROUNDING_HALF_UP
                          ? decimal::Rounding::kHalfAwayFromZero
                          : decimal::Rounding::kHalfEven};
}

TotalRule CompileTotal(const v1::Total& total, const std::vector<Category>* categories,
                       const std::vector<std::string>& stages, const FaultPlace& place) {
  TotalRule rule;
  const auto maximum = ReadPoints(total.maximum(), place.At("maximum"));
  if (maximum.has_value()) rule.maximum = *maximum;
  CompileBonus(total, categories, StagesOf(stages), place.At("bonus_maximum"), &rule);
  if (maximum.has_value() && maximum->IsZero()) {
    ReportPoints(place.At("maximum"), "a total of nothing", *maximum, "more than 0");
  } else if (maximum.has_value() && categories != nullptr) {
    CheckSums(rule, *categories, stages, place.At("maximum"));
    CheckWeights(*categories, stages, place.At("maximum").Proving());
  }
  CompileRounding(total, place, &rule);
  CompileScale(total, place.At("scale_to"), &rule);
  CompilePass(total, place, &rule);
  CompileCoverage(total, place.At("minimum_coverage"), &rule);
  return rule;
}

std::vector<Decimal> CompileGrades(const v1::Scheme& scheme, const TotalRule& total,
                                   const FaultPlace& place) {
  CheckCount(scheme.grades_size(), kGradesMax, place.At("grades"));
  std::vector<Decimal> grades;
  IdSet ids;
  for (int i = 0; i < scheme.grades_size(); ++i) {
    const FaultPlace grade_place = place.At("grades", i);
    ids.Add(scheme.grades(i).id(), grade_place.At("id"));
    CheckText(scheme.grades(i).title(), grade_place.At("title"));
    const FaultPlace least_place = grade_place.At("at_least");
    const auto least = ReadPoints(scheme.grades(i).at_least(), least_place);
    if (!least.has_value()) continue;
    if (*least > total.scale_to) {
      ReportPoints(least_place, "nobody reaches this grade", *least,
                   absl::StrCat("at most ", total.scale_to.Format()));
    } else if (!grades.empty() && *least >= grades.back()) {
      ReportPoints(least_place, "grades fall", *least,
                   absl::StrCat("less than ", grades.back().Format()));
    } else {
      CheckPlaces(total, *least, least_place.Proving());
    }
    grades.push_back(*least);
  }
  return grades;
}

}  // namespace jifen::scoring::scheme
