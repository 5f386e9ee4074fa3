// tools/jifen/render/generation_view.h: generations as people read them.
//
//   Range    every line fits the terminal's width.
//   Threads  free functions without state.
#pragma once

#include "jifen/v1/generation_service.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

Page RenderGenerationList(const Terminal& terminal, const v1::ListGenerationsResponse& list);
// With what it was told, what was found, and its digests.
Page RenderGeneration(const Terminal& terminal, const v1::Generation& generation);
// Its id and state.
Line GenerationLine(const Terminal& terminal, const v1::Generation& generation);

}  // namespace jifen::tools::cli
