// scoring/expression/macro.h: the macros that go through a list or a map.
//
//   Shape    with one variable they go through elements or keys; with two through positions and
//            elements, or keys and values.
//   Source   the CEL language definition, "Macros", and its extension of comprehensions with two
//            variables; has() is read by the parser alone.
//   Threads  immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace jifen::scoring::expression {

enum class Macro : uint8_t {
  kAll,
  kExists,
  kExistsOne,
  kMap,
  kFilter,
  kTransformList,
  kTransformMap,
};

// How a macro is written: range.name(variable, ..., what is asked), with so many arguments in the
// parentheses, the variables among them.
struct MacroForm {
  std::string_view name;
  Macro macro;
  size_t arguments;
  size_t variables;
};

bool IsMacroName(std::string_view name);
// Null if the macro is not written with so many arguments.
const MacroForm* FindMacro(std::string_view name, size_t arguments);
std::string_view MacroName(Macro macro);
// How many arguments the macro takes: "2 or 3 arguments".
std::string FormatArguments(std::string_view name);

}  // namespace jifen::scoring::expression
