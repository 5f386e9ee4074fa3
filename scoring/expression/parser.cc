#include "scoring/expression/parser.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/expression/lexer.h"
#include "scoring/expression/program.h"
#include "scoring/expression/tree_builder.h"

namespace jifen::scoring::expression {
namespace {

// Precedence of binary operators; && and || are read apart because their chains are one node.
constexpr int kOrLevel = 1;
constexpr int kAndLevel = 2;
constexpr int kRelationLevel = 3;
constexpr int kAdditionLevel = 4;
constexpr int kMultiplicationLevel = 5;

int LevelOf(const Token& token) {
  if (token.IsKeyword("in")) return kRelationLevel;
  if (token.kind != TokenKind::kSymbol) return 0;
  const std::string_view s = token.text;
  if (s == "||") return kOrLevel;
  if (s == "&&") return kAndLevel;
  if (s == "==" || s == "!=" || s == "<" || s == "<=" || s == ">" || s == ">=") {
    return kRelationLevel;
  }
  if (s == "+" || s == "-") return kAdditionLevel;
  return s == "*" || s == "/" || s == "%" ? kMultiplicationLevel : 0;
}

std::string Got(const Token& token) {
  return token.kind == TokenKind::kEnd ? "the end" : std::string(token.text);
}

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text), builder_(text) {}

  std::variant<SyntaxTree, Fault> Run() {
    Advance();
    const NodeId root = Expression();
    if (root != kNoNode && token_.kind != TokenKind::kEnd) {
      Unexpected("an operator or the end");
    }
    return std::move(builder_).Finish();
  }

 private:
  // Counts how deep the text nests, so that the stack that reading it takes is bounded.
  class Level {
   public:
    explicit Level(int* depth) : depth_(depth) { ++*depth_; }
    ~Level() { --*depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    int* depth_;
  };

  void Advance() {
    end_ = token_.end();
    token_ = lexer_.Next();
    if (token_.kind == TokenKind::kFault) Fail(lexer_.fault());
  }

  bool Take(std::string_view symbol) {
    if (!token_.IsSymbol(symbol)) return false;
    Advance();
    return true;
  }

  NodeId Unexpected(std::string_view want) {
    const bool reserved = token_.kind == TokenKind::kReserved;
    return Fail({.offset = token_.offset,
                 .message = reserved ? "the word is reserved" : "the expression breaks off here",
                 .got = Got(token_),
                 .want = std::string(want)});
  }
  NodeId NotSupported(size_t offset, std::string_view what, std::string got) {
    return Fail({.offset = offset,
                 .message = absl::StrCat(std::string(what), " is not supported"),
                 .got = std::move(got),
                 .want = "an expression of docs/expression_language.md"});
  }
  // `begin` is where the first child, or the node itself, begins; it ends with the last token taken.
  NodeId Add(NodeKind kind, size_t begin, size_t at, std::vector<NodeId> children = {},
             std::string name = "") {
    return builder_.Add(kind, {begin, end_, at}, std::move(children), std::move(name));
  }
  NodeId Fail(Fault fault) { return builder_.Fail(std::move(fault)); }
  const Node& At(NodeId id) { return builder_.tree().at(id); }

  // Expression = Binary [ "?" Binary ":" Expression ]
  NodeId Expression() {
    const Level level(&depth_);
    if (depth_ > kDepthMax) return builder_.TooDeep(token_.offset);
    const size_t begin = token_.offset;
    const NodeId condition = Binary(kOrLevel);
    if (condition == kNoNode || !token_.IsSymbol("?")) return condition;
    const size_t at = token_.offset;
    Advance();
    const NodeId yes = Binary(kOrLevel);
    if (yes == kNoNode) return kNoNode;
    if (!Take(":")) return Unexpected("a colon");
    const NodeId no = Expression();
    if (no == kNoNode) return kNoNode;
    return Add(NodeKind::kConditional, begin, at, {condition, yes, no});
  }

  // Operators of this level and tighter ones, those of one level from left to right.
  NodeId Binary(int least) {
    const size_t begin = token_.offset;
    NodeId left = Unary();
    while (left != kNoNode) {
      const int level = LevelOf(token_);
      if (level < least) return left;
      left = level <= kAndLevel ? Chain(level, begin, left) : Operation(level, begin, left);
    }
    return kNoNode;
  }

  NodeId Operation(int level, size_t begin, NodeId left) {
    const Token op = token_;
    Advance();
    const NodeId right = Binary(level + 1);
    if (right == kNoNode) return kNoNode;
    return Add(NodeKind::kBinary, begin, op.offset, {left, right}, std::string(op.text));
  }

  // a && b && c
  NodeId Chain(int level, size_t begin, NodeId first) {
    const size_t at = token_.offset;
    std::vector<NodeId> children = {first};
    while (LevelOf(token_) == level) {
      Advance();
      children.push_back(Binary(level + 1));
      if (children.back() == kNoNode) return kNoNode;
    }
    return Add(level == kOrLevel ? NodeKind::kOr : NodeKind::kAnd, begin, at, std::move(children));
  }

