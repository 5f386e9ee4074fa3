// scoring/scheme/indicator_compiler.h: compiles one indicator.
//
//   Errors   in the order of the fields: SCHEME_ID, texts, UNKNOWN_ENUM (missing policy, choice),
//            SCHEME_STRUCTURE (no measure, options, a minimum that excludes), those of the
//            measures, SCHEME_POINTS (the maximum is not what the scales give), SCHEME_STRUCTURE (it
//            counts without points that experts have still to settle). All are reported; then the
//            result is nullopt.
#pragma once

#include <optional>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

// Expressions compiled later can name it.
std::optional<Indicator> CompileIndicator(const v1::Indicator& indicator, CompileContext* context,
                                          const FaultPlace& place);

}  // namespace jifen::scoring::scheme
