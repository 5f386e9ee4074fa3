// tools/synth/names.h: invented names of enterprises, one for each index.
//
//   Range    kNamesMax enterprises; within them no name occurs twice.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <string>

#include "tools/synth/population.h"

namespace jifen::tools::synth {

inline constexpr int64_t kNamesMax = int64_t{1} << 18;

// County or city, three syllables, what it does, and its legal form.
std::string MakeName(const CountyRow& county, const IndustryRow& industry, int64_t index,
                     uint64_t seed);

}  // namespace jifen::tools::synth
