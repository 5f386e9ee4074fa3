#include "scoring/expression/checker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/expression/indicator_check.h"
#include "scoring/expression/operator_check.h"
#include "scoring/expression/program.h"
#include "scoring/expression/tree_checker.h"

namespace jifen::scoring::expression {

CheckedTree TreeChecker::Run(std::span<const Kind> expected) {
  const Node& root = tree_.at(tree_.root());
  const Type type = CheckNode(tree_.root());
  if (!KnowsFault() && IsFaulty(type)) {
    TypeFault(root.begin, "the expression has no type", "an element of an empty list", "a value");
  }
  if (!expected.empty() && !IsFaulty(type)) CheckResult(root, type, expected);
  checked_.faults = std::move(faults_).InOrder();
  return std::move(checked_);
}

// Of what has a type that is not known: because of a fault, or as an element of an empty list, which
// no dossier can give a value.
Type TreeChecker::Unknowable(const Node& node) {
  if (KnowsFault()) return Type();
  return TypeFault(node.at, "an element of an empty list has no type", node.name,
                   "a list whose elements are known");
}

Type TreeChecker::CheckNode(NodeId id) {
  const Type type = TypeOfNode(id, tree_.at(id));
  MeaningOf(id).type = type;
  return type;
}

Type TreeChecker::TypeOfNode(NodeId id, const Node& node) {
  switch (node.kind) {
    case NodeKind::kNull:
      return Type::Of(Kind::kNull);
    case NodeKind::kBool:
      return Type::Of(Kind::kBool);
    case NodeKind::kInt:
      return Type::Of(Kind::kInt);
    case NodeKind::kDecimal:
      return Type::Of(Kind::kDecimal);
    case NodeKind::kString:
      return Type::Of(Kind::kString);
    case NodeKind::kName:
      return CheckName(id, node);
    case NodeKind::kSelect:
      return CheckSelect(id, node);
    case NodeKind::kHas:
      CheckSelect(id, node);
      return Type::Of(Kind::kBool);
    case NodeKind::kIndex:
      return CheckIndex(node);
    case NodeKind::kCall:
      return CheckCall(id, node, false);
    case NodeKind::kMethod:
      return CheckCall(id, node, true);
    case NodeKind::kNot:
      return CheckCondition(node.children[0], "! takes a condition");
    case NodeKind::kNegate:
      return CheckNegate(node);
    case NodeKind::kBinary:
      return CheckBinary(node);
    case NodeKind::kAnd:
    case NodeKind::kOr:
      for (const NodeId child : node.children) {
        CheckCondition(child,
                       node.kind == NodeKind::kAnd ? "&& joins conditions" : "|| joins conditions");
      }
      return Type::Of(Kind::kBool);
    case NodeKind::kConditional:
      return CheckConditional(node);
    case NodeKind::kList:
      return CheckList(node);
    case NodeKind::kMap:
      return CheckMap(node);
    case NodeKind::kLoop:
      return CheckLoop(id, node);
  }
  return Type();
}

Type TreeChecker::CheckCondition(NodeId id, std::string_view message) {
  const Type type = CheckNode(id);
  if (type.Is(Kind::kBool) || IsFaulty(type)) return Type::Of(Kind::kBool);
  return TypeFault(tree_.at(id).at, std::string(message), FormatType(type), "bool");
}

Type TreeChecker::CheckIndex(const Node& node) {
  const Type list = CheckNode(node.children[0]);
  const Type index = CheckNode(node.children[1]);
  if (list.IsMap()) return CheckKey(node, list, index);
  if (!IsFaulty(list) && !list.IsList()) {
    return TypeFault(node.at, "only lists and maps have elements", FormatType(list),
                     "a list or a map");
  }
  if (!IsFaulty(index) && !index.Is(Kind::kInt)) {
    TypeFault(tree_.child(node, 1).at, "elements are counted by whole numbers from 0",
              FormatType(index), "int");
  }
  return IsFaulty(list) ? Type() : list.Element();
}

Type TreeChecker::CheckKey(const Node& node, const Type& map, const Type& key) {
  if (!IsFaulty(key) && !IsFaulty(map.key()) && key != map.key()) {
    TypeFault(tree_.child(node, 1).at, "the map cannot have such a key", FormatType(key),
              FormatType(map.key()));
  }
  return map.value();
}

Type TreeChecker::CheckNegate(const Node& node) {
  const Type type = CheckNode(node.children[0]);
  if (IsNumber(type) || IsFaulty(type)) return type;
  return TypeFault(node.at, "only numbers have a negative", FormatType(type), "int or decimal");
}

Type TreeChecker::CheckBinary(const Node& node) {
  const Type a = CheckNode(node.children[0]);
  const Type b = CheckNode(node.children[1]);
  return CheckOperator(node.name, node.at, a, b, &faults_);
}

Type TreeChecker::CheckConditional(const Node& node) {
  CheckCondition(node.children[0], "? wants a condition before it");
  const Type yes = CheckNode(node.children[1]);
  const Type no = CheckNode(node.children[2]);
  const std::optional<Type> common = Common(yes, no);
  if (common.has_value()) return *common;
  return TypeFault(tree_.child(node, 2).at, "both results of a conditional have one type",
                   FormatType(no), FormatType(yes));
}

Type TreeChecker::CheckList(const Node& node) {
  Type element;
  for (const NodeId child : node.children) {
    Join(tree_.at(child), "the elements of a list have one type", CheckNode(child), &element);
  }
  return CheckListOf(node, element);
}

// A list of such elements, unless there are too many lists around them already: definitions can
// put lists around each other beyond any depth of the text. Reported once.
Type TreeChecker::CheckListOf(const Node& node, const Type& element) {
  return element.nesting() < kNestingMax ? element.ListOf() : TooDeep(node);
}

Type TreeChecker::TooDeep(const Node& node) {
  if (!nested_too_deep_) {
    faults_.Add(node.at, v1::REASON_EXPRESSION_TOO_COMPLEX, "lists and maps are nested too deep",
                absl::StrCat("more than ", kNestingMax), absl::StrCat("at most ", kNestingMax));
  }
  nested_too_deep_ = true;
  return Type();
}

Type TreeChecker::CheckMap(const Node& node) {
  Type key;
  Type value;
  for (size_t i = 0; i < node.children.size(); i += 2) {
    const Type one_key = CheckNode(node.children[i]);
    if (!IsFaulty(one_key) && !IsKey(one_key)) {
      TypeFault(tree_.child(node, i).at, "a map cannot have such keys", FormatType(one_key),
                "bool, int, string or an enum");
    } else {
      Join(tree_.child(node, i), "the keys of a map have one type", one_key, &key);
    }
    const Type one_value = CheckNode(node.children[i + 1]);
    Join(tree_.child(node, i + 1), "the values of a map have one type", one_value, &value);
  }
  return CheckMapOf(node, key, value);
}

Type TreeChecker::CheckMapOf(const Node& node, const Type& key, const Type& value) {
  return value.nesting() < kNestingMax ? Type::Map(key, value) : TooDeep(node);
}

// The type of all parts so far in `whole`.
void TreeChecker::Join(const Node& part, std::string_view message, const Type& type, Type* whole) {
  const std::optional<Type> common = Common(*whole, type);
  if (common.has_value()) {
    *whole = *common;
  } else {
    TypeFault(part.at, std::string(message), FormatType(type), FormatType(*whole));
  }
}

Type TreeChecker::CheckLoop(NodeId id, const Node& node) {
  const Type range = CheckNode(node.children[0]);
  const std::string macro(MacroName(node.macro));
  if (!IsFaulty(range) && !range.IsList() && !range.IsMap()) {
    TypeFault(node.at, absl::StrCat(macro, " goes through a list or a map"), FormatType(range),
              "a list or a map");
  }
  if (loop_depth_ == kLoopDepthMax) {
    return Fail(node.at, v1::REASON_EXPRESSION_TOO_COMPLEX, "macros are nested too deep",
                absl::StrCat("more than ", kLoopDepthMax), absl::StrCat("at most ", kLoopDepthMax));
  }
  MeaningOf(id).slot = static_cast<int>(loops_.size());
  const size_t outer = loops_.size();
  ++loop_depth_;
  AddLoopVariables(node, range);
  const Type result = CheckLoopBody(node, range, macro);
  loops_.resize(outer);
  --loop_depth_;
  return result;
}

// What a macro with one variable gives it: elements or keys.
Type TreeChecker::ElementOf(const Type& range) {
  return range.IsList() ? range.Element() : range.IsMap() ? range.key() : Type();
}

void TreeChecker::AddLoopVariables(const Node& node, const Type& range) {
  if (node.second.empty()) {
    loops_.push_back({.name = node.name, .type = ElementOf(range)});
    return;
  }
  const Type position = IsFaulty(range) ? Type() : Type::Of(Kind::kInt);
  loops_.push_back({.name = node.name, .type = range.IsMap() ? range.key() : position});
  loops_.push_back({.name = node.second, .type = range.IsMap() ? range.value() : ElementOf(range)});
}

Type TreeChecker::CheckLoopBody(const Node& node, const Type& range, const std::string& macro) {
  const bool transforms = node.macro == Macro::kMap || node.macro == Macro::kTransformList ||
                          node.macro == Macro::kTransformMap;
  if (transforms) {
    if (node.children.size() == 3) {
      CheckCondition(node.children[1], absl::StrCat(macro, " keeps elements by a condition"));
    }
    const Type result = CheckNode(node.children.back());
    if (node.macro != Macro::kTransformMap) return CheckListOf(node, result);
    return CheckMapOf(node, range.IsMap() ? range.key() : Type::Of(Kind::kInt), result);
  }
  CheckCondition(node.children[1], absl::StrCat(macro, " asks a condition of each element"));
  if (node.macro != Macro::kFilter) return Type::Of(Kind::kBool);
  return range.IsMap() ? range.key().ListOf() : range;
}

CheckedTree Check(const SyntaxTree& tree, const Environment& environment,
                  std::span<const Kind> expected) {
  return TreeChecker(tree, environment).Run(expected);
}

}  // namespace jifen::scoring::expression
