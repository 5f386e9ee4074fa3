#include "scoring/evaluate/cohort_place.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using decimal::Uint128;
using expression::Value;
using scheme::CohortMethod;

// How far two decimals are apart can be more than a decimal, or a signed number, holds.
Uint128 Distance(Decimal from, Decimal to) {
  return static_cast<Uint128>(to.unscaled()) - static_cast<Uint128>(from.unscaled());
}

// part / whole digit by digit, for numbers of any 128 bits; 0 < part < whole.
Decimal LongShare(Uint128 part, Uint128 whole) {
  decimal::Int128 digits = 0;
  Uint128 rest = part;
  for (int place = 0; place < decimal::kPlaces; ++place) {
    const Uint128 summand = rest;
    int digit = 0;
    rest = 0;
    for (int i = 0; i < 10; ++i) {
      // rest + summand - whole, which may be beyond 128 bits in between.
      const bool carries = rest >= whole - summand;
      rest = carries ? rest - (whole - summand) : rest + summand;
      digit += carries ? 1 : 0;
    }
    digits = digits * 10 + digit;
  }
  const bool above_half = rest > whole - rest;
  const bool half = rest == whole - rest;
  if (above_half || (half && digits % 2 != 0)) ++digits;
  Decimal share;
  static_cast<void>(Decimal::FromUnscaled(digits, &share));  // at most 1
  return share;
}

Decimal Share(Uint128 part, Uint128 whole) {
  const auto bound = static_cast<Uint128>(Decimal::kBound);
  if (whole >= bound) {
    if (part == 0 || part == whole) return Decimal::FromInt(part == 0 ? 0 : 1);
    return LongShare(part, whole);
  }
  Decimal dividend;
  Decimal divisor;
  Decimal share;
  // In range, and at most 1.
  static_cast<void>(Decimal::FromUnscaled(static_cast<decimal::Int128>(part), &dividend));
  static_cast<void>(Decimal::FromUnscaled(static_cast<decimal::Int128>(whole), &divisor));
  static_cast<void>(decimal::Divide(dividend, divisor, &share));
  return share;
}

// The first group of the enterprise that is large enough; null if there is none.
const CohortGroup* ChooseGroup(size_t measure, const CohortPlaces& places, size_t* level) {
  if (places.tables == nullptr) return nullptr;
  for (size_t i = 0; i < places.groups.size(); ++i) {
    if (places.groups[i].empty()) continue;
    const CohortGroup* group = places.tables->Find(measure, i, places.groups[i]);
    if (group == nullptr || group->members() < places.rule->smallest) continue;
    *level = i;
    return group;
  }
  return nullptr;
}

// Why no group is large enough.
void AppendGap(size_t measure, const CohortPlaces& places, std::string* text) {
  if (places.tables == nullptr) {
    text->append(kCohortNone);
    return;
  }
  for (size_t i = places.groups.size(); i-- > 0;) {
    if (places.groups[i].empty()) continue;
    const CohortGroup* group = places.tables->Find(measure, i, places.groups[i]);
    const uint32_t members = group == nullptr ? 0 : group->members();
    absl::StrAppend(text, members, " of ", places.rule->smallest, " in ");
    text->append(places.groups[i]);
    return;
  }
  text->append(kCohortNoGroup);
}

std::string* BeginGap(size_t measure, CohortPlaces* places) {
  std::string* text = &places->gaps[measure];
  text->assign(kCohortPath);
  text->append(places->rule->measures[measure].id);
  text->append(": ");
  return text;
}

Value MissingPlace(size_t measure, CohortPlaces* places) {
  places->standings[measure].group = nullptr;
  places->causes[measure] = {.kind = expression::CauseKind::kText, .text = places->gaps[measure]};
  return Value::Missing({&places->causes[measure], 1});
}

}  // namespace

void CohortPlaces::Begin(const scheme::CohortRule& of, const CohortTables* within) {
  rule = &of;
  tables = within;
  groups.assign(of.levels.size(), {});
  standings.assign(of.measures.size(), {});
  gaps.resize(of.measures.size());
  causes.resize(of.measures.size());
}

Decimal PercentilePlace(uint32_t lower, uint32_t members) {
  const uint32_t others = members - 1;
  if (lower >= others) return Decimal::FromInt(1);
  Decimal place;
  // Below 1.
  static_cast<void>(decimal::Divide(Decimal::FromInt(lower), Decimal::FromInt(others), &place));
  return place;
}

Decimal MinMaxPlace(const CohortGroup& group, Decimal value) {
  const Decimal inside = std::clamp(value, group.least(), group.greatest());
  return Share(Distance(group.least(), inside), Distance(group.least(), group.greatest()));
}

Value PlaceInCohort(size_t measure, CohortMethod method, Decimal value, CohortPlaces* places) {
  CohortStanding& standing = places->standings[measure];
  standing.group = ChooseGroup(measure, *places, &standing.level);
  if (standing.group == nullptr) {
    AppendGap(measure, *places, BeginGap(measure, places));
    return MissingPlace(measure, places);
  }
  const CohortGroup& group = *standing.group;
  if (method == CohortMethod::kPercentile) {
    standing.place = PercentilePlace(group.CountBelow(value), group.members());
  } else if (group.values().size() > 1) {
    standing.place = MinMaxPlace(group, value);
  } else {
    BeginGap(measure, places)->append(kCohortOneValue).append(group.name());
    return MissingPlace(measure, places);
  }
  return Value::OfDecimal(standing.place);
}

}  // namespace jifen::scoring::evaluate
