// scoring/evaluate/evaluator.h: evaluates dossiers under a scheme.
//
//   Shape    keeps memory from dossier to dossier; the result is good until the next call.
//   Range    year 1990..2100; 0 stands for the year before the dossier's valid_at.
//   Rounding the total once, as the scheme asks; coverage half to even at 18 places.
//   Errors   DATE_INVALID (valid_at), OUT_OF_RANGE (year); NUMBER_OVERFLOW or EXPRESSION_TOO_COMPLEX
//            with the path of the expression in the scheme, never a wrapped number;
//            CARD_NOT_EXACT if the points did not add up, which would be a fault of this code.
//   Threads  one evaluator per thread; schemes are shared.
//   Cost     a few microseconds per dossier; allocates nothing once it is warm.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/expression/dossier_view.h"
#include "scoring/expression/workspace.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

inline constexpr int kYearMin = 1990;
inline constexpr int kYearMax = 2100;

// The year of the annual figures when `year` may be 0.
int YearOrDefault(int year, const v1::Date& valid_at);

class Evaluator {
 public:
  Evaluator() = default;
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // The result borrows from the scheme and the dossier, which must stay as they are until the next
  // call. Positions of evidence are those of dossier.records.
  absl::StatusOr<const Evaluation*> Evaluate(const scheme::CompiledScheme& scheme,
                                             const v1::Dossier& dossier, int year);

  // What the expressions of the last call went through: Workspace::elements_visited.
  int64_t elements_visited() const { return workspace_.elements_visited(); }

 private:
  absl::Status Begin(const v1::Dossier& dossier, int year);
  absl::Status EvaluateCondition(const expression::Program& program, ConditionResult* result);
  absl::Status ChooseStage(const scheme::SchemeParts& scheme);
  absl::Status EvaluateConditions(const scheme::SchemeParts& scheme);
  absl::Status EvaluateIndicators(const scheme::SchemeParts& scheme);
  void NameIndicator(const scheme::Indicator& indicator, size_t number);
  bool MayChoose(const scheme::Indicator& indicator, const IndicatorResult& result) const;
  expression::Value ValueOfNone(const scheme::Indicator& indicator,
                                const IndicatorResult& result) const;

  std::vector<const v1::RecordVersion*> records_;
  expression::DossierView view_;
  expression::Workspace workspace_;
  // Why what experts have still to settle is missing, by indicator.
  std::vector<expression::Cause> points_causes_;
  std::vector<expression::Cause> value_causes_;
  Evaluation evaluation_;
};

}  // namespace jifen::scoring::evaluate
