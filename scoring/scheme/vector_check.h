// scoring/scheme/vector_check.h: checks that the vectors of a scheme can be run.
//
//   Errors   base dossiers: SCHEME_ID, DATE_INVALID (valid_at), TOO_LARGE, SCHEME_STRUCTURE (a
//            record without id or payload, or twice). Vectors: FIELD_REQUIRED (name), SCHEME_ID (a
//            name twice; a base, record, indicator, gate, stage or grade that is not there),
//            SCHEME_STRUCTURE (a field to clear that is not there, an expectation of nothing),
//            DECIMAL_INVALID, UNKNOWN_ENUM. An official scheme has at least one vector. All are
//            reported. Whether the cards are as expected is asked of evaluate/vectors.h.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

void CheckVectors(const v1::Scheme& scheme, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
