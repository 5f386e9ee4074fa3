#include "scoring/scheme/condition.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;
using expression::Node;
using expression::NodeKind;
using expression::SyntaxTree;

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

std::vector<Interval> IntervalsOf(const std::string& relation, Decimal bound) {
  if (relation != "!=") return {IntervalOf(relation, bound)};
  return {IntervalOf("<", bound), IntervalOf(">", bound)};
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
                  node.integer, ",", node.decimal.Format(), ",", node.name.size(), ":", node.name,
                  node.second.size(), ":", node.second);
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

bool Precedes(const Term& a, const Term& b) {
  return std::tie(a.expression, a.kind, a.constant) < std::tie(b.expression, b.kind, b.constant);
}

// Makes `kept` say what `next` says of the same expression in the same way; false if both cannot be.
bool Merge(const Term& next, Term* kept) {
  if (next.kind != Term::Kind::kNumber) return next.constant == kept->constant;
  kept->interval.Cut(next.interval);
  return !kept->interval.IsEmpty();
}

// Both cases; nullopt if they exclude each other.
std::optional<Case> Join(const Case& a, const Case& b) {
  Case terms;
  terms.reserve(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(terms), Precedes);
  Case joined;
  joined.reserve(terms.size());
  const auto is_again = [&joined](const Term& term) {
    if (joined.empty()) return false;
    const Term& last = joined.back();
    if (last.expression != term.expression || last.kind != term.kind) return false;
    return term.kind != Term::Kind::kDiffers || last.constant == term.constant;
  };
  const Term* equal = nullptr;  // the last of kEquals
  for (const Term& term : terms) {
    if (is_again(term)) {
      if (!Merge(term, &joined.back())) return std::nullopt;
      continue;
    }
    if (term.kind == Term::Kind::kEquals) equal = &term;
    if (term.kind == Term::Kind::kDiffers && equal != nullptr &&
        equal->expression == term.expression && equal->constant == term.constant) {
      return std::nullopt;
    }
    joined.push_back(term);
  }
  return joined;
}

Term TermOf(int expression, Term::Kind kind, int constant) {
  return {.expression = expression, .kind = kind, .constant = constant, .interval = {}};
}

Case NumberCase(int expression, const Interval& interval) {
  return {
      {.expression = expression, .kind = Term::Kind::kNumber, .constant = 0, .interval = interval}};
}

}  // namespace

bool Condition::IsCertain() const {
  return std::any_of(cases_->begin(), cases_->end(), [](const Case& one) { return one.empty(); });
}

void ConditionReader::Define(const std::string& name, const SyntaxTree& tree) {
  definitions_.try_emplace(name, BothWays{Read(tree, true), Read(tree, false)});
}

std::optional<Condition> ConditionReader::Read(const SyntaxTree& tree, bool is_true) {
  return ReadNode(tree, tree.at(tree.root()), is_true);
}

std::optional<Condition> ConditionReader::And(const Condition& a, const Condition& b) {
  if (a.IsAlways()) return b;
  if (b.IsAlways()) return a;
  if (a.cases_->size() * b.cases_->size() > kJoinsMax) return std::nullopt;
  std::vector<Case> cases;
  for (const Case& one : *a.cases_) {
    for (const Case& other : *b.cases_) {
      if (!Visit(1 + one.size() + other.size())) return std::nullopt;
      std::optional<Case> both = Join(one, other);
      if (!both.has_value()) continue;
      if (cases.size() == kCasesMax || both->size() > kTermsMax) return std::nullopt;
      cases.push_back(*std::move(both));
    }
  }
  return Condition(std::move(cases));
}

bool ConditionReader::Visit(size_t terms) {
  if (terms > kTermVisitsMax - term_visits_) return false;
  term_visits_ += terms;
  return true;
}

int ConditionReader::NumberOf(const std::string& form) {
  const int next = static_cast<int>(forms_.size());
  return forms_.try_emplace(form, next).first->second;
}

std::optional<Condition> ConditionReader::ReadNode(const SyntaxTree& tree, const Node& node,
                                                   bool is_true) {
  switch (node.kind) {
    case NodeKind::kBool:
      if ((node.integer != 0) == is_true) return Condition::Always();
      return Condition(std::vector<Case>());
    case NodeKind::kNot:
      return ReadNode(tree, tree.child(node, 0), !is_true);
    case NodeKind::kAnd:
    case NodeKind::kOr:
      // a && b is true where both are, and false where one is.
      return (node.kind == NodeKind::kAnd) == is_true ? ReadAll(tree, node, is_true)
                                                      : ReadAny(tree, node, is_true);
    case NodeKind::kBinary:
      if (IsRelation(node.name)) return ReadRelation(tree, node, is_true);
      break;
    case NodeKind::kName: {
      const auto definition = definitions_.find(node.name);
      if (definition == definitions_.end()) break;
      return is_true ? definition->second.is_true : definition->second.is_false;
    }
    default:
      break;
  }
  return Truth(tree, node, is_true);
}

std::optional<Condition> ConditionReader::ReadAll(const SyntaxTree& tree, const Node& node,
                                                  bool is_true) {
  std::optional<Condition> all = Condition::Always();
  for (size_t i = 0; i < node.children.size() && all.has_value(); ++i) {
    const std::optional<Condition> part = ReadNode(tree, tree.child(node, i), is_true);
    if (!part.has_value()) return std::nullopt;
    all = And(*all, *part);
  }
  return all;
}

std::optional<Condition> ConditionReader::ReadAny(const SyntaxTree& tree, const Node& node,
                                                  bool is_true) {
  std::vector<Case> cases;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const std::optional<Condition> part = ReadNode(tree, tree.child(node, i), is_true);
    if (!part.has_value() || cases.size() + part->cases_->size() > kCasesMax) return std::nullopt;
    for (const Case& one : *part->cases_) {
      if (!Visit(1 + one.size())) return std::nullopt;
      cases.push_back(one);
    }
  }
  return Condition(std::move(cases));
}

Condition ConditionReader::ReadRelation(const SyntaxTree& tree, const Node& node, bool is_true) {
  const Node* left = &tree.child(node, 0);
  const Node* right = &tree.child(node, 1);
  std::string relation = is_true ? node.name : Opposite(node.name);
  if (ConstantOf(tree, *left).has_value() || NameOf(*left, tree).has_value()) {
    std::swap(left, right);
    relation = Mirrored(relation);
  }
  if (const std::optional<Decimal> bound = ConstantOf(tree, *right); bound.has_value()) {
    const int expression = NumberOf(FormOf(tree, *left));
    const ValueRange range = ranges_.ReadPart(tree, *left);
    std::vector<Case> cases;
    for (const Interval& interval : IntervalsOf(relation, *bound)) {
      if (range.Meets(interval)) cases.push_back(NumberCase(expression, interval));
    }
    return Condition(std::move(cases));
  }
  const std::optional<std::string> name = NameOf(*right, tree);
  if (!name.has_value() || (relation != "==" && relation != "!=")) {
    return Truth(tree, node, is_true);
  }
  const auto kind = relation == "==" ? Term::Kind::kEquals : Term::Kind::kDiffers;
  return Condition({{TermOf(NumberOf(FormOf(tree, *left)), kind, NumberOf(*name))}});
}

Condition ConditionReader::Truth(const SyntaxTree& tree, const Node& node, bool is_true) {
  const int expression = NumberOf(FormOf(tree, node));
  return Condition({{TermOf(expression, Term::Kind::kTruth, is_true ? 1 : 0)}});
}

}  // namespace jifen::scoring::scheme
