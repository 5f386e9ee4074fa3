// scoring/scheme/scheme_use.h: finds what nothing in a scheme names.
//
//   Errors   SCHEME_UNREACHABLE at each definition that no expression names, and at each base dossier
//            that no vector starts from. Nothing while an expression cannot be read, or a vector names a
//            base that is not there: that may be the one that is meant.
//   Threads  a free function without state.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

// Call it only if every name in an expression is known.
void CheckDefinitionUse(const v1::Scheme& scheme, const FaultPlace& place);

void CheckBaseUse(const v1::Scheme& scheme, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
