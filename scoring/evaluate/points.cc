#include "scoring/evaluate/points.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/evaluate/spread.h"
#include "scoring/evaluate/total.h"
#include "scoring/evaluate/weight.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using Indicators = std::span<IndicatorResult>;

Weights WeightsOf(const CategoryResult& category) {
  return {.all = category.weight_all, .counted = category.weight_counted};
}

// The sum of the points is that of the spreading itself, not of its parts: CheckExact compares them.
void SpreadCategory(Indicators indicators, CategoryResult* category) {
  for (IndicatorResult& indicator : indicators) {
    if (indicator.excluded) indicator.maximum = {};
  }
  if (category->weight_counted.IsZero()) return;
  const Weights weights = WeightsOf(*category);
  absl::InlinedVector<Decimal*, 16> lowest;
  absl::InlinedVector<Decimal*, 16> highest;
  for (IndicatorResult& indicator : indicators) {
    if (indicator.excluded) continue;
    indicator.maximum = SpreadMaximum(weights, indicator.maximum);
    lowest.push_back(&indicator.points);
    highest.push_back(&indicator.points_highest);
  }
  const SpreadSums sums = Spread(weights, {.lowest = {lowest.data(), lowest.size()},
                                           .highest = {highest.data(), highest.size()}});
  category->points = sums.lowest;
  category->points_highest = sums.highest;
}

void AddCategory(const scheme::Category& category, int stage, Indicators indicators,
                 CategoryResult* result) {
  *result = {};
  result->maximum = category.MaximumOf(stage);
  for (const IndicatorResult& indicator : indicators) {
    result->weight_all = AddInRange(result->weight_all, indicator.maximum);
    if (indicator.excluded) continue;
    result->weight_counted = AddInRange(result->weight_counted, indicator.maximum);
  }
  if (result->weight_counted == result->weight_all) {
    for (const IndicatorResult& indicator : indicators) {
      result->points = AddInRange(result->points, indicator.points);
      result->points_highest = AddInRange(result->points_highest, indicator.points_highest);
    }
  } else {
    SpreadCategory(indicators, result);
  }
  if (result->points > result->maximum) {
    result->cut = SubtractInRange(result->points, result->maximum);
    result->points = result->maximum;
  }
  result->points_highest = std::min(result->points_highest, result->maximum);
  result->minimum_reached = !category.minimum.has_value() || result->points >= *category.minimum;
  result->minimum_reached_highest =
      !category.minimum.has_value() || result->points_highest >= *category.minimum;
}

// Whether the indicator is above its minimum and may be missing if it is. What is invalid is to be put right
// before there is a score, whatever a missing value does: else a slip of an expert could turn a
// failure into a pass.
void CheckIndicator(const scheme::Indicator& indicator, IndicatorResult* result,
                    Evaluation* evaluation) {
  const bool exempt =
      !indicator.minimum_exceeded.has_value() || result->state == v1::VALUE_STATE_NOT_APPLICABLE;
  result->minimum_reached = exempt || result->points > *indicator.minimum_exceeded;
  result->minimum_reached_highest = exempt || result->points_highest > *indicator.minimum_exceeded;
  if (!result->minimum_reached) evaluation->minima_reached = false;
  if (!result->minimum_reached_highest) evaluation->minima_reached_highest = false;
  const bool has_data =
      result->state == v1::VALUE_STATE_PRESENT || result->state == v1::VALUE_STATE_NOT_APPLICABLE;
  const bool invalid = result->state == v1::VALUE_STATE_INVALID;
  const bool refused = !has_data && indicator.missing == v1::MISSING_POLICY_REFUSE;
  if (invalid || refused) evaluation->scored = false;
}

struct Coverage {
  Decimal with_data;
  Decimal all;
};

void AddCoverage(Indicators indicators, Coverage* coverage) {
  for (const IndicatorResult& indicator : indicators) {
    coverage->all = AddInRange(coverage->all, indicator.maximum);
    if (indicator.state != v1::VALUE_STATE_PRESENT) continue;
    coverage->with_data = AddInRange(coverage->with_data, indicator.maximum);
  }
}

