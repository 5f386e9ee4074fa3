// scoring/evaluate/change_ledger.h: why the points of an enterprise changed: amounts by cause that add up.
//
//   Shape    causes are followed in the order of v1::ChangeCause, each on top of those before it, so the last of them leads
//            to the points after. Until the STAGE step the stage is that of the side before, as the evaluation holds it:
//            whatever a changed stage does, by days or by records, is the stage's. Cohort tables of another scheme
//            are a step of their own only if both schemes have one cohort identity (cohort_identity.h); otherwise
//            they come with the scheme. A cause whose inputs are equal costs nothing and has no entry, nor has one that did
//            nothing.
//   Units    points of the total: Evaluation::total, scaled and rounded, also where there is no score. Those of
//            indicators are before that, of deductions with a minus; `rest` is what they do not explain.
//   Rounding none: the amounts add up to `to - from`, and the indicators and the rest to the amount, exactly.
//   Errors   those of Evaluator::Evaluate, with the step before the path: from, time, data, stage, cohort or to. With
//            FailedStep::kCarry only `from` and `to` can fail: a step between that cannot be evaluated is left out, and
//            what it did counts with the next.
//   Threads  a keeper for each thread.
//   Cost     two evaluations, and one for each further cause whose inputs differ.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/comparison_service.pb.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/evaluator.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

// What points are made of. `setting.stage_held` is not looked at.
struct LedgerSide {
  const scheme::CompiledScheme& scheme;
  const v1::Dossier& dossier;
  EvaluationSetting setting = {};
};

enum class FailedStep : uint8_t { kRefuse, kCarry };

struct LedgerQuery {
  LedgerSide from;
  LedgerSide to;
  // What was known of the enterprise on the side before, on the day of the side after. Dossiers that are equal should be one
  // object: only so are they known to be equal.
  const v1::Dossier& between;
  FailedStep failed_step = FailedStep::kRefuse;
};

struct IndicatorChange {
  const v1::Indicator* indicator = nullptr;  // in the message of a scheme: of two the later
  decimal::Decimal amount;
};

struct CauseChange {
  v1::ChangeCause cause = v1::CHANGE_CAUSE_UNSPECIFIED;
  decimal::Decimal amount;
  // In the order of the scheme after, then of the scheme before; none of 0.
  std::vector<IndicatorChange> indicators;
  decimal::Decimal rest;
};

// Borrows from the schemes.
struct ChangeLedger {
  decimal::Decimal from;
  decimal::Decimal to;
  bool from_scored = false;
  bool to_scored = false;
  std::vector<CauseChange> causes;
};

// Whether cohort tables of scheme `b` say something about values under scheme `a`.
bool PlaceAlike(const scheme::CompiledScheme& a, const scheme::CompiledScheme& b);

class LedgerKeeper {
 public:
  absl::StatusOr<ChangeLedger> Follow(const LedgerQuery& query);

 private:
  // What an evaluation gave, kept.
  struct Points {
    const scheme::CompiledScheme* scheme = nullptr;
    decimal::Decimal total;
    bool scored = false;
    int stage = scheme::kNoStage;
    std::vector<decimal::Decimal> indicators;  // signed
  };

  absl::StatusOr<Points> Take(const LedgerSide& side, std::optional<int> stage_held);
  // The cause's entry, from where the ledger stands to `points`.
  void Enter(v1::ChangeCause cause, Points points);
  absl::Status FollowDossiers(const LedgerQuery& query);
  absl::Status FollowCohorts(const LedgerQuery& query);
  absl::Status FollowScheme(const LedgerQuery& query);
  // What is done about a step that failed.
  absl::Status Fail(const absl::Status& status, const char* step) const;

  Evaluator evaluator_;
  Points at_;
  bool reached_ = false;  // nothing is carried: at_ is what all steps up to here lead to
  FailedStep failed_step_ = FailedStep::kRefuse;
  ChangeLedger ledger_;
};

}  // namespace jifen::scoring::evaluate
