#include "scoring/expression/syntax_tree.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace jifen::scoring::expression {
namespace {

class Dumper {
 public:
  explicit Dumper(const SyntaxTree& tree) : tree_(tree) {}

  std::string DumpNode(const Node& node) const {
    switch (node.kind) {
      case NodeKind::kNull:
        return "null";
      case NodeKind::kBool:
        return node.integer != 0 ? "true" : "false";
      case NodeKind::kInt:
        return absl::StrCat(node.integer);
      case NodeKind::kDecimal:
        return node.decimal.Format() + "d";
      case NodeKind::kString:
        return absl::StrCat("\"", absl::Utf8SafeCEscape(node.name), "\"");
      case NodeKind::kName:
        return node.name;
      default:
        return absl::StrCat("(", Head(node), Children(node), ")");
    }
  }

 private:
  static std::string Head(const Node& node) {
    switch (node.kind) {
      case NodeKind::kSelect:
        return "." + node.name;
      case NodeKind::kHas:
        return "has." + node.name;
      case NodeKind::kIndex:
        return "index";
      case NodeKind::kCall:
        return node.name;
      case NodeKind::kMethod:
        return "->" + node.name;
      case NodeKind::kNot:
        return "!";
      case NodeKind::kNegate:
        return "neg";
      case NodeKind::kAnd:
        return "&&";
      case NodeKind::kOr:
        return "||";
      case NodeKind::kConditional:
        return "?:";
      case NodeKind::kList:
        return "list";
      case NodeKind::kMap:
        return "map";
      case NodeKind::kLoop:
        return absl::StrCat("loop-", std::string(MacroName(node.macro)), " ", node.name,
                            node.second.empty() ? "" : " ", node.second);
      default:
        return node.name;
    }
  }

  std::string Children(const Node& node) const {
    std::string text;
    for (const NodeId child : node.children) absl::StrAppend(&text, " ", DumpNode(tree_.at(child)));
    return text;
  }

  const SyntaxTree& tree_;
};

}  // namespace

std::string QualifiedName(const SyntaxTree& tree, const Node& node) {
  std::string name;
  const Node* at = &node;
  while (at->kind == NodeKind::kSelect) {
    name.insert(0, "." + at->name);
    at = &tree.child(*at, 0);
  }
  return at->kind == NodeKind::kName ? at->name + name : "";
}

std::string Dump(const SyntaxTree& tree) { return Dumper(tree).DumpNode(tree.at(tree.root())); }

}  // namespace jifen::scoring::expression
