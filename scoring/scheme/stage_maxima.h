// scoring/scheme/stage_maxima.h: maxima that differ by stage.
//
//   Shape    none, or one for each stage of the scheme.
//   Errors   CompileStageMaxima: per entry SCHEME_ID (no such stage), SCHEME_STRUCTURE (a stage twice),
//            DECIMAL_INVALID, SCHEME_POINTS; then SCHEME_STRUCTURE if a stage has none. All are
//            reported.
//   Threads  free functions without state.
#pragma once

#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "jifen/v1/scheme.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

using StageMaxima = google::protobuf::RepeatedPtrField<v1::StageMaximum>;

// By stage; empty if none are set, or if there was a fault. `place` is that of their owner.
std::vector<decimal::Decimal> CompileStageMaxima(const StageMaxima& maxima,
                                                 const CompileContext& context,
                                                 const FaultPlace& place);

}  // namespace jifen::scoring::scheme
