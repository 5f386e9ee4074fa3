// tools/jifen/render/ranking_view.h: a ranking as people read it.
//
//   Shape    a line an enterprise, with its total as a bar of the most points of the scheme.
//   Range    every line fits the terminal's width.
//   Threads  a free function without state.
#pragma once

#include <map>
#include <string>

#include "jifen/v1/generation_service.pb.h"
#include "jifen/v1/scheme_service.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// `scheme` is that of the generation: for its maximum, and the titles of its grades.
Page RenderRanking(const Terminal& terminal, const v1::ListRankingResponse& ranking,
                   const v1::GetSchemeResponse& scheme);

}  // namespace jifen::tools::cli
