#include "scoring/expression/tree_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/expression/program.h"

namespace jifen::scoring::expression {

NodeId TreeBuilder::Add(NodeKind kind, Extent extent, std::vector<NodeId> children,
                        std::string name) {
  if (fault_.has_value()) return kNoNode;
  if (tree_.nodes.size() >= static_cast<size_t>(kNodesMax)) {
    return TooComplex(extent.at, "the expression has too many parts",
                      absl::StrCat("more than ", kNodesMax), absl::StrCat("at most ", kNodesMax));
  }
  Node node;
  node.kind = kind;
  node.begin = static_cast<uint32_t>(extent.begin);
  node.end = static_cast<uint32_t>(extent.end);
  node.at = static_cast<uint32_t>(extent.at);
  for (const NodeId child : children) {
    node.depth = std::max(node.depth, tree_.at(child).depth + 1);
  }
  if (node.depth > kDepthMax) return TooDeep(extent.at);
  node.children = std::move(children);
  node.name = std::move(name);
  tree_.nodes.push_back(std::move(node));
  return tree_.root();
}

NodeId TreeBuilder::Fail(Fault fault) {
  if (!fault_.has_value()) fault_ = std::move(fault);
  return kNoNode;
}

NodeId TreeBuilder::TooDeep(size_t offset) {
  return TooComplex(offset, "the expression is nested too deep",
                    absl::StrCat("more than ", kDepthMax, " levels"),
                    absl::StrCat("at most ", kDepthMax, " levels"));
}

NodeId TreeBuilder::TooComplex(size_t offset, std::string message, std::string got,
                               std::string want) {
  return Fail({.reason = v1::REASON_EXPRESSION_TOO_COMPLEX,
               .offset = offset,
               .message = std::move(message),
               .got = std::move(got),
               .want = std::move(want)});
}

std::variant<SyntaxTree, Fault> TreeBuilder::Finish() && {
  if (fault_.has_value()) return *std::move(fault_);
  return std::move(tree_);
}

}  // namespace jifen::scoring::expression
