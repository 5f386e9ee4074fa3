// scoring/scheme/category_compiler.h: compiles one category with its indicators.
//
//   Errors   in the order of the fields: texts, SCHEME_POINTS, SCHEME_STRUCTURE (no indicator), those of
//            the indicators, each with SCHEME_POINTS or SCHEME_UNREACHABLE if it gives no points
//            anywhere, UNKNOWN_ENUM (kind), SCHEME_STRUCTURE (what a bonus or a deduction cannot
//            have, or deduct by experts' marks), those of stage_maxima.h; then, if the maxima of its indicators hold,
//            those of CheckCategorySums. All are reported.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

// Each indicator has its place, one with faults as far as it compiled.
Category CompileCategory(const v1::Category& category, CompileContext* context,
                         const FaultPlace& place);

}  // namespace jifen::scoring::scheme
