// scoring/scheme/indicator_compiler.h: compiles one indicator.
//
//   Errors   in the order of the fields: SCHEME_ID, texts, UNKNOWN_ENUM (missing policy, choice),
//            SCHEME_STRUCTURE (no measure, options, stage scales, a minimum that excludes),
//            EXPRESSION_*, those of the scales, SCHEME_POINTS (the maximum is not what the scales
//            give). All are reported; then the result is nullopt.
#pragma once

#include <optional>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

// Whether experts have something to judge in some stage.
bool MeasureLeavesRange(const Measure& measure);

// Expressions compiled later can name it.
std::optional<Indicator> CompileIndicator(const v1::Indicator& indicator, CompileContext* context,
                                          const FaultPlace& place);

}  // namespace jifen::scoring::scheme
