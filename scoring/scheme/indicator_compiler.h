// scoring/scheme/indicator_compiler.h: compiles one indicator.
//
//   Errors   in the order of the fields: SCHEME_ID, texts, UNKNOWN_ENUM (missing policy, choice),
//            SCHEME_STRUCTURE (no measure, options, a minimum that excludes), those of the
//            measures, SCHEME_POINTS (the maximum is not what the scales give), SCHEME_STRUCTURE (it
//            counts without points that experts have still to settle). All are reported.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

struct CompiledIndicator {
  Indicator indicator;  // what of it compiled
  // Whether its maxima are those of its scales, as far as these compiled: sums of them mean something.
  bool maxima_hold = false;
};

// Expressions compiled later can name it.
CompiledIndicator CompileIndicator(const v1::Indicator& indicator, CompileContext* context,
                                   const FaultPlace& place);

}  // namespace jifen::scoring::scheme
