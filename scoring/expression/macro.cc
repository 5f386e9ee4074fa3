#include "scoring/expression/macro.h"

namespace jifen::scoring::expression {
namespace {

constexpr MacroForm kMacros[] = {{"all", Macro::kAll, 2, 2},
                                 {"exists", Macro::kExists, 2, 2},
                                 {"exists_one", Macro::kExistsOne, 2, 2},
                                 {"map", Macro::kMap, 2, 3},
                                 {"filter", Macro::kFilter, 2, 2}};

}  // namespace

const MacroForm* FindMacro(std::string_view name) {
  for (const MacroForm& form : kMacros) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

std::string_view MacroName(Macro macro) {
  for (const MacroForm& form : kMacros) {
    if (form.macro == macro) return form.name;
  }
  return "";
}

}  // namespace jifen::scoring::expression
