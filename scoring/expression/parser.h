// scoring/expression/parser.h: from text to a syntax tree.
//
//   Shape    the whole grammar of CEL; macros are recognised here.
//   Range    text of at most kTextBytesMax; brackets, conditionals and operators nest at most
//            kDepthMax deep, a chain such as a + b + c counting one level per operator but a chain of
//            && or || one in all; at most kNodesMax nodes.
//   Errors   the first fault of the text: EXPRESSION_SYNTAX, EXPRESSION_TOO_COMPLEX, for a literal
//            also NUMBER_OVERFLOW and DECIMAL_INVALID.
//   Source   the CEL language definition, "Syntax" and "Macros".
//   Threads  a free function without state. The stack that it needs is bounded by kDepthMax.
#pragma once

#include <string_view>
#include <variant>

#include "scoring/expression/fault.h"
#include "scoring/expression/syntax_tree.h"

namespace jifen::scoring::expression {

// The tree borrows the text.
std::variant<SyntaxTree, Fault> Parse(std::string_view text);

}  // namespace jifen::scoring::expression
