// scoring/expression/tree_checker.h: goes through a syntax tree for Check of checker.h.
//
//   Shape    what a fault was found in has a type that fits everywhere; the methods give the type of
//            the node that they check.
//   Threads  one at a time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scoring/expression/checker.h"
#include "scoring/expression/fault_list.h"

namespace jifen::scoring::expression {

inline bool IsFaulty(const Type& type) { return type.Is(Kind::kUnknown); }

// A name of CEL that this language does without.
struct Unsupported {
  std::string_view name;
  std::string_view why;
  std::string_view instead;
};

class TreeChecker {
 public:
  TreeChecker(const SyntaxTree& tree, const Environment& environment)
      : tree_(tree), environment_(environment) {
    checked_.meanings.resize(tree.nodes.size());
  }

  CheckedTree Run(std::span<const Kind> expected);

 private:
  struct LoopVariable {
    std::string_view name;
    Type type;
  };

  Meaning& MeaningOf(NodeId id) { return checked_.meanings[static_cast<size_t>(id)]; }
  const Type& TypeOf(NodeId id) { return MeaningOf(id).type; }

  template <typename... Parts>
  Type Fail(Parts&&... parts) {
    faults_.Add(std::forward<Parts>(parts)...);
    return Type();
  }
  template <typename... Parts>
  Type TypeFault(Parts&&... parts) {
    faults_.AddType(std::forward<Parts>(parts)...);
    return Type();
  }
  template <typename... Parts>
  Type NameFault(Parts&&... parts) {
    faults_.AddName(std::forward<Parts>(parts)...);
    return Type();
  }

  // What a mistake told already makes unknown.
  bool KnowsFault() const { return !faults_.empty() || checked_.rests_on_faulty; }
  Type Unknowable(const Node& node);
  Type CheckNode(NodeId id);
  Type TypeOfNode(NodeId id, const Node& node);
  Type CheckCondition(NodeId id, std::string_view message);

  // Names: checker_names.cc.
  Type CheckName(NodeId id, const Node& node);
  Type TypeName(NodeId id);
  Type NotSupported(const Node& node, const Unsupported& row);
  bool IsQualifiedTypeName(const Node& node) const;
  bool IsLoopVariable(std::string_view name) const;
  const google::protobuf::EnumDescriptor* EnumOf(const Node& operand) const;
  Type CheckSelect(NodeId id, const Node& node);
  Type CheckMapSelect(const Node& node, const Type& map);
  Type CheckEnumValue(NodeId id, const Node& node, const google::protobuf::EnumDescriptor* type);
  Type CheckCall(NodeId id, const Node& node, bool method);
  Type UnknownFunction(const Node& node, bool method);
  void CheckResult(const Node& root, const Type& type, std::span<const Kind> expected);

  // Operators.
  Type CheckIndex(const Node& node);
  Type CheckKey(const Node& node, const Type& map, const Type& key);
  Type CheckNegate(const Node& node);
  Type CheckBinary(const Node& node);
  Type CheckConditional(const Node& node);

  // Lists, maps and loops.
  Type CheckList(const Node& node);
  Type CheckListOf(const Node& node, const Type& element);
  Type CheckMap(const Node& node);
  Type CheckMapOf(const Node& node, const Type& key, const Type& value);
  Type TooDeep(const Node& node);
  void Join(const Node& part, std::string_view message, const Type& type, Type* whole);
  Type CheckLoop(NodeId id, const Node& node);
  static Type ElementOf(const Type& range);
  void AddLoopVariables(const Node& node, const Type& range);
  Type CheckLoopBody(const Node& node, const Type& range, const std::string& macro);

  const SyntaxTree& tree_;
  const Environment& environment_;
  std::vector<LoopVariable> loops_;  // by slot
  FaultList faults_;
  int loop_depth_ = 0;
  bool nested_too_deep_ = false;
  CheckedTree checked_;
};

}  // namespace jifen::scoring::expression
