// tools/jifen/commands/population.h: who is scored, and as of when, as requests have it.
//
//   Threads  free functions without state.
#pragma once

#include "jifen/v1/run.pb.h"
#include "tools/jifen/arguments.h"

namespace jifen::tools::cli {

inline v1::Population MakePopulation(const PopulationFilter& filter) {
  v1::Population population;
  population.set_area_prefix(filter.area);
  population.set_industry_prefix(filter.industry);
  for (const v1::QualificationKind title : filter.titles) population.add_qualifications(title);
  return population;
}

}  // namespace jifen::tools::cli
