// scoring/scheme/cohort_rule.h: who the peers of an enterprise are, compiled.
//
//   Shape    levels from the narrowest to the widest; the measures that are placed in cohorts stand in the
//            order of the scheme, and their index is that of their values and tables.
//   Threads  immutable once a CompiledScheme owns it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scoring/expression/program.h"

namespace jifen::scoring::scheme {

struct CohortLevel {
  std::string id;
  // string: the name of the group; asks for no indicator.
  std::shared_ptr<const expression::Program> group;
};

// A measure some scale of which is percentile or min_max.
struct CohortMeasure {
  std::string id;  // of the indicator, or of its option
  size_t category = 0;
  size_t indicator = 0;  // of the category
  size_t measure = 0;    // of the indicator
};

struct CohortRule {
  std::vector<CohortLevel> levels;
  uint32_t smallest = 0;
  std::vector<CohortMeasure> measures;
  std::string identity;  // cohort_identity.h

  bool IsNeeded() const { return !measures.empty(); }
};

}  // namespace jifen::scoring::scheme
