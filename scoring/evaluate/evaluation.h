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
#include "scoring/expression/dossier_view.h"
#include "scoring/expression/record_set.h"
#include "scoring/expression/value.h"
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
  // PRESENT, MISSING, or INVALID: an enum value that the scheme does not know.
  v1::ValueState state = v1::VALUE_STATE_UNSPECIFIED;
  expression::Value value;
  int position = kNone;     // in the scale
  decimal::Decimal points;  // by the scale
  expression::RecordSet evidence;
};

// The nearest position with more points.
struct NextStep {
  int measure = kNone;  // of the indicator
  int position = kNone;
  decimal::Decimal bound;   // of bands
  bool beyond = false;      // of bands: the bound itself is not enough
  bool upward = false;      // of bands: the value must rise
  decimal::Decimal points;  // there, by the scale
};

struct IndicatorResult {
  int first_measure = 0;  // in Evaluation::measures
  int chosen = kNone;     // the measure that counts, from 0 within the indicator
  bool declared = false;  // the enterprise chose it
  v1::ValueState state = v1::VALUE_STATE_UNSPECIFIED;
  bool excluded = false;         // missing, and the others bear its weight
  decimal::Decimal points;       // after spreading: they add up to the category's
  decimal::Decimal maximum;      // after spreading
  bool minimum_reached = false;  // true if there is no minimum
  NextStep next;                 // measure is kNone in the best position, or if missing
};

struct CategoryResult {
  decimal::Decimal points;  // sum of the indicators' less cut
  decimal::Decimal cut;     // above the category's maximum
  bool minimum_reached = false;
  // Weight of all indicators and of those not excluded: spreading multiplies by their ratio.
  decimal::Decimal weight_all;
  decimal::Decimal weight_counted;
};

struct Evaluation {
  const expression::DossierView* dossier = nullptr;
  int year = 0;

  int stage = scheme::kNoStage;
  bool stage_unknown = false;
  ConditionResult stage_choice;

  std::vector<ConditionResult> gates;
  std::vector<ConditionResult> direct_passes;
  std::vector<CategoryResult> categories;
  std::vector<IndicatorResult> indicators;
  std::vector<MeasureResult> measures;

  decimal::Decimal coverage;
  // False: a value is missing that the scheme cannot do without, the coverage is too low, or the
  // stage is unknown. The points are those of the rest then.
  bool scored = false;
  decimal::Decimal total_exact;  // sum of the categories
  decimal::Decimal total;        // rounded as the scheme asks
  bool minima_reached = false;   // of all categories and indicators
  int grade = kNone;
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
};

}  // namespace jifen::scoring::evaluate
