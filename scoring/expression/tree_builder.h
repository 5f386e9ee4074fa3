// scoring/expression/tree_builder.h: adds nodes to a syntax tree within its limits.
//
//   Range    at most kNodesMax nodes, kDepthMax levels.
//   Errors   the first fault stays; after it nothing is added any more.
//   Threads  one at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scoring/expression/fault.h"
#include "scoring/expression/syntax_tree.h"

namespace jifen::scoring::expression {

class TreeBuilder {
 public:
  // Where a node is in the text: its first byte, the byte after its last, and where a caret points.
  struct Extent {
    size_t begin;
    size_t end;
    size_t at;
  };

  explicit TreeBuilder(std::string_view text) { tree_.text = text; }

  // kNoNode after a fault.
  NodeId Add(NodeKind kind, Extent extent, std::vector<NodeId> children, std::string name);
  // Gives kNoNode back, for `return Fail(...)`.
  NodeId Fail(Fault fault);
  NodeId TooDeep(size_t offset);

  const SyntaxTree& tree() const { return tree_; }
  // The node that was added last.
  Node& last() { return tree_.nodes.back(); }

  std::variant<SyntaxTree, Fault> Finish() &&;

 private:
  NodeId TooComplex(size_t offset, std::string message, std::string got, std::string want);

  SyntaxTree tree_;
  std::optional<Fault> fault_;
};

}  // namespace jifen::scoring::expression
