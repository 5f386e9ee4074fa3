// scoring/evaluate/cohort_samples.h: the cohorts that the vectors of a scheme are placed in.
//
//   Threads  a free function without state.
#pragma once

#include <memory>

#include "scoring/evaluate/cohort_tables.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

// Cohorts.samples as tables. Null if the scheme has no cohorts.
std::shared_ptr<const CohortTables> SampleTables(const scheme::CompiledScheme& scheme);

}  // namespace jifen::scoring::evaluate
