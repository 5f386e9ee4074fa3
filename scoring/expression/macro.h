// scoring/expression/macro.h: the macros that go through a list.
//
//   Source   the CEL language definition, "Macros"; has() is read by the parser alone.
//   Threads  immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace jifen::scoring::expression {

enum class Macro : uint8_t { kAll, kExists, kExistsOne, kMap, kFilter };

// How a macro is written: list.name(variable, ...), with so many arguments in the parentheses.
struct MacroForm {
  std::string_view name;
  Macro macro;
  size_t least_arguments;
  size_t most_arguments;
};

// Null if there is no such macro.
const MacroForm* FindMacro(std::string_view name);
std::string_view MacroName(Macro macro);

}  // namespace jifen::scoring::expression
