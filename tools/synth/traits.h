// tools/synth/traits.h: what an enterprise is before any record is written: the common causes of its figures.
//
//   Shape    two independent leanings, towards size and towards innovation, near to normal; figures
//            of all kinds follow from them, so that they go together as they do in life.
//   Units    leanings in thousandths of a standard deviation.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <string>

#include "jifen/v1/date.pb.h"
#include "tools/synth/draw.h"
#include "tools/synth/population.h"

namespace jifen::tools::synth {

struct Traits {
  int64_t index = 0;
  const CityRow* city = nullptr;
  const CountyRow* county = nullptr;
  const IndustryRow* industry = nullptr;
  std::string enterprise_id;
  std::string name;
  std::string product;
  v1::Date founded;
  int64_t size = 0;
  int64_t innovation = 0;
  int64_t revenue_wan = 0;  // of the last year, before chance
  bool high_tech = false;   // holds the title 高新技术企业
};

Traits MakeTraits(int64_t index, uint64_t seed, Draw& draw);

// A chance in thousandths, doubled with each standard deviation of innovation above the mean.
int64_t Leaning(const Traits& traits, int64_t per_mille);

// A day of the year, not before the enterprise was founded.
v1::Date DayIn(const Traits& traits, int year, Draw& draw);

}  // namespace jifen::tools::synth