void SetCoverage(const Coverage& coverage, const scheme::TotalRule& rule, Evaluation* evaluation) {
  if (coverage.with_data == coverage.all) {
    evaluation->coverage = Decimal::FromInt(1);
  } else {
    // Above 0, as there is something without data: in range.
    static_cast<void>(decimal::Divide(coverage.with_data, coverage.all, &evaluation->coverage));
  }
  if (evaluation->coverage < rule.minimum_coverage) evaluation->scored = false;
}

// The least cap of the gates that are in this state or that one; the gate in `by`, if it is asked for.
Decimal CapOf(const scheme::SchemeParts& scheme, const Evaluation& evaluation, bool unknown_too,
              int* by) {
  Decimal cap = scheme.total.maximum;
  for (size_t i = 0; i < evaluation.gates.size(); ++i) {
    const v1::GateState state = evaluation.gates[i].state;
    const bool caps =
        state == v1::GATE_STATE_FAIL || (unknown_too && state == v1::GATE_STATE_UNKNOWN);
    if (!caps || !scheme.gate_caps[i].has_value() || *scheme.gate_caps[i] >= cap) continue;
    cap = *scheme.gate_caps[i];
    if (by != nullptr) *by = static_cast<int>(i);
  }
  return cap;
}

int GradeOf(const scheme::SchemeParts& scheme, Decimal total) {
  for (size_t i = 0; i < scheme.grades.size(); ++i) {
    if (total >= scheme.grades[i]) return static_cast<int>(i);
  }
  return kNone;
}

void SetTotal(const scheme::SchemeParts& scheme, const Sums& lowest, const Sums& highest,
              Evaluation* evaluation) {
  evaluation->capped_by = kNone;
  const Decimal cap = CapOf(scheme, *evaluation, true, &evaluation->capped_by);
  const Settlement settled = Settle(scheme.total, lowest, cap);
  if (settled.total_cut.IsZero()) evaluation->capped_by = kNone;
  evaluation->bonus_cut = settled.bonus_cut;
  evaluation->deduction_cut = settled.deduction_cut;
  evaluation->total_cut = settled.total_cut;
  evaluation->total_exact = settled.exact;
  evaluation->total = ScaleTotal(scheme.total, settled.exact);
  evaluation->total_exact_highest =
      ExactTotal(scheme.total, highest, CapOf(scheme, *evaluation, false, nullptr));
  evaluation->total_highest = ScaleTotal(scheme.total, evaluation->total_exact_highest);
  evaluation->grade = evaluation->scored ? GradeOf(scheme, evaluation->total) : kNone;
  evaluation->grade_highest =
      evaluation->scored ? GradeOf(scheme, evaluation->total_highest) : kNone;
}

// Before the step that is looked at.
struct Standing {
  const Sums& sums;
  Decimal cap;
  Decimal exact;
};

// What the next step of an indicator gains the total on the card. A step that gains nothing is none.
void SetGain(const scheme::SchemeParts& scheme, size_t category, const Standing& standing,
             const scheme::Indicator& indicator, const Evaluation& evaluation,
             IndicatorResult* result) {
  NextStep& next = result->next;
  if (next.measure == kNone) return;
  const CategoryResult& part = evaluation.categories[category];
  next.counted = Weighted(indicator, evaluation.stage, next.points);
  if (part.weight_all != part.weight_counted) {
    next.counted = SpreadOne(WeightsOf(part), next.counted);
  }
  const Decimal before = AddInRange(part.points, part.cut);
  const Decimal after =
      std::min(AddInRange(before, SubtractInRange(next.counted, result->points)), part.maximum);
  Sums raised = standing.sums;
  AddTo(scheme.categories[category].kind, SubtractInRange(after, part.points), &raised);
  const Decimal exact = ExactTotal(scheme.total, raised, standing.cap);
  if (exact <= standing.exact) {
    next = {};
  } else {
    next.gain = ScaleGain(scheme.total, SubtractInRange(exact, standing.exact));
  }
}

absl::Status NotExact(std::string path, decimal::Int128 got, Decimal want) {
  Decimal number;
  static_cast<void>(Decimal::FromUnscaled(got, &number));
  return model::ToStatus({.reason = v1::REASON_CARD_NOT_EXACT,
                          .message = "the points do not add up",
                          .path = std::move(path),
                          .got = number.Format(),
                          .want = want.Format()});
}