  NodeId Unary() {
    std::vector<Token> operators;
    while (token_.IsSymbol("!") || token_.IsSymbol("-")) {
      operators.push_back(token_);
      if (operators.size() > static_cast<size_t>(kDepthMax)) return builder_.TooDeep(token_.offset);
      Advance();
    }
    const bool negative = !operators.empty() && operators.back().text == "-" &&
                          (token_.kind == TokenKind::kInt || token_.kind == TokenKind::kDecimal);
    if (negative) minus_ = operators.back().offset;
    NodeId node = Member();
    if (negative) operators.pop_back();
    for (; node != kNoNode && !operators.empty(); operators.pop_back()) {
      const Token& op = operators.back();
      node = Add(op.text == "!" ? NodeKind::kNot : NodeKind::kNegate, op.offset, op.offset, {node});
    }
    return node;
  }

  NodeId Member() {
    const size_t begin = minus_.value_or(token_.offset);
    NodeId node = Primary();
    while (node != kNoNode) {
      if (token_.IsSymbol(".")) {
        node = Selection(begin, node);
      } else if (token_.IsSymbol("[")) {
        node = Index(begin, node);
      } else if (token_.IsSymbol("{") && IsMessageName(At(node))) {
        return NotSupported(token_.offset, "the construction of messages", Got(token_));
      } else {
        return node;
      }
    }
    return kNoNode;
  }

  static bool IsMessageName(const Node& node) {
    return node.kind == NodeKind::kName || node.kind == NodeKind::kSelect;
  }

  NodeId Selection(size_t begin, NodeId operand) {
    Advance();
    const bool quoted = token_.kind == TokenKind::kQuotedName;
    if (token_.kind != TokenKind::kName && token_.kind != TokenKind::kReserved && !quoted) {
      return Unexpected("the name of a field or a method");
    }
    const Token name = token_;
    Advance();
    if (quoted || !token_.IsSymbol("(")) {
      return Add(NodeKind::kSelect, begin, name.offset, {operand},
                 quoted ? name.string : std::string(name.text));
    }
    std::vector<NodeId> arguments = {operand};
    if (!Arguments(&arguments)) return kNoNode;
    if (IsMacroName(name.text)) return Loop(begin, name, std::move(arguments));
    return Add(NodeKind::kMethod, begin, name.offset, std::move(arguments), std::string(name.text));
  }

  // arguments: the range, the variables, what is asked.
  NodeId Loop(size_t begin, const Token& name, std::vector<NodeId> arguments) {
    const size_t count = arguments.size() - 1;
    const MacroForm* form = FindMacro(name.text, count);
    if (form == nullptr) {
      return Fail({.offset = name.offset,
                   .message = absl::StrCat(std::string(name.text),
                                           " takes variables and what is asked of each element"),
                   .got = absl::StrCat(count, count == 1 ? " argument" : " arguments"),
                   .want = FormatArguments(name.text)});
    }
    std::vector<std::string> variables;
    for (size_t i = 1; i <= form->variables; ++i) {
      const Node& variable = At(arguments[i]);
      if (variable.kind != NodeKind::kName || (i == 2 && variables[0] == variable.name)) {
        return Fail({.offset = variable.begin,
                     .message = i == 1 ? "the first argument names the variable for the elements"
                                       : "the second argument names another variable",
                     .got = std::string(builder_.tree().TextOf(variable)),
                     .want = "a name"});
      }
      variables.push_back(variable.name);
    }
    arguments.erase(arguments.begin() + 1,
                    arguments.begin() + 1 + static_cast<int>(form->variables));
    const NodeId loop =
        Add(NodeKind::kLoop, begin, name.offset, std::move(arguments), std::move(variables[0]));
    if (loop == kNoNode) return kNoNode;
    builder_.last().macro = form->macro;
    if (form->variables == 2) builder_.last().second = std::move(variables[1]);
    return loop;
  }

  NodeId Index(size_t begin, NodeId operand) {
    const size_t at = token_.offset;
    Advance();
    const NodeId index = Expression();
    if (index == kNoNode) return kNoNode;
    if (!Take("]")) return Unexpected("a closing bracket ]");
    return Add(NodeKind::kIndex, begin, at, {operand, index});
  }

  // "(" [ Expression { "," Expression } ] ")"
  bool Arguments(std::vector<NodeId>* arguments) {
    Advance();
    if (Take(")")) return true;
    do {
      arguments->push_back(Expression());
      if (arguments->back() == kNoNode) return false;
    } while (Take(","));
    if (Take(")")) return true;
    Unexpected("a comma or a closing parenthesis )");
    return false;
  }

  NodeId Primary() {
    switch (token_.kind) {
      case TokenKind::kInt:
      case TokenKind::kDecimal:
        return NumberLiteral();
      case TokenKind::kString:
      case TokenKind::kKeyword:
        return OtherLiteral();
      case TokenKind::kName:
        return NameOrCall(token_.offset);
      default:
        break;
    }
    const size_t begin = token_.offset;
    if (Take(".")) {
      return token_.kind == TokenKind::kName ? NameOrCall(begin) : Unexpected("a name");
    }
    if (Take("(")) return Parenthesis();
    if (token_.IsSymbol("[")) return ListLiteral();
    if (token_.IsSymbol("{")) return MapLiteral();
    return Unexpected("a value");
  }

