// scoring/expression/emitter.h: from a checked tree to instructions.
//
//   Shape    what is constant is computed here, once; && || ?: keep all their operands.
//   Errors   a function of constants that is an error, e.g. date("2025-02-30"), is a fault, and so is
//            arithmetic of constants that overflows unless a && || or ?: may do without it;
//            definitions that use definitions more than kHeightMax levels deep are
//            EXPRESSION_TOO_COMPLEX.
//   Threads  a free function without state.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "scoring/expression/checker.h"
#include "scoring/expression/instruction.h"
#include "scoring/expression/syntax_tree.h"

namespace jifen::scoring::expression {

// Levels of evaluation through all definitions: it bounds the stack that evaluation takes.
inline constexpr int kHeightMax = 1000;

// `text` is what the tree was read from; the code points to it.
std::variant<std::unique_ptr<Code>, Fault> Emit(const SyntaxTree& tree,
                                                const std::vector<Meaning>& meanings,
                                                const std::string* text);

}  // namespace jifen::scoring::expression
