#include "scoring/expression/macro.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::expression {
namespace {

constexpr MacroForm kMacros[] = {{"all", Macro::kAll, 2, 1},
                                 {"all", Macro::kAll, 3, 2},
                                 {"exists", Macro::kExists, 2, 1},
                                 {"exists", Macro::kExists, 3, 2},
                                 {"exists_one", Macro::kExistsOne, 2, 1},
                                 {"existsOne", Macro::kExistsOne, 2, 1},
                                 {"existsOne", Macro::kExistsOne, 3, 2},
                                 {"map", Macro::kMap, 2, 1},
                                 {"map", Macro::kMap, 3, 1},
                                 {"filter", Macro::kFilter, 2, 1},
                                 {"transformList", Macro::kTransformList, 3, 2},
                                 {"transformList", Macro::kTransformList, 4, 2},
                                 {"transformMap", Macro::kTransformMap, 3, 2},
                                 {"transformMap", Macro::kTransformMap, 4, 2}};

}  // namespace

bool IsMacroName(std::string_view name) {
  return std::any_of(std::begin(kMacros), std::end(kMacros),
                     [name](const MacroForm& form) { return form.name == name; });
}

const MacroForm* FindMacro(std::string_view name, size_t arguments) {
  for (const MacroForm& form : kMacros) {
    if (form.name == name && form.arguments == arguments) return &form;
  }
  return nullptr;
}

std::string_view MacroName(Macro macro) {
  for (const MacroForm& form : kMacros) {
    if (form.macro == macro) return form.name;
  }
  return "";
}

std::string FormatArguments(std::string_view name) {
  std::string counts;
  for (const MacroForm& form : kMacros) {
    if (form.name != name) continue;
    absl::StrAppend(&counts, counts.empty() ? "" : " or ", form.arguments);
  }
  return counts + " arguments";
}

}  // namespace jifen::scoring::expression
