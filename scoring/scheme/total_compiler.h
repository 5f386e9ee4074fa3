// scoring/scheme/total_compiler.h: compiles the sum of a scheme and its grades, and proves that maxima
// add up and minima can be reached.
//
//   Errors   per field DECIMAL_INVALID, SCHEME_POINTS, OUT_OF_RANGE, UNKNOWN_ENUM; all are reported.
#pragma once

#include <string>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

// In every stage a category's maximum is at most the sum of its indicators', its minimum at most its
// maximum; the largest of its stages' is its maximum. Call it only with a category whose indicators
// all compiled.
void CheckCategorySums(const v1::Category& category, const Category& compiled,
                       const std::vector<std::string>& stages, const FaultPlace& place);

// How points are rounded that are computed. Reports nothing: CompileTotal does.
PointsRounding PointsRoundingOf(const v1::Total& total);

// In every stage the maximum is at most the sum of the core categories' and of the bonus that counts.
// `categories` is null if not all of them compiled: then their sum is not compared.
TotalRule CompileTotal(const v1::Total& total, const std::vector<Category>* categories,
                       const std::vector<std::string>& stages, const FaultPlace& place);

std::vector<decimal::Decimal> CompileGrades(const v1::Scheme& scheme, const TotalRule& total,
                                            const FaultPlace& place);

}  // namespace jifen::scoring::scheme
