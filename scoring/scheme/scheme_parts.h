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
#include "scoring/expression/program.h"
#include "scoring/scheme/reason_template.h"
#include "scoring/scheme/scale.h"

namespace jifen::scoring::scheme {

using ProgramPointer = std::shared_ptr<const expression::Program>;

// The number of no stage: the scheme has none, or none holds.
inline constexpr int kNoStage = -1;

struct Measure {
  ProgramPointer value;
  Scale scale;
  std::vector<std::pair<int, Scale>> stage_scales;

  const Scale& ScaleOf(int stage) const {
    for (const auto& [of_stage, stage_scale] : stage_scales) {
      if (of_stage == stage) return stage_scale;
    }
    return scale;
  }
};

struct Indicator {
  decimal::Decimal maximum;
  std::optional<decimal::Decimal> minimum_exceeded;
  v1::MissingPolicy missing = v1::MISSING_POLICY_UNSPECIFIED;
  // CHOICE_UNSPECIFIED: no alternatives, one measure. Else one measure for each option.
  v1::Choice choice = v1::CHOICE_UNSPECIFIED;
  ProgramPointer chosen;  // with CHOICE_DECLARED
  std::vector<Measure> measures;
  std::vector<std::string> option_ids;  // of the measures; empty without alternatives
};

struct Category {
  decimal::Decimal maximum;
  std::optional<decimal::Decimal> minimum;
  std::vector<Indicator> indicators;
};

struct TotalRule {
  decimal::Decimal maximum;
  int places = 0;
  decimal::Rounding rounding = decimal::Rounding::kHalfEven;
  std::optional<decimal::Decimal> pass;
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
};

struct SchemeParts {
  std::vector<ProgramPointer> stages;
  std::vector<Category> categories;
  std::vector<ProgramPointer> gates;
  std::vector<ProgramPointer> direct_passes;
  TotalRule total;
  std::vector<decimal::Decimal> grades;  // the least total of each
  Reasons reasons;
};

}  // namespace jifen::scoring::scheme
