// scoring/evaluate/cohort_place.h: the place of a value among those of its peers.
//
//   Shape    of the levels in their order the first counts whose group of this enterprise has at least
//            CohortRule::smallest members with a value of the measure.
//   Units    places: 0..1. percentile: lower / (members - 1), as SQL's PERCENT_RANK; equal values have equal
//            places. min_max: (value - least) / (greatest - least). Both cut to 0..1.
//   Rounding once, half to even, at 18 places.
//   Errors   none: without tables, without a large enough group, or with min_max if all values are equal,
//            the place is missing with a cause (kCohortPath).
//   Threads  CohortPlaces belong to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/cohort_tables.h"
#include "scoring/expression/value.h"
#include "scoring/scheme/cohort_rule.h"
#include "scoring/scheme/cohort_scale.h"

namespace jifen::scoring::evaluate {

// Why a place is missing: "cohort of <id>: " and one of
//   none                    there are no tables
//   no group                the enterprise is in no group at any level
//   12 of 30 in <group>     the widest of its groups has too few members
//   one value in <group>    min_max: all members have the same
inline constexpr std::string_view kCohortPath = "cohort of ";
inline constexpr std::string_view kCohortNone = "none";
inline constexpr std::string_view kCohortNoGroup = "no group";
inline constexpr std::string_view kCohortOneValue = "one value in ";

struct CohortStanding {
  const CohortGroup* group = nullptr;  // null: there is no place
  size_t level = 0;
  decimal::Decimal place;
};

// The peers of one enterprise, and its places among them.
struct CohortPlaces {
  const scheme::CohortRule* rule = nullptr;
  const CohortTables* tables = nullptr;   // null: there are none
  std::vector<std::string_view> groups;   // by level; empty: none
  std::vector<CohortStanding> standings;  // by measure of the rule
  // Why places are missing, by measure of the rule.
  std::vector<std::string> gaps;
  std::vector<expression::Cause> causes;

  // Of another enterprise, without groups.
  void Begin(const scheme::CohortRule& of, const CohortTables* within);
};

// Sets the standing of a measure of the rule. Returns the place, or a missing value.
expression::Value PlaceInCohort(size_t measure, scheme::CohortMethod method, decimal::Decimal value,
                                CohortPlaces* places);

// Of so many lower ones among so many members, at least 2.
decimal::Decimal PercentilePlace(uint32_t lower, uint32_t members);
// The group has two values or more.
decimal::Decimal MinMaxPlace(const CohortGroup& group, decimal::Decimal value);

}  // namespace jifen::scoring::evaluate
