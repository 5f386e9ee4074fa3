// tools/jifen/render/scheme_view.h: a scheme as people read it.
//
//   Shape    title and document; categories and indicators with their bands; gates; total.
//   Threads  free function without state.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "jifen/v1/scheme_service.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

Page RenderScheme(const v1::Scheme& scheme, const v1::SchemeSummary& summary,
                  const Terminal& terminal);

}  // namespace jifen::tools::cli
