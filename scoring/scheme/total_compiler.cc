#include "scoring/scheme/total_compiler.h"

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

// The sum of the maxima; nullopt if it is out of range, which no maximum can equal.
template <typename Parts>
std::optional<Decimal> SumOfMaxima(const Parts& parts) {
  Decimal sum;
  for (const auto& part : parts) {
    if (decimal::Add(sum, part.maximum, &sum) != Arithmetic::kOk) return std::nullopt;
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
  rule->rounding = total.rounding() == v1::ROUNDING_HALF_UP ? decimal::Rounding::kHalfAwayFromZero
                                                            : decimal::Rounding::kHalfEven;
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

void CheckSum(const TotalRule& rule, const std::vector<Category>& categories,
              const FaultPlace& place) {
  const std::optional<Decimal> sum = SumOfMaxima(categories);
  if (sum.has_value() && *sum == rule.maximum) return;
  ReportPoints(place, "the maximum is not the sum of the categories'", rule.maximum,
               sum.has_value() ? sum->Format() : "a sum in range");
}

}  // namespace

void CheckCategorySums(const v1::Category& category, const Category& compiled,
                       const FaultPlace& place) {
  const std::optional<Decimal> sum = SumOfMaxima(compiled.indicators);
  if (!sum.has_value() || *sum > Decimal::FromInt(kPointsMax)) {
    ReportPoints(place.At("indicators"), "the maxima of the indicators are out of range together",
                 sum.value_or(Decimal()), absl::StrCat("at most ", kPointsMax, " in all"));
  } else if (compiled.maximum > *sum || compiled.maximum.IsZero()) {
    ReportPoints(place.At("maximum"), "the maximum cannot be reached by the indicators",
                 compiled.maximum, absl::StrCat("more than 0, at most ", sum->Format()));
  }
  if (compiled.minimum.has_value() && *compiled.minimum > compiled.maximum) {
    ReportPoints(place.At("minimum"), "the minimum is above the maximum", *compiled.minimum,
                 absl::StrCat("at most ", category.maximum()));
  }
}

TotalRule CompileTotal(const v1::Total& total, const std::vector<Category>* categories,
                       const FaultPlace& place) {
  TotalRule rule;
  const auto maximum = ReadPoints(total.maximum(), place.At("maximum"));
  if (maximum.has_value()) {
    rule.maximum = *maximum;
    if (categories != nullptr) CheckSum(rule, *categories, place.At("maximum"));
  }
  CompileRounding(total, place, &rule);
  if (total.has_pass()) {
    rule.pass = ReadPoints(total.pass(), place.At("pass"));
    if (maximum.has_value() && rule.pass.has_value() && *rule.pass > *maximum) {
      ReportPoints(place.At("pass"), "nobody can pass", *rule.pass,
                   absl::StrCat("at most ", maximum->Format()));
    }
  }
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
    if (*least > total.maximum) {
      ReportPoints(least_place, "nobody reaches this grade", *least,
                   absl::StrCat("at most ", total.maximum.Format()));
    } else if (!grades.empty() && *least >= grades.back()) {
      ReportPoints(least_place, "grades fall", *least,
                   absl::StrCat("less than ", grades.back().Format()));
    }
    grades.push_back(*least);
  }
  return grades;
}

}  // namespace jifen::scoring::scheme
