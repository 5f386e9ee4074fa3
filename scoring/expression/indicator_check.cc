#include "scoring/expression/indicator_check.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace jifen::scoring::expression {

int CheckIndicatorId(const SyntaxTree& tree, const Node& call, const Environment& environment,
                     FaultList* faults) {
  const Node& argument = tree.child(call, 0);
  if (argument.kind != NodeKind::kString) {
    faults->AddType(argument.at, "the id of an indicator is written out",
                    std::string(tree.TextOf(argument)), absl::StrCat(call.name, "(\"id\")"));
    return -1;
  }
  const std::vector<Indicator>& known = environment.indicators();
  std::vector<std::string> ids;
  for (size_t i = 0; i < known.size(); ++i) {
    if (known[i].id == argument.name) return static_cast<int>(i);
    ids.push_back(known[i].id);
  }
  faults->AddName(argument.at, "earlier indicator", argument.name, ids,
                  ids.empty()
                      ? "no indicator comes before this place"
                      : absl::StrCat("an indicator that comes before: ", absl::StrJoin(ids, ", ")));
  return -1;
}

Type TypeOfIndicatorCall(const Function& function, int index, const Environment& environment) {
  if (function.result != Result::kIndicator) return TypeOfResult(function.result);
  return index < 0 ? Type() : environment.indicators()[static_cast<size_t>(index)].type;
}

}  // namespace jifen::scoring::expression
