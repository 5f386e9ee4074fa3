// tests/services/comparison/compared_region.h: a made-up region whose points change for every cause.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/comparison/comparison_handler.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::comparison {

// Stages by awards, grades, an indicator that the score cannot do without, and versions that differ.
v1::Scheme RegionScheme(uint32_t version);
// The same with two indicators that are placed among peers.
v1::Scheme PeerScheme(uint32_t version);

inline constexpr char kRegion[] = "region";
inline constexpr char kPeers[] = "peers";

class ComparedRegion : public rescoring::Region {
 public:
  // `count` enterprises; some have no report of the year, some a title, some awards.
  void Settle(int count);
  // Changes the records of a third of them, moves some out of the county 421202, and adds five.
  void Edit(int count);
  void PutAward(int n, const std::string& record_id);
  // As another version of the program would have stored the card of an enterprise in a generation.
  void Restate(const std::string& generation_id, const std::string& enterprise_id,
               const std::string& total);

  // The parts of an answer; the last of them holds the result.
  std::vector<v1::DiffGenerationsResponse> Diff(const std::string& from, const std::string& to,
                                                int movers);
  std::vector<v1::SimulateSchemeResponse> Simulate(const v1::SimulateSchemeRequest& request);
  v1::ExplainChangeResponse Explain(const std::string& from, const std::string& to);

  ComparisonHandler comparisons{
      *store, {.catalog = catalog, .cohorts = cohorts}, rescoring::RegionNow};
};

// By enterprise id.
std::map<std::string, v1::RankedScore> LinesOf(rescoring::Region& region,
                                               const std::string& generation_id);

// Units of 10^-18.
using scoring::decimal::Int128;
Int128 Units(const std::string& text);
// Of the total; 0 without one.
Int128 TotalOf(const v1::RankedScore& line);

}  // namespace jifen::services::comparison
