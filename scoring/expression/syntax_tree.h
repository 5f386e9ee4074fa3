// scoring/expression/syntax_tree.h: an expression as it was read.
//
//   Shape    nodes in one array, children before parents; the last one is the root.
//   Range    at most kNodesMax nodes, kDepthMax levels.
//   Threads  a value; it borrows the text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/decimal/decimal.h"
#include "scoring/expression/macro.h"

namespace jifen::scoring::expression {

using NodeId = int32_t;
inline constexpr NodeId kNoNode = -1;

enum class NodeKind : uint8_t {
  kNull,
  kBool,
  kInt,
  kDecimal,
  kString,
  kName,         // name
  kSelect,       // child . name
  kHas,          // has(child . name)
  kIndex,        // child [ child ]
  kCall,         // name ( children )
  kMethod,       // child . name ( other children )
  kNot,          // ! child
  kNegate,       // - child
  kBinary,       // child op child; name is the operator
  kAnd,          // two children or more
  kOr,           // two children or more
  kConditional,  // child ? child : child
  kList,         // [ children ]
  kMap,          // { child : child, ... }
  kLoop,         // child . macro ( name, other children )
};

struct Node {
  NodeKind kind = NodeKind::kNull;
  Macro macro = Macro::kAll;
  int32_t depth = 1;    // levels from here down
  uint32_t begin = 0;   // of its text
  uint32_t end = 0;     //
  uint32_t at = 0;      // where a caret points: the operator, the name after the point
  int64_t integer = 0;  // kBool, kInt
  decimal::Decimal decimal;
  std::string name;    // also the string of kString and the first variable of kLoop
  std::string second;  // the second variable of kLoop; empty if it has one
  std::vector<NodeId> children;
};

struct SyntaxTree {
  std::string_view text;
  std::vector<Node> nodes;

  NodeId root() const { return static_cast<NodeId>(nodes.size()) - 1; }
  const Node& at(NodeId id) const { return nodes[static_cast<size_t>(id)]; }
  const Node& child(const Node& node, size_t i) const { return at(node.children[i]); }
  std::string_view TextOf(const Node& node) const {
    return text.substr(node.begin, node.end - node.begin);
  }
};

// a.b.c if the node is such a name, however it is spaced; empty if it is anything else.
std::string QualifiedName(const SyntaxTree& tree, const Node& node);

// As an s-expression, e.g. (+ a (* b 2)): what tests and people compare.
std::string Dump(const SyntaxTree& tree);

}  // namespace jifen::scoring::expression
