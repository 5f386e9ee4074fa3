// tools/jifen/render/run_view.h: runs as people read them.
//
//   Shape    RenderRun: what it was told, where it stands, what it found, and why it failed.
//   Range    every line fits the terminal's width.
//   Threads  free functions without state.
#pragma once

#include <map>
#include <string>

#include "jifen/v1/rescoring_service.pb.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

Page RenderRunList(const Terminal& terminal, const v1::ListRunsResponse& list);
Page RenderRun(const Terminal& terminal, const v1::Run& run);

// Where it stands: a run that does nothing yet waits for those that were started before it.
std::string StateText(const Terminal& terminal, const v1::Run& run);
Style StyleOf(v1::RunState state);

// Scheme, year, days, population and the cohorts of a plan.
void AddPlan(const Terminal& terminal, const v1::RunPlan& plan, Facts& facts);
// With a total and without, of how many, as counts and shares.
void AddScored(uint64_t scored, uint64_t enterprises, Facts& facts);
// Enterprises, scored, sum, outcomes.
void AddTally(const Terminal& terminal, const v1::RunTally& tally, Facts& facts);
// Titles of indicators by their ids.
using Titles = std::map<std::string, std::string>;
// A table of what stood in the way of a total; nothing if nothing did. An indicator without a title is told by its id.
void AddNotScored(const Terminal& terminal,
                  const google::protobuf::RepeatedPtrField<v1::NotScoredCount>& counts,
                  uint64_t enterprises, const Titles& titles, Page& page);

}  // namespace jifen::tools::cli
