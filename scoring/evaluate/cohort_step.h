// scoring/evaluate/cohort_step.h: what value leads to a place in a cohort.
//
//   Shape    under the frozen table: the value of the enterprise itself stays in it. The place that the value
//            has can be beyond the one that was asked for, as places lie in steps.
//   Rounding away from where the value comes, so that the bound surely leads there; to whole numbers for
//            values that are whole.
//   Errors   nullopt if the value is out of a decimal's range.
//   Threads  free functions without state.
#pragma once

#include <optional>

#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/cohort_tables.h"
#include "scoring/scheme/cohort_scale.h"

namespace jifen::scoring::evaluate {

// A place on the other side of the present one.
struct WantedPlace {
  decimal::Decimal place;
  bool beyond = false;  // the place itself is not enough
  bool upward = false;  // it is above the present one
};

struct WantedValue {
  decimal::Decimal bound;
  bool beyond = false;     // the bound itself is not enough
  decimal::Decimal place;  // of the bound, or of what lies right beyond it
};

// The nearest value. `whole`: of the measure all values are whole numbers.
std::optional<WantedValue> ValueFor(const WantedPlace& wanted, scheme::CohortMethod method,
                                    const CohortGroup& group, bool whole);

}  // namespace jifen::scoring::evaluate
