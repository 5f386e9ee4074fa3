#include "tools/synth/traits.h"

#include <algorithm>
#include <vector>

#include "proto/model/calendar.h"
#include "tools/synth/codes.h"
#include "tools/synth/names.h"

namespace jifen::tools::synth {
namespace {

// Doublings of revenue for a standard deviation of size.
constexpr int64_t kSizeSpreadMilli = 1500;
// Of enterprises at the mean; with Leaning about one in four holds the title, as in the plans.
constexpr int64_t kHighTechPm = 190;
constexpr int kFoundedFirst = 1998;
constexpr int64_t kDaysInYear = 365;

const CountyRow& PickCounty(City city, Draw& draw) {
  std::vector<const CountyRow*> rows;
  for (const CountyRow& row : kCountyRows) {
    if (row.city == city) rows.push_back(&row);
  }
  return *draw.Pick(rows, [](const CountyRow* row) { return row->weight; });
}

// Young enterprises are many; the age in years, 0..27.
int MakeAge(Draw& draw) {
  const int64_t age = Doubled(64, draw.Normal() * 9 / 10) / 8;
  return static_cast<int>(std::min<int64_t>(age, kLastYear - kFoundedFirst));
}

}  // namespace

Traits MakeTraits(int64_t index, uint64_t seed, Draw& draw) {
  Traits traits;
  traits.index = index;
  traits.city = &draw.Pick(kCityRows, [](const CityRow& row) { return row.weight; });
  traits.county = &PickCounty(traits.city->city, draw);
  traits.industry = &draw.Pick(
      kIndustryRows, [&](const IndustryRow& row) { return row.weights[traits.city->city]; });
  traits.enterprise_id = MakeCreditCode(traits.county->area_code, index, seed);
  traits.name = MakeName(*traits.county, *traits.industry, index, seed);
  traits.product = std::string(draw.PickAny(traits.industry->products));
  const int year = kLastYear - MakeAge(draw);
  const int32_t day = model::ToDays(model::MakeDate(year, 1, 1));
  traits.founded = model::FromDays(day + static_cast<int32_t>(draw.Below(kDaysInYear)));
  traits.size = draw.Normal();
  traits.innovation = draw.Normal();
  traits.revenue_wan = std::max<int64_t>(
      Doubled(traits.industry->revenue_wan, traits.size * kSizeSpreadMilli / 1000), 5);
  traits.high_tech = year < kLastYear && draw.Chance(Leaning(traits, kHighTechPm));
  return traits;
}

int64_t Leaning(const Traits& traits, int64_t per_mille) {
  return std::min<int64_t>(Doubled(per_mille, traits.innovation), 985);
}

v1::Date DayIn(const Traits& traits, int year, Draw& draw) {
  const int32_t day =
      model::ToDays(model::MakeDate(year, 1, 1)) + static_cast<int32_t>(draw.Below(kDaysInYear));
  return model::FromDays(std::max(day, model::ToDays(traits.founded)));
}

}  // namespace jifen::tools::synth
