// scoring/evaluate/vectors.h: runs the vectors of a scheme.
//
//   Errors   RunVectors: SCHEME_VECTOR per figure that is not as expected, with the path
//            vectors[i].expect.<field>, the vector's name, what the card says and what was expected;
//            or why the vector's dossier gives no card, under vectors[i]. All are reported, up to the vector
//            with which all together have gone through more than kVectorElementsMax elements:
//            EXPRESSION_TOO_COMPLEX. The records of the dossiers and of the evidence count as
//            elements, ten each.
//   Threads  a free function without state.
#pragma once

#include <cstdint>
#include <vector>

#include "proto/model/error.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

// Far above what schemes need (that of 484 vectors goes through some thousands), and a second or two of work.
inline constexpr int64_t kVectorElementsMax = 20'000'000;

// Empty if every vector gives the card that it expects.
std::vector<model::Fault> RunVectors(const scheme::CompiledScheme& scheme);

}  // namespace jifen::scoring::evaluate
