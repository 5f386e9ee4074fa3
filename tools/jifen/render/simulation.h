// tools/jifen/render/simulation.h: a simulation as people read it.
//
//   Shape    the total and the outcome before and after; the points of each indicator; what changes and
//            why; the next steps, the cheapest first: those of which the smallest share of the bound is
//            still to go, of equal ones the one that gains more.
//   Range    every line fits the terminal's width.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/score_service.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// `scheme` is that of the card after, for the names in its sentences; null if it is not known.
Page RenderSimulation(const Terminal& terminal, const v1::SimulateResponse& simulation,
                      const v1::Scheme* scheme = nullptr);

}  // namespace jifen::tools::cli
