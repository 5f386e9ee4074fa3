// scoring/expression/operator_check.h: the types of binary operators.
//
//   Errors   EXPRESSION_TYPE at `at`. An operand of kUnknown fits.
//   Threads  a free function without state.
#pragma once

#include <cstddef>
#include <string>

#include "scoring/expression/fault_list.h"
#include "scoring/expression/type.h"

namespace jifen::scoring::expression {

// The type of a op b; kUnknown after a fault.
Type CheckOperator(const std::string& op, size_t at, const Type& a, const Type& b,
                   FaultList* faults);

}  // namespace jifen::scoring::expression
