// scoring/scheme/cohort_compiler.h: compiles the cohorts of a scheme and checks what is placed in them.
//
//   Errors   FIELD_REQUIRED (no cohorts though a scale is by cohort), SCHEME_STRUCTURE (cohorts though none
//            is; no level); per level SCHEME_ID, of its title, EXPRESSION_* of its group; OUT_OF_RANGE
//            (smallest); per sample SCHEME_ID (no such measure or level, a group that has values already),
//            TEXT_INVALID, SCHEME_STRUCTURE or TOO_LARGE (count), DECIMAL_INVALID; SCHEME_STRUCTURE (vectors
//            without samples); SCHEME_ID (two measures of one id). All are reported.
//            CheckCohortValue: SCHEME_STRUCTURE.
//   Threads  free functions without state.
#pragma once

#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

// Whether some scale of the measure is by cohort.
bool IsByCohort(const Measure& measure);
// Whether a measure of the indicator is, or it asks for an indicator of which that holds: what it gives is
// not known before there are cohorts.
bool RestsOnCohort(const CompileContext& context, const Indicator& indicator);

// What is placed in a cohort rests on nothing that is.
void CheckCohortValue(const CompileContext& context, const Measure& measure,
                      const FaultPlace& place);

// Numbers the measures that are placed, and marks the indicators that their values ask for.
std::vector<CohortMeasure> NumberCohortMeasures(const v1::Scheme& scheme,
                                                std::vector<Category>* categories);

// `environment` has the definitions alone.
CohortRule CompileCohorts(const v1::Scheme& scheme, std::vector<CohortMeasure> measures,
                          const expression::Environment& environment, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
