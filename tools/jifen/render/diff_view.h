// tools/jifen/render/diff_view.h: what differs between two generations, or under a draft, as people read it.
//
//   Shape    how many moved; totals by cause as bars; the migration of grades as a matrix; the stability of each
//            distribution; who moved most, with the causes.
//   Range    every line fits the terminal's width.
//   Threads  free functions without state.
#pragma once

#include "jifen/v1/comparison_service.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

Page RenderDiff(const Terminal& terminal, const v1::GenerationDiff& diff);

Page RenderSchemeSimulation(const Terminal& terminal, const v1::SchemeSimulation& simulation);

// The causes of a change and the indicators that each moved.
Page RenderChange(const Terminal& terminal, const v1::ExplainChangeResponse& change);

void AddMoves(const Terminal& terminal, const v1::MoveCounts& moves, Page& page);
void AddMovers(const Terminal& terminal, Phrase heading,
               const google::protobuf::RepeatedPtrField<v1::Mover>& movers, Page& page);

}  // namespace jifen::tools::cli
