#include "scoring/scheme/condition.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;
using expression::Node;
using expression::NodeKind;
using expression::SyntaxTree;

// Definitions may name each other; a chain longer than this is left alone.
constexpr int kDefinitionDepthMax = 32;

// The relation that holds if `relation` does not.
std::string Opposite(const std::string& relation) {
  if (relation == "<") return ">=";
  if (relation == "<=") return ">";
  if (relation == ">") return "<=";
  if (relation == ">=") return "<";
  return relation == "==" ? "!=" : "==";
}

// a < b is b > a.
std::string Mirrored(const std::string& relation) {
  if (relation == "<") return ">";
  if (relation == "<=") return ">=";
  if (relation == ">") return "<";
  if (relation == ">=") return "<=";
  return relation;
}

bool IsRelation(const std::string& name) {
  return name == "<" || name == "<=" || name == ">" || name == ">=" || name == "==" || name == "!=";
}

Interval IntervalOf(const std::string& relation, Decimal bound) {
  if (relation == "<") return {.from = {}, .to = End{bound, false}};
  if (relation == "<=") return {.from = {}, .to = End{bound, true}};
  if (relation == ">") return {.from = End{bound, false}, .to = {}};
  if (relation == ">=") return {.from = End{bound, true}, .to = {}};
  return {.from = End{bound, true}, .to = End{bound, true}};
}

// A text or a value of an enum, such that different ones are never equal; nullopt of anything else.
std::optional<std::string> NameOf(const Node& node, const SyntaxTree& tree) {
  if (node.kind == NodeKind::kString) return "'" + node.name;
  if (node.kind != NodeKind::kSelect) return std::nullopt;
  const Node& owner = tree.child(node, 0);
  const bool is_enum = owner.kind == NodeKind::kName && !owner.name.empty() &&
                       owner.name.front() >= 'A' && owner.name.front() <= 'Z';
  if (!is_enum) return std::nullopt;
  return owner.name + "." + node.name;
}

// A node in a form that is equal for equal expressions alone, whatever blanks, comments and quotes
// they are written with.
void AppendForm(const SyntaxTree& tree, const Node& node, std::string* form) {
  absl::StrAppend(form, "(", static_cast<int>(node.kind), ",", static_cast<int>(node.macro), ",",
                  node.integer, ",", node.decimal.Format(), ",", node.name.size(), ":", node.name);
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (node.children[i] != expression::kNoNode) AppendForm(tree, tree.child(node, i), form);
    form->push_back(',');
  }
  form->push_back(')');
}

std::string FormOf(const SyntaxTree& tree, const Node& node) {
  std::string form;
  AppendForm(tree, node, &form);
  return form;
}

}  // namespace

std::optional<Decimal> ConstantOf(const SyntaxTree& tree, const Node& node) {
  if (node.kind == NodeKind::kInt) return Decimal::FromInt(node.integer);
  if (node.kind == NodeKind::kDecimal) return node.decimal;
  if (node.kind != NodeKind::kNegate) return std::nullopt;
  const std::optional<Decimal> number = ConstantOf(tree, tree.child(node, 0));
  if (!number.has_value()) return std::nullopt;
  return -*number;
}

bool Interval::IsEmpty() const {
  if (!from.has_value() || !to.has_value()) return false;
  if (from->at == to->at) return !from->included || !to->included;
  return from->at > to->at;
}

void Interval::Cut(const Interval& other) {
  if (other.from.has_value() && (!from.has_value() || other.from->at > from->at ||
                                 (other.from->at == from->at && !other.from->included))) {
    from = other.from;
  }
  if (other.to.has_value() && (!to.has_value() || other.to->at < to->at ||
                               (other.to->at == to->at && !other.to->included))) {
    to = other.to;
  }
}

bool Case::Join(const Case& other) {
  for (const auto& [expression, interval] : other.numbers) {
    Interval& mine = numbers[expression];
    mine.Cut(interval);
    if (mine.IsEmpty()) return false;
  }
  for (const auto& [expression, constant] : other.equals) {
    if (equals.try_emplace(expression, constant).first->second != constant) return false;
  }
  for (const auto& [expression, constants] : other.differs) {
    differs[expression].insert(constants.begin(), constants.end());
  }
  for (const auto& [expression, constant] : equals) {
    const auto different = differs.find(expression);
    if (different != differs.end() && different->second.contains(constant)) return false;
  }
  for (const auto& [expression, truth] : other.truths) {
    if (truths.try_emplace(expression, truth).first->second != truth) return false;
  }
  return true;
}

bool Condition::IsCertain() const {
  for (const Case& one : cases_) {
    if (one.numbers.empty() && one.equals.empty() && one.differs.empty() && one.truths.empty()) {
      return true;
    }
  }
  return false;
}

