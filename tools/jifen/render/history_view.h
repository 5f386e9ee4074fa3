// tools/jifen/render/history_view.h: every card of an enterprise and what it came from, as people read it.
//
//   Range    every line fits the terminal's width; of the changed records of a card the first kChangesShown are named.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/score_service.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

inline constexpr int kChangesShown = 4;

Page RenderHistory(const Terminal& terminal, const v1::GetScoreHistoryResponse& history);

}  // namespace jifen::tools::cli
