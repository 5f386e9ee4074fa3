// scoring/scheme/scheme_compiler.h: compiles everything of a scheme but its vectors.
//
//   Errors   all are reported, in the order of the fields; the parts are whole only if there are none.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

SchemeParts CompileParts(const v1::Scheme& scheme, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