absl::Status CheckCategory(const CategoryResult& category, std::span<const IndicatorResult> parts,
                           size_t number) {
  const auto path = [number] { return absl::StrCat("categories[", number, "]"); };
  decimal::Int128 lowest = -category.cut.unscaled();
  decimal::Int128 highest = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    lowest += parts[i].points.unscaled();
    highest += parts[i].points_highest.unscaled();
  }
  if (lowest != category.points.unscaled()) {
    return NotExact(path() + ".points", lowest, category.points);
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].points <= parts[i].points_highest && parts[i].points_highest <= parts[i].maximum) {
      continue;
    }
    return NotExact(absl::StrCat(path(), ".indicators[", i, "].points_highest"),
                    parts[i].points_highest.unscaled(), parts[i].maximum);
  }
  highest = std::min(highest, category.maximum.unscaled());
  if (highest == category.points_highest.unscaled()) return absl::OkStatus();
  return NotExact(path() + ".points_highest", highest, category.points_highest);
}

}  // namespace

void AddUp(const scheme::SchemeParts& scheme, Evaluation* evaluation) {
  evaluation->scored = !evaluation->stage_unknown && !evaluation->stage_wanted;
  evaluation->minima_reached = true;
  evaluation->minima_reached_highest = true;
  Coverage coverage;
  Sums lowest;
  Sums highest;
  size_t first = 0;
  for (size_t c = 0; c < scheme.categories.size(); ++c) {
    const scheme::Category& category = scheme.categories[c];
    const Indicators indicators(evaluation->indicators.data() + first, category.indicators.size());
    first += indicators.size();
    if (category.kind == v1::CATEGORY_KIND_CORE) AddCoverage(indicators, &coverage);
    CategoryResult& result = evaluation->categories[c];
    // Before points are spread: an indicator reaches its minimum by what it gives itself.
    for (size_t i = 0; i < indicators.size(); ++i) {
      CheckIndicator(category.indicators[i], &indicators[i], evaluation);
    }
    AddCategory(category, evaluation->stage, indicators, &result);
    if (!result.minimum_reached) evaluation->minima_reached = false;
    if (!result.minimum_reached_highest) evaluation->minima_reached_highest = false;
    AddTo(category.kind, result.points, &lowest);
    AddTo(category.kind, result.points_highest, &highest);
  }
  SetCoverage(coverage, scheme.total, evaluation);
  SetTotal(scheme, lowest, highest, evaluation);
  const Standing standing{.sums = lowest,
                          .cap = CapOf(scheme, *evaluation, true, nullptr),
                          .exact = evaluation->total_exact};
  size_t position = 0;
  for (size_t c = 0; c < scheme.categories.size(); ++c) {
    for (const scheme::Indicator& indicator : scheme.categories[c].indicators) {
      SetGain(scheme, c, standing, indicator, *evaluation, &evaluation->indicators[position++]);
    }
  }
}

absl::Status CheckExact(const scheme::SchemeParts& scheme, const Evaluation& evaluation) {
  decimal::Int128 total = evaluation.deduction_cut.unscaled() - evaluation.bonus_cut.unscaled() -
                          evaluation.total_cut.unscaled();
  size_t first = 0;
  for (size_t c = 0; c < scheme.categories.size(); ++c) {
    const CategoryResult& category = evaluation.categories[c];
    const size_t count = scheme.categories[c].indicators.size();
    const absl::Status status =
        CheckCategory(category, {evaluation.indicators.data() + first, count}, c);
    if (!status.ok()) return status;
    first += count;
    const bool deducted = scheme.categories[c].kind == v1::CATEGORY_KIND_DEDUCTION;
    total += deducted ? -category.points.unscaled() : category.points.unscaled();
  }
  if (total != evaluation.total_exact.unscaled()) {
    return NotExact("total", total, evaluation.total_exact);
  }
  if (evaluation.total <= evaluation.total_highest) return absl::OkStatus();
  return NotExact("total_highest", evaluation.total_highest.unscaled(), evaluation.total);
}

}  // namespace jifen::scoring::evaluate
