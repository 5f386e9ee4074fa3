// scoring/scheme/scheme_parts.h: the parts of a compiled scheme, as the evaluator walks them.
//
//   Shape    parts stand in the order of the message; what is only shown (titles, clauses) stays in
//            the message and is found by the same position.
//   Threads  immutable once a CompiledScheme owns them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/decimal/line.h"
#include "scoring/expression/program.h"
#include "scoring/scheme/cohort_rule.h"
#include "scoring/scheme/reason_template.h"
#include "scoring/scheme/scale.h"

namespace jifen::scoring::scheme {

using ProgramPointer = std::shared_ptr<const expression::Program>;

// The number of no stage: the scheme has none, or none holds.
inline constexpr int kNoStage = -1;

struct Measure {
  ProgramPointer value;  // null only in a scheme with faults
  Scale scale;
  ProgramPointer mark;  // the experts' points; null: none
  std::vector<std::pair<int, Scale>> stage_scales;
  int cohort = -1;  // its index in CohortRule::measures; -1: no scale is by cohort

  const Scale& ScaleOf(int stage) const {
    for (const auto& [of_stage, stage_scale] : stage_scales) {
      if (of_stage == stage) return stage_scale;
    }
    return scale;
  }
};

// Of a list with one maximum for each stage; `maximum` if there is none, or no stage.
inline decimal::Decimal MaximumIn(int stage, const std::vector<decimal::Decimal>& stage_maxima,
                                  decimal::Decimal maximum) {
  if (stage == kNoStage || stage_maxima.empty()) return maximum;
  return stage_maxima[static_cast<size_t>(stage)];
}

struct Indicator {
  decimal::Decimal maximum;  // of its scales
  std::vector<decimal::Decimal> stage_maxima;
  std::vector<decimal::Line> stage_weights;  // points of a scale to those of the stage
  std::optional<decimal::Decimal> minimum_exceeded;
  v1::MissingPolicy missing = v1::MISSING_POLICY_UNSPECIFIED;
  // CHOICE_UNSPECIFIED: no alternatives, one measure. Else one measure for each option.
  v1::Choice choice = v1::CHOICE_UNSPECIFIED;
  ProgramPointer chosen;  // with CHOICE_DECLARED
  std::vector<Measure> measures;
  std::vector<std::string> option_ids;  // of the measures; empty without alternatives
  // Its index for indicator() and points() of later expressions; -1: it cannot be named.
  int named_index = -1;
  // The type of its value there: options of int and decimal give a decimal.
  expression::Type named_type;
  // Why points() and indicator() are missing while experts have still to judge.
  std::string points_cause;
  std::string value_cause;
  // A value that is placed in a cohort asks for it, or for what asks for it.
  bool for_cohorts = false;

  decimal::Decimal MaximumOf(int stage) const { return MaximumIn(stage, stage_maxima, maximum); }
  // Whether it has a weight in the stage.
  bool AppliesIn(int stage) const {
    return stage == kNoStage || stage_maxima.empty() ||
           !stage_maxima[static_cast<size_t>(stage)].IsZero();
  }
};

// Whether the scales of each of its measures compiled. Without a fault one does not if it names a
// definition that did not compile, which is told there.
inline bool HasAllMeasures(const v1::Indicator& indicator, const Indicator& compiled) {
  const int count = indicator.has_measure() ? 1 : indicator.alternatives().options_size();
  return compiled.measures.size() == static_cast<size_t>(count);
}

struct Category {
  v1::CategoryKind kind = v1::CATEGORY_KIND_CORE;
  decimal::Decimal maximum;
  std::vector<decimal::Decimal> stage_maxima;
  std::optional<decimal::Decimal> minimum;
  std::vector<Indicator> indicators;

  decimal::Decimal MaximumOf(int stage) const { return MaximumIn(stage, stage_maxima, maximum); }
};

struct TotalRule {
  decimal::Decimal maximum;   // before scaling
  decimal::Decimal scale_to;  // what `maximum` becomes
  decimal::Decimal bonus_maximum;
  int places = 0;
  decimal::Rounding rounding = decimal::Rounding::kHalfEven;
  std::optional<decimal::Decimal> pass;
  bool pass_exclusive = false;
  decimal::Decimal minimum_coverage;
};

struct Reasons {
  ReasonTemplate indicator;
  ReasonTemplate missing;
  ReasonTemplate next_band;
  ReasonTemplate gate_passed;
  ReasonTemplate gate_failed;
  ReasonTemplate gate_unknown;
  ReasonTemplate direct_pass;
  ReasonTemplate direct_pass_failed;
  ReasonTemplate passed;
  ReasonTemplate failed;
  ReasonTemplate minimum_missed;
  ReasonTemplate not_scored;
  // Empty if the scheme has no use for them.
  ReasonTemplate range;
  ReasonTemplate gate_capped;
  ReasonTemplate not_applicable;
};

struct SchemeParts {
  std::vector<ProgramPointer> stages;
  std::vector<Category> categories;
  std::vector<ProgramPointer> gates;
  std::vector<std::optional<decimal::Decimal>> gate_caps;  // unset: the gate refuses
  std::vector<ProgramPointer> direct_passes;
  TotalRule total;
  std::vector<decimal::Decimal> grades;  // the least total of each
  Reasons reasons;
  CohortRule cohorts;
  bool names_indicators = false;  // an expression may ask for another indicator
  bool has_stage_maxima = false;  // without a stage there is no score then
};

}  // namespace jifen::scoring::scheme
