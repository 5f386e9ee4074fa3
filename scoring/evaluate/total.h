// scoring/evaluate/total.h: from the sums of the categories to the total.
//
//   Shape    core + bonus, the bonus at most the scheme's; less deductions, down to 0; at most a cap.
//   Units    points before Total.scale_to; ScaleTotal gives those of the card.
//   Rounding ScaleTotal: the exact product once, as the scheme asks.
//   Range    sums of at most 32 categories of 10^9 points: no operation here leaves the range.
//   Threads  free functions without state.
#pragma once

#include "scoring/decimal/decimal.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

struct Sums {
  decimal::Decimal core;
  decimal::Decimal bonus;
  decimal::Decimal deduction;
};

void AddTo(v1::CategoryKind kind, decimal::Decimal points, Sums* sums);

struct Settlement {
  decimal::Decimal bonus_cut;
  decimal::Decimal deduction_cut;
  decimal::Decimal total_cut;
  decimal::Decimal exact;  // the total
};

// `cap` is at most the rule's maximum.
Settlement Settle(const scheme::TotalRule& rule, const Sums& sums, decimal::Decimal cap);

// Its total alone.
decimal::Decimal ExactTotal(const scheme::TotalRule& rule, const Sums& sums, decimal::Decimal cap);

decimal::Decimal ScaleTotal(const scheme::TotalRule& rule, decimal::Decimal exact);

// A difference of two totals as it is on the card, before that is rounded; with a scale to kPointsPlacesMax
// places, half to even.
decimal::Decimal ScaleGain(const scheme::TotalRule& rule, decimal::Decimal exact);

// Whether a total is a pass; false if the scheme has no pass mark.
bool Reaches(const scheme::TotalRule& rule, decimal::Decimal total);

}  // namespace jifen::scoring::evaluate
