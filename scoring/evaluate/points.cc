#include "scoring/evaluate/points.h"

#include <span>
#include <string>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/evaluate/spread.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

absl::Status NotExact(std::string path, Decimal got, Decimal want) {
  return model::ToStatus({.reason = v1::REASON_CARD_NOT_EXACT,
                          .message = "the points do not add up",
                          .path = std::move(path),
                          .got = got.Format(),
                          .want = want.Format()});
}

// Sums of points stay far below the range of a decimal: at most 256 indicators of 10^9.
bool AddTo(Decimal points, Decimal* sum) {
  return decimal::Add(*sum, points, sum) == Arithmetic::kOk;
}

// The sum of the points is that of the spreading itself, not of its parts: CheckExact compares them.
void SpreadCategory(std::span<IndicatorResult> indicators, CategoryResult* category) {
  for (IndicatorResult& indicator : indicators) {
    if (indicator.excluded) indicator.maximum = {};
  }
  if (category->weight_counted.IsZero()) return;
  const Weights weights{.all = category->weight_all, .counted = category->weight_counted};
  absl::InlinedVector<Decimal*, 16> counted;
  for (IndicatorResult& indicator : indicators) {
    if (indicator.excluded) continue;
    indicator.maximum = SpreadMaximum(weights, indicator.maximum);
    counted.push_back(&indicator.points);
  }
  category->points = Spread(weights, {counted.data(), counted.size()});
}

bool AddCategory(const scheme::Category& category, std::span<IndicatorResult> indicators,
                 CategoryResult* result) {
  *result = {};
  bool fits = true;
  for (const IndicatorResult& indicator : indicators) {
    fits = AddTo(indicator.maximum, &result->weight_all) && fits;
    if (!indicator.excluded) fits = AddTo(indicator.maximum, &result->weight_counted) && fits;
  }
  if (result->weight_counted == result->weight_all) {
    for (const IndicatorResult& indicator : indicators) {
      fits = AddTo(indicator.points, &result->points) && fits;
    }
  } else {
    SpreadCategory(indicators, result);
  }
  if (result->points > category.maximum) {
    fits = decimal::Subtract(result->points, category.maximum, &result->cut) == Arithmetic::kOk &&
           fits;
    result->points = category.maximum;
  }
  result->minimum_reached = !category.minimum.has_value() || result->points >= *category.minimum;
  return fits;
}

// Whether the indicator is above its minimum and may be missing if it is.
void CheckIndicator(const scheme::Indicator& indicator, IndicatorResult* result,
                    Evaluation* evaluation) {
  result->minimum_reached =
      !indicator.minimum_exceeded.has_value() || result->points > *indicator.minimum_exceeded;
  if (!result->minimum_reached) evaluation->minima_reached = false;
  const bool refused =
      result->state != v1::VALUE_STATE_PRESENT && indicator.missing == v1::MISSING_POLICY_REFUSE;
  if (refused) evaluation->scored = false;
}

struct Coverage {
  Decimal with_data;
  Decimal all;
};

bool SetCoverage(const Coverage& coverage, const scheme::TotalRule& rule, Evaluation* evaluation) {
  if (coverage.with_data == coverage.all) {
    evaluation->coverage = Decimal::FromInt(1);
  } else if (decimal::Divide(coverage.with_data, coverage.all, &evaluation->coverage) !=
             Arithmetic::kOk) {
    return false;
  }
  if (evaluation->coverage < rule.minimum_coverage) evaluation->scored = false;
  return true;
}

void SetGrade(const scheme::SchemeParts& scheme, Evaluation* evaluation) {
  evaluation->grade = kNone;
  if (!evaluation->scored) return;
  for (size_t i = 0; i < scheme.grades.size(); ++i) {
    if (evaluation->total < scheme.grades[i]) continue;
    evaluation->grade = static_cast<int>(i);
    return;
  }
}

absl::Status OutOfRange() {
  return model::ToStatus(
      {.reason = v1::REASON_NUMBER_OVERFLOW, .message = "a sum of points is out of range"});
}

}  // namespace

absl::Status AddUp(const scheme::SchemeParts& scheme, Evaluation* evaluation) {
  evaluation->scored = !evaluation->stage_unknown;
  evaluation->minima_reached = true;
  evaluation->total_exact = {};
  Coverage coverage;
  bool fits = true;
  size_t first = 0;
  for (size_t c = 0; c < scheme.categories.size(); ++c) {
    const scheme::Category& category = scheme.categories[c];
    const std::span<IndicatorResult> indicators(evaluation->indicators.data() + first,
                                                category.indicators.size());
    first += indicators.size();
    for (size_t i = 0; i < indicators.size(); ++i) {
      fits = AddTo(category.indicators[i].maximum, &coverage.all) && fits;
      if (indicators[i].state != v1::VALUE_STATE_PRESENT) continue;
      fits = AddTo(category.indicators[i].maximum, &coverage.with_data) && fits;
    }
    CategoryResult& result = evaluation->categories[c];
    fits = AddCategory(category, indicators, &result) && fits;
    if (!result.minimum_reached) evaluation->minima_reached = false;
    for (size_t i = 0; i < indicators.size(); ++i) {
      CheckIndicator(category.indicators[i], &indicators[i], evaluation);
    }
    fits = AddTo(result.points, &evaluation->total_exact) && fits;
  }
  fits = SetCoverage(coverage, scheme.total, evaluation) && fits;
  fits = decimal::Round(evaluation->total_exact, scheme.total.places, scheme.total.rounding,
                        &evaluation->total) == Arithmetic::kOk &&
         fits;
  SetGrade(scheme, evaluation);
  return fits ? absl::OkStatus() : OutOfRange();
}

absl::Status CheckExact(const scheme::SchemeParts& scheme, const Evaluation& evaluation) {
  decimal::Int128 total = 0;
  size_t indicator = 0;
  for (size_t c = 0; c < scheme.categories.size(); ++c) {
    const CategoryResult& category = evaluation.categories[c];
    decimal::Int128 sum = -category.cut.unscaled();
    for (size_t i = 0; i < scheme.categories[c].indicators.size(); ++i) {
      sum += evaluation.indicators[indicator++].points.unscaled();
    }
    if (sum != category.points.unscaled()) {
      Decimal got;
      static_cast<void>(Decimal::FromUnscaled(sum, &got));
      return NotExact(absl::StrCat("categories[", c, "].points"), got, category.points);
    }
    total += sum;
  }
  if (total == evaluation.total_exact.unscaled()) return absl::OkStatus();
  Decimal got;
  static_cast<void>(Decimal::FromUnscaled(total, &got));
  return NotExact("total", got, evaluation.total_exact);
}

}  // namespace jifen::scoring::evaluate
