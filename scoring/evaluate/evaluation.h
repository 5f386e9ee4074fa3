// scoring/evaluate/evaluation.h: what evaluating a dossier under a scheme gave, as plain numbers.
//
//   Shape    vectors in the order of the scheme; indicators and measures of all categories in one
//            row each. Reused from dossier to dossier without allocation. The score card
//            (card_maker.h) is made from it.
//   Units    points of the scheme; values in the unit of their indicator.
//   Threads  a value; it borrows from the evaluator and the dossier until the next evaluation.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "jifen/v1/score_card.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/cohort_place.h"
#include "scoring/expression/dossier_view.h"
#include "scoring/expression/record_set.h"
#include "scoring/expression/value.h"
#include "scoring/expression/workspace.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

inline constexpr int kNone = -1;

// A gate, a direct pass or the choice of the stage.
struct ConditionResult {
  v1::GateState state = v1::GATE_STATE_UNSPECIFIED;
  expression::Value value;  // its causes, if missing
  expression::RecordSet evidence;
};

struct MeasureResult {
  // PRESENT, MISSING, or INVALID: an enum value that the scheme does not know, or a mark outside of
  // what the scale leaves to experts.
  v1::ValueState state = v1::VALUE_STATE_UNSPECIFIED;
  expression::Value value;
  int position = kNone;             // in the scale
  decimal::Decimal points;          // by the scale; 0 unless present
  decimal::Decimal points_highest;  // the same while experts have still to judge
  std::optional<decimal::Decimal> mark;
  expression::RecordSet evidence;
};

// The nearest position with more points.
struct NextStep {
  int measure = kNone;  // of the indicator
  int position = kNone;
  decimal::Decimal bound;    // of bands; of a place in a cohort the value that leads there
  bool beyond = false;       // of bands: the bound itself is not enough
  bool upward = false;       // of bands: the value must rise
  decimal::Decimal points;   // there, by the scale
  decimal::Decimal counted;  // there, weighted and spread
  decimal::Decimal
      gain;  // of the total on the card, under the caps of gates, not rounded; more than 0
};

struct IndicatorResult {
  int first_measure = 0;  // in Evaluation::measures
  int chosen = kNone;     // the measure that counts, from 0 within the indicator
  bool declared = false;  // the enterprise chose it
  // NOT_APPLICABLE in a stage where it has no weight: the measures are evaluated all the same, as
  // later expressions may ask for them.
  v1::ValueState state = v1::VALUE_STATE_UNSPECIFIED;
  bool excluded = false;                 // missing, and the others bear its weight
  decimal::Decimal scale_points;         // by the scale
  decimal::Decimal weighted;             // with the weight of the stage, before spreading
  decimal::Decimal points;               // after spreading: they add up to the category's
  decimal::Decimal points_highest;       // the same while experts have still to judge
  decimal::Decimal maximum;              // after spreading
  bool minimum_reached = false;          // by the lowest points; true if there is no minimum
  bool minimum_reached_highest = false;  // by the highest
  NextStep next;                         // measure is kNone if nothing gains, or if missing
};

struct CategoryResult {
  decimal::Decimal maximum;         // in the stage
  decimal::Decimal points;          // sum of the indicators' less cut
  decimal::Decimal points_highest;  // the same of their highest points
  decimal::Decimal cut;             // above the category's maximum
  bool minimum_reached = false;
  bool minimum_reached_highest = false;
  // Weight of all indicators and of those not excluded: spreading multiplies by their ratio.
  decimal::Decimal weight_all;
  decimal::Decimal weight_counted;
};

struct Evaluation {
  const expression::DossierView* dossier = nullptr;
  int year = 0;

  int stage = scheme::kNoStage;
  bool stage_unknown = false;
  bool stage_wanted = false;  // none holds, and the maxima differ by stage
  ConditionResult stage_choice;

  std::vector<ConditionResult> gates;
  std::vector<ConditionResult> direct_passes;
  std::vector<CategoryResult> categories;
  std::vector<IndicatorResult> indicators;
  std::vector<MeasureResult> measures;
  CohortPlaces cohorts;  // of a scheme without cohorts nothing is set

  decimal::Decimal coverage;
  // False: a value is missing that the scheme cannot do without, the coverage is too low, or the
  // stage is unknown or wanted. The points are those of the rest then.
  bool scored = false;
  decimal::Decimal bonus_cut;      // above the scheme's bonus maximum
  decimal::Decimal deduction_cut;  // found nothing left to take away
  decimal::Decimal total_cut;      // above the scheme's maximum, or the cap of a gate
  int capped_by = kNone;           // the gate whose cap cut the total
  // Core and bonus less deductions, less bonus_cut, plus deduction_cut, less total_cut.
  decimal::Decimal total_exact;
  decimal::Decimal total;  // scaled and rounded as the scheme asks
  // The same while experts have still to judge or a gate that caps is unknown.
  decimal::Decimal total_exact_highest;
  decimal::Decimal total_highest;
  bool minima_reached = false;  // of all categories and indicators
  bool minima_reached_highest = false;
  int grade = kNone;
  int grade_highest = kNone;
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
};

// What an indicator is evaluated in.
struct IndicatorSetting {
  int stage = scheme::kNoStage;
  expression::Workspace* workspace = nullptr;
  CohortPlaces* cohorts = nullptr;  // of a scheme with cohorts
};

}  // namespace jifen::scoring::evaluate
