// scoring/expression/checker.h: gives every node of a syntax tree its type and its meaning.
//
//   Errors   EXPRESSION_NAME, EXPRESSION_TYPE, EXPRESSION_TOO_COMPLEX (macros, lists or maps nested
//            too deep): all of them, in the order of the text. What a fault was found in fits everywhere,
//            so that one mistake gives one fault; so does a definition or an indicator that did not
//            compile.
//   Threads  a free function without state.
#pragma once

#include <span>
#include <vector>

#include "scoring/expression/environment.h"
#include "scoring/expression/fault.h"
#include "scoring/expression/field_reader.h"
#include "scoring/expression/function_table.h"
#include "scoring/expression/syntax_tree.h"
#include "scoring/expression/type.h"

namespace jifen::scoring::expression {

enum class NameMeaning : uint8_t { kNone, kLoopVariable, kVariable, kEnumValue, kTypeName };

// What a node means, beside its syntax.
struct Meaning {
  Type type;
  NameMeaning name = NameMeaning::kNone;
  int slot = -1;  // kLoopVariable; of a loop: that of its first variable; the second has the next
  int enum_number = 0;                 // kEnumValue
  const Variable* variable = nullptr;  // kVariable
  const FieldReader* reader = nullptr;
  const Function* function = nullptr;
  int indicator = -1;  // of indicator() and points()
};

struct CheckedTree {
  std::vector<Meaning> meanings;  // by node
  std::vector<Fault> faults;
  bool rests_on_faulty = false;  // on a definition or an indicator that did not compile

  bool IsWhole() const { return faults.empty() && !rests_on_faulty; }
};

CheckedTree Check(const SyntaxTree& tree, const Environment& environment,
                  std::span<const Kind> expected);

}  // namespace jifen::scoring::expression
