// scoring/expression/indicator_check.h: checks what indicator("id") and points("id") name.
//
//   Errors   EXPRESSION_TYPE: the id is not written out as a string. EXPRESSION_NAME: there is no such
//            indicator, or it comes later.
//   Threads  free functions without state.
#pragma once

#include "scoring/expression/environment.h"
#include "scoring/expression/fault_list.h"
#include "scoring/expression/function_table.h"
#include "scoring/expression/syntax_tree.h"

namespace jifen::scoring::expression {

// The index of the indicator that a call with one argument names; -1 and a fault if there is none.
int CheckIndicatorId(const SyntaxTree& tree, const Node& call, const Environment& environment,
                     FaultList* faults);

// The type of the call; unknown for the index -1, so that the mistake is told once.
Type TypeOfIndicatorCall(const Function& function, int index, const Environment& environment);

}  // namespace jifen::scoring::expression
