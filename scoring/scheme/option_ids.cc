#include "scoring/scheme/option_ids.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_join.h"
#include "scoring/expression/fault.h"
#include "scoring/expression/parser.h"
#include "scoring/expression/source_text.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::scheme {
namespace {

using expression::Node;
using expression::NodeKind;
using expression::SyntaxTree;

// What may be the result of an expression, each once, with its place in the text.
struct Results {
  std::map<std::string, size_t> texts;
  std::map<std::string, size_t> names;
};

void AddResults(const SyntaxTree& tree, const Node& node, Results* results) {
  if (node.kind == NodeKind::kString) results->texts.try_emplace(node.name, node.at);
  if (node.kind == NodeKind::kName) results->names.try_emplace(node.name, node.at);
  if (node.kind != NodeKind::kConditional) return;
  AddResults(tree, tree.child(node, 1), results);
  AddResults(tree, tree.child(node, 2), results);
}

// Of nothing if the text cannot be read, which is told elsewhere.
Results ResultsOf(const std::string& text) {
  Results results;
  const auto parsed = expression::Parse(text);
  const auto* tree = std::get_if<SyntaxTree>(&parsed);
  if (tree != nullptr) AddResults(*tree, tree->at(tree->root()), &results);
  return results;
}

class ChoiceCheck {
 public:
  explicit ChoiceCheck(const v1::Scheme& scheme) {
    for (const v1::Definition& definition : scheme.definitions()) {
      definitions_.try_emplace(definition.id(), ResultsOf(definition.expression()));
    }
  }

  void Check(const v1::Alternatives& alternatives, const FaultPlace& place) const {
    Choice choice{.alternatives = alternatives, .place = place, .ids = {""}};
    for (const v1::Option& option : alternatives.options()) choice.ids.insert(option.id());
    const Results own = ResultsOf(alternatives.chosen());
    CheckTexts(own, std::nullopt, &choice);
    for (const auto& [name, at] : own.names) CheckDefinition(name, at, &choice);
  }

 private:
  struct Choice {
    const v1::Alternatives& alternatives;
    FaultPlace place;
    std::set<std::string> ids;
    absl::flat_hash_set<std::string> seen = {};  // definitions
    size_t faults = 0;
  };

  // `named_at`: where the expression names the definition that the results are of.
  static void CheckTexts(const Results& results, std::optional<size_t> named_at, Choice* choice) {
    for (const auto& [text, at] : results.texts) {
      if (choice->faults == kOptionsMax) return;
      if (!choice->ids.contains(text)) Report(text, named_at.value_or(at), choice);
    }
  }

  // And those that it names.
  void CheckDefinition(const std::string& name, size_t named_at, Choice* choice) const {
    std::vector<std::string> left = {name};
    while (!left.empty()) {
      const std::string next = std::move(left.back());
      left.pop_back();
      const auto definition = definitions_.find(next);
      if (definition == definitions_.end() || !choice->seen.insert(next).second) continue;
      CheckTexts(definition->second, named_at, choice);
      for (const auto& [other, at] : definition->second.names) left.push_back(other);
    }
  }

  static void Report(const std::string& got, size_t at, Choice* choice) {
    ++choice->faults;
    std::set<std::string> ids = choice->ids;
    ids.erase("");
    const std::string& text = choice->alternatives.chosen();
    const expression::Fault fault{.reason = v1::REASON_SCHEME_ID,
                                  .offset = at,
                                  .message = "no option has this id",
                                  .got = got,
                                  .want = absl::StrJoin(ids, " or ")};
    const expression::Place place = expression::Locate(text, at);
    choice->place.Report({.reason = fault.reason,
                          .message = expression::Render(fault, text),
                          .got = fault.got,
                          .want = fault.want,
                          .line = place.line,
                          .column = place.column});
  }

  absl::flat_hash_map<std::string, Results> definitions_;
};

// Those of one indicator are compared where it is compiled.
void CheckUnique(const v1::Alternatives& alternatives,
                 absl::flat_hash_map<std::string, std::string>* known, const FaultPlace& place) {
  std::vector<std::pair<std::string, std::string>> own;
  for (int i = 0; i < alternatives.options_size(); ++i) {
    const std::string& id = alternatives.options(i).id();
    const FaultPlace id_place = place.At("options", i).At("id");
    const auto taken = known->find(id);
    if (taken == known->end() || id.empty()) {
      own.emplace_back(id, id_place.path());
      continue;
    }
    id_place.Report({.reason = v1::REASON_SCHEME_ID,
                     .message = "an option of another indicator has the id",
                     .got = id,
                     .want = "an id other than that of " + taken->second});
  }
  known->insert(own.begin(), own.end());
}

}  // namespace

void CheckOptionIds(const v1::Scheme& scheme, const FaultPlace& place) {
  const ChoiceCheck choices(scheme);
  absl::flat_hash_map<std::string, std::string> known;
  for (int c = 0; c < scheme.categories_size(); ++c) {
    for (int i = 0; i < scheme.categories(c).indicators_size(); ++i) {
      const v1::Indicator& indicator = scheme.categories(c).indicators(i);
      if (!indicator.has_alternatives()) continue;
      const FaultPlace alternatives_place =
          place.At("categories", c).At("indicators", i).At("alternatives");
      CheckUnique(indicator.alternatives(), &known, alternatives_place);
      if (indicator.alternatives().choice() != v1::CHOICE_DECLARED) continue;
      choices.Check(indicator.alternatives(), alternatives_place.At("chosen"));
    }
  }
}

}  // namespace jifen::scoring::scheme