std::optional<Condition> Condition::And(const Condition& other) const {
  if (cases_.size() * other.cases_.size() > kJoinsMax) return std::nullopt;
  std::vector<Case> cases;
  for (const Case& mine : cases_) {
    for (const Case& theirs : other.cases_) {
      Case both = mine;
      if (!both.Join(theirs)) continue;
      if (cases.size() == kCasesMax || both.terms() > kTermsMax) return std::nullopt;
      cases.push_back(std::move(both));
    }
  }
  return Condition(std::move(cases));
}

std::optional<Condition> Condition::Or(const Condition& other) const {
  if (cases_.size() + other.cases_.size() > kCasesMax) return std::nullopt;
  std::vector<Case> cases = cases_;
  cases.insert(cases.end(), other.cases_.begin(), other.cases_.end());
  return Condition(std::move(cases));
}

// Reads one tree and the definitions that it names.
class ConditionReader {
 public:
  explicit ConditionReader(const DefinitionTrees& definitions) : definitions_(definitions) {}

  std::optional<Condition> Read(const SyntaxTree& tree, const Node& node, bool is_true,
                                int definition_depth) {
    switch (node.kind) {
      case NodeKind::kBool:
        return Condition((node.integer != 0) == is_true ? std::vector<Case>{Case()}
                                                        : std::vector<Case>());
      case NodeKind::kNot:
        return Read(tree, tree.child(node, 0), !is_true, definition_depth);
      case NodeKind::kAnd:
      case NodeKind::kOr:
        return ReadChain(tree, node, is_true, definition_depth);
      case NodeKind::kBinary:
        if (IsRelation(node.name)) return ReadRelation(tree, node, is_true);
        break;
      case NodeKind::kName: {
        const auto definition = definitions_.find(node.name);
        if (definition == definitions_.end() || definition_depth == kDefinitionDepthMax) break;
        return ReadDefinition(node.name, definition->second, is_true, definition_depth);
      }
      default:
        break;
    }
    return Truth(tree, node, is_true);
  }

 private:
  // Each definition is read once, however often it is named.
  std::optional<Condition> ReadDefinition(const std::string& name, const SyntaxTree& tree,
                                          bool is_true, int definition_depth) {
    const auto known = known_.find({name, is_true});
    if (known != known_.end()) return known->second;
    std::optional<Condition> read = Read(tree, tree.at(tree.root()), is_true, definition_depth + 1);
    known_.emplace(std::pair(name, is_true), read);
    return read;
  }

  static Condition Truth(const SyntaxTree& tree, const Node& node, bool is_true) {
    Case one;
    one.truths[FormOf(tree, node)] = is_true;
    return Condition({std::move(one)});
  }

  // a && b is true where both are, and false where one is.
  std::optional<Condition> ReadChain(const SyntaxTree& tree, const Node& node, bool is_true,
                                     int definition_depth) {
    const bool all = (node.kind == NodeKind::kAnd) == is_true;
    std::optional<Condition> whole = all ? Condition::Always() : Condition(std::vector<Case>());
    for (size_t i = 0; i < node.children.size() && whole.has_value(); ++i) {
      const std::optional<Condition> part =
          Read(tree, tree.child(node, i), is_true, definition_depth);
      if (!part.has_value()) return std::nullopt;
      whole = all ? whole->And(*part) : whole->Or(*part);
    }
    return whole;
  }

  std::optional<Condition> ReadRelation(const SyntaxTree& tree, const Node& node, bool is_true) {
    const Node* left = &tree.child(node, 0);
    const Node* right = &tree.child(node, 1);
    std::string relation = is_true ? node.name : Opposite(node.name);
    if (ConstantOf(tree, *left).has_value() || NameOf(*left, tree).has_value()) {
      std::swap(left, right);
      relation = Mirrored(relation);
    }
    const std::string expression = FormOf(tree, *left);
    if (const std::optional<Decimal> bound = ConstantOf(tree, *right); bound.has_value()) {
      return ReadNumber(expression, relation, *bound);
    }
    const std::optional<std::string> name = NameOf(*right, tree);
    if (!name.has_value() || (relation != "==" && relation != "!=")) {
      return Truth(tree, node, is_true);
    }
    Case one;
    if (relation == "==") {
      one.equals[expression] = *name;
    } else {
      one.differs[expression] = {*name};
    }
    return Condition({std::move(one)});
  }

  static Condition ReadNumber(const std::string& expression, const std::string& relation,
                              Decimal bound) {
    if (relation == "!=") {
      Case below;
      below.numbers[expression] = IntervalOf("<", bound);
      Case above;
      above.numbers[expression] = IntervalOf(">", bound);
      return Condition({std::move(below), std::move(above)});
    }
    Case one;
    one.numbers[expression] = IntervalOf(relation, bound);
    return Condition({std::move(one)});
  }

  const DefinitionTrees& definitions_;
  std::map<std::pair<std::string, bool>, std::optional<Condition>> known_;
};

std::optional<Condition> Condition::Of(const SyntaxTree& tree, bool is_true,
                                       const DefinitionTrees& definitions) {
  return ConditionReader(definitions).Read(tree, tree.at(tree.root()), is_true, 0);
}

}  // namespace jifen::scoring::scheme
