// tools/jifen/render/run_view.h: runs as people read them.
//
//   Shape    RenderRun: what it was told, where it stands, what it found, and why it failed.
//   Range    every line fits the terminal's width.
//   Threads  free functions without state.
#pragma once

#include "jifen/v1/rescoring_service.pb.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

Page RenderRunList(const Terminal& terminal, const v1::ListRunsResponse& list);
Page RenderRun(const Terminal& terminal, const v1::Run& run);

Style StyleOf(v1::RunState state);

// Scheme, year, days, population and the cohorts of a plan.
void AddPlan(const Terminal& terminal, const v1::RunPlan& plan, Facts& facts);
// Enterprises, scored, sum, outcomes.
void AddTally(const Terminal& terminal, const v1::RunTally& tally, Facts& facts);
// A table of what stood in the way of a score; nothing if nothing did.
void AddNotScored(const Terminal& terminal,
                  const google::protobuf::RepeatedPtrField<v1::NotScoredCount>& counts,
                  uint64_t enterprises, Page& page);

}  // namespace jifen::tools::cli
