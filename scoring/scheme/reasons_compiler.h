// scoring/scheme/reasons_compiler.h: compiles the templates of a scheme's reasons.
//
//   Errors   those of ReasonTemplate, under reasons.<template>; all are reported.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

// Whether the scheme has a use for a template that is not always required. One that is not needed may
// be left out.
struct TemplateUses {
  bool range = false;
  bool gate_capped = false;
  bool not_applicable = false;
};

Reasons CompileReasons(const v1::ReasonTemplates& templates, const TemplateUses& uses,
                       const FaultPlace& place);

}  // namespace jifen::scoring::scheme