  NodeId Parenthesis() {
    const NodeId inner = Expression();
    if (inner == kNoNode) return kNoNode;
    return Take(")") ? inner : Unexpected("a closing parenthesis )");
  }

  NodeId NumberLiteral() {
    const Token number = token_;
    const std::optional<size_t> minus = std::exchange(minus_, std::nullopt);
    constexpr uint64_t kLeast = uint64_t{1} << 63;
    if (number.kind == TokenKind::kInt && number.magnitude == kLeast && !minus.has_value()) {
      return Fail({.reason = v1::REASON_NUMBER_OVERFLOW,
                   .offset = number.offset,
                   .message = "the integer does not fit into 64 bits",
                   .got = std::string(number.text),
                   .want = "-9223372036854775808..9223372036854775807"});
    }
    Advance();
    const bool integer = number.kind == TokenKind::kInt;
    const size_t begin = minus.value_or(number.offset);
    const NodeId node = Add(integer ? NodeKind::kInt : NodeKind::kDecimal, begin, begin);
    if (node == kNoNode) return kNoNode;
    const uint64_t bits = minus.has_value() ? uint64_t{0} - number.magnitude : number.magnitude;
    builder_.last().integer = static_cast<int64_t>(bits);
    builder_.last().decimal = minus.has_value() ? -number.decimal : number.decimal;
    return node;
  }

  NodeId OtherLiteral() {
    const Token literal = token_;
    if (literal.IsKeyword("in")) return Unexpected("a value");
    Advance();
    const NodeKind kind = literal.kind == TokenKind::kString ? NodeKind::kString
                          : literal.IsKeyword("null")        ? NodeKind::kNull
                                                             : NodeKind::kBool;
    const NodeId node = Add(kind, literal.offset, literal.offset, {}, literal.string);
    if (node != kNoNode) builder_.last().integer = literal.IsKeyword("true") ? 1 : 0;
    return node;
  }

  NodeId NameOrCall(size_t begin) {
    const Token name = token_;
    Advance();
    if (!token_.IsSymbol("(")) {
      return Add(NodeKind::kName, begin, name.offset, {}, std::string(name.text));
    }
    std::vector<NodeId> arguments;
    if (!Arguments(&arguments)) return kNoNode;
    if (name.text == "has") return Has(begin, name, arguments);
    return Add(NodeKind::kCall, begin, name.offset, std::move(arguments), std::string(name.text));
  }

  // The selection that was read becomes the test itself.
  NodeId Has(size_t begin, const Token& name, const std::vector<NodeId>& arguments) {
    if (arguments.size() != 1 || At(arguments[0]).kind != NodeKind::kSelect) {
      const size_t end = end_;
      return Fail({.offset = name.offset,
                   .message = "has() asks whether a field is set",
                   .got = std::string(builder_.tree().text.substr(begin, end - begin)),
                   .want = "has(record.field)"});
    }
    Node& select = builder_.last();
    select.kind = NodeKind::kHas;
    select.begin = static_cast<uint32_t>(begin);
    select.end = static_cast<uint32_t>(end_);
    return arguments[0];
  }

  NodeId ListLiteral() {
    const size_t begin = token_.offset;
    std::vector<NodeId> items;
    Advance();
    while (!token_.IsSymbol("]")) {
      items.push_back(Expression());
      if (items.back() == kNoNode) return kNoNode;
      if (!Take(",")) break;
    }
    if (!Take("]")) return Unexpected("a comma or a closing bracket ]");
    return Add(NodeKind::kList, begin, begin, std::move(items));
  }

  NodeId MapLiteral() {
    const size_t begin = token_.offset;
    std::vector<NodeId> entries;
    Advance();
    while (!token_.IsSymbol("}")) {
      entries.push_back(Expression());
      if (entries.back() == kNoNode) return kNoNode;
      if (!Take(":")) return Unexpected("a colon");
      entries.push_back(Expression());
      if (entries.back() == kNoNode) return kNoNode;
      if (!Take(",")) break;
    }
    if (!Take("}")) return Unexpected("a comma or a closing brace }");
    return Add(NodeKind::kMap, begin, begin, std::move(entries));
  }

  Lexer lexer_;
  Token token_;
  size_t end_ = 0;               // of the last token taken
  std::optional<size_t> minus_;  // of a minus that belongs to the number that follows
  int depth_ = 0;
  TreeBuilder builder_;
};

}  // namespace

std::variant<SyntaxTree, Fault> Parse(std::string_view text) {
  if (text.size() > kTextBytesMax) {
    return Fault{.reason = v1::REASON_EXPRESSION_TOO_COMPLEX,
                 .message = "the expression is too long",
                 .got = absl::StrCat(text.size(), " bytes"),
                 .want = absl::StrCat("at most ", kTextBytesMax, " bytes")};
  }
  return Parser(text).Run();
}

}  // namespace jifen::scoring::expression
