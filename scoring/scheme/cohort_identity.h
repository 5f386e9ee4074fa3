// scoring/scheme/cohort_identity.h: what the values of a population by peer group depend on, of a scheme.
//
//   Shape    SHA-256, 64 lower-case hexadecimal digits: of the definitions, the stages, the levels, the measures that are
//            placed in cohorts with the stages in which they are, and the indicators that their values ask for. Two
//            schemes with one identity take the same values of the same enterprises and put them in the same groups.
//            Texts, the smallest group, samples and what is made of a place are not in it.
//   Threads  a free function without state.
#pragma once

#include <string>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

// Of a scheme without faults; empty if nothing is placed in cohorts.
std::string CohortIdentity(const v1::Scheme& scheme, const SchemeParts& parts);

}  // namespace jifen::scoring::scheme
