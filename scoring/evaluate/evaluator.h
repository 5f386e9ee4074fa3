// scoring/evaluate/evaluator.h: evaluates dossiers under a scheme.
//
//   Shape    keeps memory from dossier to dossier; the result is good until the next call.
//   Range    year 1990..2100; 0 stands for the year before the dossier's valid_at.
//   Rounding the total once, as the scheme asks; coverage half to even at 18 places.
//   Errors   DATE_INVALID (valid_at), OUT_OF_RANGE (year, stage_held); TEXT_INVALID (the name of a group is
//            longer than scheme::kGroupBytesMax); NUMBER_OVERFLOW or EXPRESSION_TOO_COMPLEX
//            with the path of the expression in the scheme, never a wrapped number;
//            CARD_NOT_EXACT if the points did not add up, which would be a fault of this code.
//   Threads  one evaluator per thread; schemes are shared.
//   Cost     a few microseconds per dossier; allocates nothing once it is warm.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/evaluate/cohort_tables.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/expression/dossier_view.h"
#include "scoring/expression/workspace.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

inline constexpr int kYearMin = 1990;
inline constexpr int kYearMax = 2100;

// The year of the annual figures when `year` may be 0.
int YearOrDefault(int year, const v1::Date& valid_at);

struct EvaluationSetting {
  int year = 0;
  // Those of the generation, which live until the next call. Null: no place is known.
  const CohortTables* cohorts = nullptr;
  // As if this stage held, scheme::kNoStage for none, whatever the conditions say.
  std::optional<int> stage_held = {};
};

class Evaluator {
 public:
  Evaluator() = default;
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // The result borrows from the scheme and the dossier, which must stay as they are until the next
  // call. Positions of evidence are those of dossier.records.
  absl::StatusOr<const Evaluation*> Evaluate(const scheme::CompiledScheme& scheme,
                                             const v1::Dossier& dossier,
                                             const EvaluationSetting& setting);
  // Without cohorts.
  absl::StatusOr<const Evaluation*> Evaluate(const scheme::CompiledScheme& scheme,
                                             const v1::Dossier& dossier, int year) {
    return Evaluate(scheme, dossier, EvaluationSetting{.year = year});
  }
  // What the last call of Evaluate gave, if it was good and nothing was called since.
  const Evaluation& last() const { return evaluation_; }

  // The first pass of a run: stage, groups and values alone. A mark that experts gave does not matter. The
  // result is good until the next call; scheme and dossier may go.
  absl::StatusOr<const CohortValues*> TakeCohortValues(const scheme::CompiledScheme& scheme,
                                                       const v1::Dossier& dossier, int year);

  // What the expressions of the last call went through: Workspace::elements_visited.
  int64_t elements_visited() const { return workspace_.elements_visited(); }

 private:
  absl::Status Begin(const v1::Dossier& dossier, int year);
  absl::Status EvaluateCondition(const expression::Program& program, ConditionResult* result);
  absl::Status ChooseStage(const scheme::SchemeParts& scheme);
  absl::Status HoldStage(const scheme::SchemeParts& scheme, int stage);
  absl::Status FindGroups(const scheme::CompiledScheme& scheme, const CohortTables* tables);
  absl::Status EvaluateConditions(const scheme::SchemeParts& scheme);
  // Which indicators are evaluated.
  enum class Extent : uint8_t { kAll, kForCohorts };
  absl::Status EvaluateIndicators(const scheme::SchemeParts& scheme, Extent extent);
  absl::Status EvaluateNumbered(const scheme::Indicator& indicator, size_t number, size_t measure,
                                bool named);
  absl::Status TakeValues(const scheme::SchemeParts& scheme);
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
  CohortValues cohort_values_;
};

}  // namespace jifen::scoring::evaluate
