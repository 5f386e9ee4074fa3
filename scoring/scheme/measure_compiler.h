// scoring/scheme/measure_compiler.h: compiles one measure: a value, the scales that turn it into points,
// and the experts' mark.
//
//   Errors   EXPRESSION_* of the value, those of the scales, SCHEME_ID (no such stage) and
//            SCHEME_STRUCTURE (two scales of a stage, a mark of nothing to judge), EXPRESSION_* of the
//            mark. All are reported; of a value that does not compile also what its scales
//            have wrong by themselves. The result is nullopt if a scale did not compile.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

// Its value, or its mark, is null if it did not compile.
std::optional<Measure> CompileMeasure(const v1::Measure& measure, const CompileContext& context,
                                      const FaultPlace& place);

// Whether experts have something to judge in some stage.
bool MeasureLeavesRange(const Measure& measure);

// Those of its value, its mark and its scales. There may be nulls among them.
void AddPrograms(const Measure& measure, std::vector<const expression::Program*>* programs);

}  // namespace jifen::scoring::scheme
