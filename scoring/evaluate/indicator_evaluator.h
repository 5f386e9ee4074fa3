// scoring/evaluate/indicator_evaluator.h: the value, place and points of one indicator.
//
//   Errors   an expression that fails (NUMBER_OVERFLOW, EXPRESSION_TOO_COMPLEX) or declares an option
//            that is not there (SCHEME_STRUCTURE); the path begins within the indicator.
//   Threads  one at a time per workspace.
//   Cost     allocates nothing once the workspace is warm.
#pragma once

#include <span>
#include <string>

#include "absl/status/status.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// Fills all of `result` but first_measure, what spreading changes, the minimum and the gain of the next
// step. `measures` are those of the indicator.
absl::Status EvaluateIndicator(const scheme::Indicator& indicator, const IndicatorSetting& setting,
                               IndicatorResult* result, std::span<MeasureResult> measures);

// Of a field of a measure, within its indicator.
std::string MeasurePath(const scheme::Indicator& indicator, size_t measure, const char* field);

}  // namespace jifen::scoring::evaluate
