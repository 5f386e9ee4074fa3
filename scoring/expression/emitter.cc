#include "scoring/expression/emitter.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/expression/interpreter.h"
#include "scoring/expression/program.h"
#include "scoring/expression/workspace.h"

namespace jifen::scoring::expression {
namespace {

std::optional<Relation> RelationOf(std::string_view op) {
  constexpr std::pair<std::string_view, Relation> kRelations[] = {
      {"==", Relation::kEqual},     {"!=", Relation::kUnequal}, {"<", Relation::kLess},
      {"<=", Relation::kLessEqual}, {">", Relation::kGreater},  {">=", Relation::kGreaterEqual},
  };
  for (const auto& [text, relation] : kRelations) {
    if (text == op) return relation;
  }
  return std::nullopt;
}

Op ArithmeticOp(std::string_view op, bool decimals) {
  switch (op[0]) {
    case '+':
      return decimals ? Op::kAddDecimal : Op::kAddInt;
    case '-':
      return decimals ? Op::kSubtractDecimal : Op::kSubtractInt;
    case '*':
      return decimals ? Op::kMultiplyDecimal : Op::kMultiplyInt;
    case '/':
      return decimals ? Op::kDivideDecimal : Op::kDivideInt;
    default:
      return Op::kRemainderInt;
  }
}

Op LoopOp(Macro macro) {
  switch (macro) {
    case Macro::kAll:
      return Op::kAll;
    case Macro::kExists:
      return Op::kExists;
    case Macro::kExistsOne:
      return Op::kExistsOne;
    case Macro::kMap:
    case Macro::kTransformList:
      return Op::kMap;
    case Macro::kTransformMap:
      return Op::kTransformMap;
    case Macro::kFilter:
      break;
  }
  return Op::kFilter;
}

// A round of a loop counts as an element for each so many instructions of its body.
constexpr size_t kInstructionsPerElement = 64;

// Longer texts that constants give are joined when they are needed.
constexpr size_t kFoldedBytesMax = 1024;

class Emitter {
 public:
  Emitter(const SyntaxTree& tree, const std::vector<Meaning>& meanings, const std::string* text)
      : tree_(tree), meanings_(meanings), code_(std::make_unique<Code>()) {
    code_->text = text;
    const v1::Date no_day;
    nothing_.Reset(nullptr, no_day, {});
  }

  std::variant<std::unique_ptr<Code>, Fault> Run() {
    code_->root = EmitNode(tree_.root());
    code_->height += tree_.at(tree_.root()).depth;
    if (!fault_.has_value() && code_->height > kHeightMax) {
      fault_ = Fault{.reason = v1::REASON_EXPRESSION_TOO_COMPLEX,
                     .offset = tree_.at(tree_.root()).begin,
                     .message = "definitions use definitions too deep",
                     .got = absl::StrCat(code_->height, " levels in all"),
                     .want = absl::StrCat("at most ", kHeightMax, " levels in all")};
    }
    if (fault_.has_value()) return *std::move(fault_);
    return std::move(code_);
  }

 private:
  const Type& TypeOf(NodeId id) const { return meanings_[static_cast<size_t>(id)].type; }
  const Instruction& At(uint32_t index) const { return code_->instructions[index]; }
  bool IsConstant(uint32_t index) const { return At(index).op == Op::kConstant; }
  const Value& ConstantOf(uint32_t index) const { return code_->constants[At(index).a]; }

  uint32_t Append(const Node& node, const Instruction& instruction) {
    code_->instructions.push_back(instruction);
    code_->spans.push_back({.begin = node.begin, .end = node.end, .at = node.at});
    return static_cast<uint32_t>(code_->instructions.size()) - 1;
  }

  uint32_t Constant(const Node& node, const Value& value) {
    code_->constants.push_back(value);
    return Append(node,
                  {.op = Op::kConstant, .a = static_cast<uint32_t>(code_->constants.size()) - 1});
  }

  // The newest instruction, whose operands are constants, as the constant that it gives.
  uint32_t Fold(const Node& node, uint32_t index) {
    Workspace workspace;
    workspace.Begin(nothing_, 0);
    const Value value = Interpreter(workspace, *code_).Run(index);
    const bool always_runs = optional_ == 0 || At(index).op == Op::kCall;
    if (value.IsError() && always_runs && !fault_.has_value()) {
      fault_ = Fault{.reason = value.failure().reason,
                     .offset = node.at,
                     .message = value.failure().what,
                     .got = std::string(tree_.TextOf(node)),
                     .want = value.failure().want};
    }
    const bool borrows =
        value.kind() == Kind::kList || value.kind() == Kind::kMap || value.kind() == Kind::kMessage;
    const bool long_text =
        value.kind() == Kind::kString && value.AsString().size() > kFoldedBytesMax;
    if (!value.IsPresent() || borrows || long_text) return index;
    code_->instructions.pop_back();
    code_->spans.pop_back();
    return Constant(node,
                    value.kind() == Kind::kString ? Value::String(Keep(value.AsString())) : value);
  }

  uint32_t EmitNode(NodeId id) {
    const Node& node = tree_.at(id);
    switch (node.kind) {
      case NodeKind::kBool:
        return Constant(node, Value::Bool(node.integer != 0));
      case NodeKind::kInt:
        return Constant(node, Value::Int(node.integer));
      case NodeKind::kDecimal:
        return Constant(node, Value::OfDecimal(node.decimal));
      case NodeKind::kString:
        return Constant(node, Value::String(Keep(node.name)));
      case NodeKind::kName:
        return EmitName(id, node);
      case NodeKind::kSelect:
      case NodeKind::kHas:
        return EmitSelect(id, node);
      case NodeKind::kIndex:
        return EmitTwo(node, {.op = TypeOf(node.children[0]).IsMap() ? Op::kLookUp : Op::kIndex});
      case NodeKind::kCall:
      case NodeKind::kMethod:
        return EmitCall(id, node);
      case NodeKind::kNot:
        return EmitOne(node, Op::kNot);
      case NodeKind::kNegate:
        return EmitOne(node, TypeOf(node.children[0]).Is(Kind::kDecimal) ? Op::kNegateDecimal
                                                                         : Op::kNegateInt);
      case NodeKind::kBinary:
        return EmitBinary(node);
      case NodeKind::kAnd:
        return EmitMany(node, Op::kAnd, Type::Of(Kind::kBool));
      case NodeKind::kOr:
        return EmitMany(node, Op::kOr, Type::Of(Kind::kBool));
      case NodeKind::kConditional:
        return EmitConditional(id, node);
      case NodeKind::kList:
        return EmitList(id, node);
      case NodeKind::kLoop:
        return EmitLoop(id, node);
      case NodeKind::kMap:
        return EmitMap(id, node);
      case NodeKind::kNull:
        break;
    }
    return Constant(node, Value::Null());
  }

  std::string_view Keep(std::string_view text) { return code_->strings.emplace_back(text); }

  // The node as a value of a type: an int is widened where a decimal is wanted.
  uint32_t EmitAs(NodeId id, const Type& wanted) {
    const uint32_t index = EmitNode(id);
    if (!wanted.Is(Kind::kDecimal) || TypeOf(id).Is(Kind::kDecimal)) return index;
    const uint32_t widened = Append(tree_.at(id), {.op = Op::kWiden, .a = index});
    return IsConstant(index) ? Fold(tree_.at(id), widened) : widened;
  }

  uint32_t EmitName(NodeId id, const Node& node) {
    const Meaning& meaning = meanings_[static_cast<size_t>(id)];
    if (meaning.name == NameMeaning::kLoopVariable) {
      return Append(node, {.op = Op::kSlot, .slot = static_cast<uint8_t>(meaning.slot)});
    }
    if (meaning.name == NameMeaning::kTypeName) {
      return Constant(node, Value::TypeName(Keep(node.name)));
    }
    const Variable& variable = *meaning.variable;
    switch (variable.kind) {
      case VariableKind::kEnterprise:
        return Append(node, {.op = Op::kEnterprise});
      case VariableKind::kProfile:
        return Append(node, {.op = Op::kProfile});
      case VariableKind::kRecords:
        return Append(node, {.op = Op::kRecords, .a = static_cast<uint32_t>(variable.records)});
      case VariableKind::kYear:
        return Append(node, {.op = Op::kYear});
      case VariableKind::kValidAt:
        return Append(node, {.op = Op::kValidAt});
      case VariableKind::kDefinition:
        break;
    }
    return Append(node, {.op = Op::kDefinition, .a = DefinitionNumber(variable.definition)});
  }

  uint32_t DefinitionNumber(const std::shared_ptr<const Program>& definition) {
    auto& known = code_->definitions;
    code_->height = std::max(code_->height, definition->code().height);
    const auto found = std::find(known.begin(), known.end(), definition);
    if (found != known.end()) return static_cast<uint32_t>(found - known.begin());
    known.push_back(definition);
    return static_cast<uint32_t>(known.size()) - 1;
  }

  uint32_t EmitSelect(NodeId id, const Node& node) {
    const Meaning& meaning = meanings_[static_cast<size_t>(id)];
    if (meaning.name == NameMeaning::kEnumValue) {
      return Constant(node, Value::Enum(meaning.enum_number));
    }
    if (meaning.name == NameMeaning::kTypeName) {
      return Constant(node, Value::TypeName(Keep(QualifiedName(tree_, node))));
    }
    if (TypeOf(node.children[0]).IsMap()) return EmitMapSelect(node);
    const Meaning& record = meanings_[static_cast<size_t>(node.children[0])];
    const bool in_slot = record.name == NameMeaning::kLoopVariable;
    if (node.kind == NodeKind::kSelect && in_slot) {
      return Append(node, {.op = Op::kSelectSlot,
                           .slot = static_cast<uint8_t>(record.slot),
                           .reader = meaning.reader});
    }
    const uint32_t operand = EmitNode(node.children[0]);
    return Append(node, {.op = node.kind == NodeKind::kHas ? Op::kHas : Op::kSelect,
                         .a = operand,
                         .reader = meaning.reader});
  }

  uint32_t EmitMapSelect(const Node& node) {
    const uint32_t map = EmitNode(node.children[0]);
    const uint32_t key = Constant(node, Value::String(Keep(node.name)));
    const Op op = node.kind == NodeKind::kHas ? Op::kHasKey : Op::kLookUp;
    const uint32_t index = Append(node, {.op = op, .a = map, .b = key});
    return IsConstant(map) ? Fold(node, index) : index;
  }

  uint32_t EmitOne(const Node& node, Op op) {
    const uint32_t a = EmitNode(node.children[0]);
    const uint32_t index = Append(node, {.op = op, .a = a});
    return IsConstant(a) ? Fold(node, index) : index;
  }

  uint32_t EmitTwo(const Node& node, Instruction instruction, const Type& wanted = Type()) {
    instruction.a = EmitAs(node.children[0], wanted);
    instruction.b = EmitAs(node.children[1], wanted);
    const uint32_t index = Append(node, instruction);
    return IsConstant(instruction.a) && IsConstant(instruction.b) ? Fold(node, index) : index;
  }

  uint32_t EmitBinary(const Node& node) {
    const Type a = TypeOf(node.children[0]);
    const Type b = TypeOf(node.children[1]);
    const bool decimals =
        (a.Is(Kind::kDecimal) && IsNumber(b)) || (b.Is(Kind::kDecimal) && IsNumber(a));
    const Type wanted = decimals ? Type::Of(Kind::kDecimal) : Type();
    if (node.name == "in") return EmitIn(node);
    if (const std::optional<Relation> relation = RelationOf(node.name)) {
      const bool deep = a.IsList() || a.IsMap() || a.Is(Kind::kType);
      const Op op = deep                     ? Op::kCompareAny
                    : decimals               ? Op::kCompareDecimal
                    : a.Is(Kind::kString)    ? Op::kCompareString
                    : a.Is(Kind::kDecimal)   ? Op::kCompareDecimal
                    : a.Is(Kind::kTimestamp) ? Op::kCompareTimestamp
                                             : Op::kCompareWord;
      return EmitTwo(node, {.op = op, .relation = *relation}, wanted);
    }
    if (node.name == "+" && (a.IsList() || b.IsList()))
      return EmitTwo(node, {.op = Op::kJoinLists});
    if (node.name == "+" && a.Is(Kind::kString)) return EmitTwo(node, {.op = Op::kJoinStrings});
    if (a.Is(Kind::kTimestamp) || a.Is(Kind::kDuration)) {
      return EmitTwo(node, {.op = node.name == "+" ? Op::kAddTime : Op::kSubtractTime});
    }
    return EmitTwo(node, {.op = ArithmeticOp(node.name, decimals)}, wanted);
  }

  // A constant list of enum values with small numbers becomes a mask.
  uint32_t EmitIn(const Node& node) {
    const uint32_t a = EmitNode(node.children[0]);
    const uint32_t b = EmitNode(node.children[1]);
    if (TypeOf(node.children[1]).IsMap()) {
      return Append(node, {.op = Op::kInMap, .a = a, .b = b});
    }
    if (TypeOf(node.children[0]).Is(Kind::kEnum) && IsConstant(b)) {
      uint64_t mask = 0;
      bool small = true;
      for (const Value& item : ConstantOf(b).AsList()) {
        small = small && item.AsEnum() >= 0 && item.AsEnum() < 64;
        if (small) mask |= uint64_t{1} << item.AsEnum();
      }
      if (small) return Append(node, {.op = Op::kInMask, .a = a, .mask = mask});
    }
    return Append(node, {.op = Op::kIn, .a = a, .b = b});
  }

  // Appends the operands' positions and the instruction over them.
  uint32_t AppendMany(const Node& node, Instruction instruction,
                      const std::vector<uint32_t>& operands) {
    instruction.a = static_cast<uint32_t>(code_->operands.size());
    instruction.count = static_cast<uint32_t>(operands.size());
    code_->operands.insert(code_->operands.end(), operands.begin(), operands.end());
    return Append(node, instruction);
  }

  std::vector<uint32_t> EmitChildren(const Node& node, const Type& wanted) {
    std::vector<uint32_t> operands;
    for (const NodeId child : node.children) operands.push_back(EmitAs(child, wanted));
    return operands;
  }

  bool AllConstant(const std::vector<uint32_t>& operands) const {
    return std::all_of(operands.begin(), operands.end(),
                       [this](uint32_t index) { return IsConstant(index); });
  }

  uint32_t EmitMany(const Node& node, Op op, const Type& wanted) {
    ++optional_;
    const std::vector<uint32_t> operands = EmitChildren(node, wanted);
    --optional_;
    return AppendMany(node, {.op = op}, operands);
  }

  uint32_t EmitConditional(NodeId id, const Node& node) {
    const uint32_t condition = EmitNode(node.children[0]);
    ++optional_;
    const uint32_t yes = EmitAs(node.children[1], TypeOf(id));
    const uint32_t no = EmitAs(node.children[2], TypeOf(id));
    --optional_;
    return Append(node, {.op = Op::kConditional, .a = condition, .b = yes, .c = no});
  }

  uint32_t EmitList(NodeId id, const Node& node) {
    const std::vector<uint32_t> operands = EmitChildren(node, TypeOf(id).Element());
    if (!AllConstant(operands)) return AppendMany(node, {.op = Op::kList}, operands);
    std::vector<Value>& items = code_->lists.emplace_back();
    for (const uint32_t operand : operands) items.push_back(ConstantOf(operand));
    return Constant(node, Value::List(items));
  }

  // Keys as they are, values of one type; one that is constant is made here.
  uint32_t EmitMap(NodeId id, const Node& node) {
    const Type value = TypeOf(id).value();
    std::vector<uint32_t> operands;
    for (size_t i = 0; i < node.children.size(); ++i) {
      operands.push_back(EmitAs(node.children[i], i % 2 == 0 ? Type() : value));
    }
    const uint32_t index = AppendMany(node, {.op = Op::kMapLiteral}, operands);
    return AllConstant(operands) ? FoldMap(node, index) : index;
  }

  uint32_t FoldMap(const Node& node, uint32_t index) {
    Workspace workspace;
    workspace.Begin(nothing_, 0);
    const Value map = Interpreter(workspace, *code_).Run(index);
    if (!map.IsPresent()) return Fold(node, index);
    std::vector<Value>& items = code_->lists.emplace_back();
    items.assign(map.AsMapKeys().begin(), map.AsMapKeys().end());
    items.insert(items.end(), map.AsMapValues().begin(), map.AsMapValues().end());
    code_->instructions.pop_back();
    code_->spans.pop_back();
    return Constant(node, Value::Map(items));
  }

  uint32_t EmitLoop(NodeId id, const Node& node) {
    Instruction loop = {.op = LoopOp(node.macro),
                        .slot = static_cast<uint8_t>(meanings_[static_cast<size_t>(id)].slot),
                        .c = kNoInstruction};
    if (!node.second.empty()) loop.second_slot = static_cast<uint8_t>(loop.slot + 1);
    loop.a = EmitNode(node.children[0]);
    const size_t before = code_->instructions.size();
    if (node.children.size() == 3) loop.c = EmitNode(node.children[1]);
    loop.b = EmitNode(node.children.back());
    const size_t body = code_->instructions.size() - before;
    loop.count = 1 + static_cast<uint32_t>(body / kInstructionsPerElement);
    return Append(node, loop);
  }

  uint32_t EmitCall(NodeId id, const Node& node) {
    const Function* function = meanings_[static_cast<size_t>(id)].function;
    std::vector<uint32_t> operands;
    const int indicator = meanings_[static_cast<size_t>(id)].indicator;
    if (indicator >= 0) {
      operands.push_back(Constant(tree_.child(node, 0), Value::Int(indicator)));
      return AppendMany(node, {.op = Op::kCall, .function = function}, operands);
    }
    for (size_t i = 0; i < node.children.size(); ++i) {
      const bool decimal = function->parameters[i] == Parameter::kDecimal;
      operands.push_back(EmitAs(node.children[i], decimal ? Type::Of(Kind::kDecimal) : Type()));
    }
    if (function->result == Result::kType) return EmitTypeOf(node, operands[0]);
    const uint32_t argument = operands.back();
    if (IsConstant(argument)) {
      const Parameter last = function->parameters[operands.size() - 1];
      if (last == Parameter::kPattern) return EmitMatches(node, operands[0], argument);
      if (last == Parameter::kZone) CheckZone(tree_.at(node.children.back()), argument);
    }
    const uint32_t index = AppendMany(node, {.op = Op::kCall, .function = function}, operands);
    return function->pure && AllConstant(operands) ? Fold(node, index) : index;
  }

  uint32_t EmitTypeOf(const Node& node, uint32_t operand) {
    const std::string name = NameOfType(TypeOf(node.children[0]));
    code_->constants.push_back(Value::TypeName(Keep(name)));
    const auto constant = static_cast<uint32_t>(code_->constants.size()) - 1;
    const uint32_t index = Append(node, {.op = Op::kTypeOf, .a = operand, .b = constant});
    return IsConstant(operand) ? Fold(node, index) : index;
  }

  uint32_t EmitMatches(const Node& node, uint32_t text, uint32_t pattern) {
    std::string why;
    const std::string_view written = ConstantOf(pattern).AsString();
    std::unique_ptr<const Pattern> compiled = Pattern::Make(written, &why);
    if (compiled == nullptr) {
      AddFault(tree_.at(node.children[1]), v1::REASON_EXPRESSION_SYNTAX, why,
               "a pattern of RE2 of at most 1000 bytes");
      return Constant(node, Value());
    }
    code_->patterns.push_back(std::move(compiled));
    const auto number = static_cast<uint32_t>(code_->patterns.size()) - 1;
    const uint32_t index = Append(node, {.op = Op::kMatches, .a = text, .b = number});
    return IsConstant(text) ? Fold(node, index) : index;
  }

  void CheckZone(const Node& node, uint32_t zone) {
    if (ParseZone(ConstantOf(zone).AsString()).has_value()) return;
    AddFault(node, v1::REASON_TEXT_INVALID, kNoZone, kZoneWanted);
  }

  void AddFault(const Node& node, v1::Reason reason, std::string message, std::string want) {
    if (fault_.has_value()) return;
    fault_ = Fault{.reason = reason,
                   .offset = node.begin,
                   .message = std::move(message),
                   .got = std::string(tree_.TextOf(node)),
                   .want = std::move(want)};
  }

  const SyntaxTree& tree_;
  const std::vector<Meaning>& meanings_;
  std::unique_ptr<Code> code_;
  DossierView nothing_;
  std::optional<Fault> fault_;
  int optional_ = 0;  // operands of && || and results of ?: around the node: they may never count
};

}  // namespace

std::variant<std::unique_ptr<Code>, Fault> Emit(const SyntaxTree& tree,
                                                const std::vector<Meaning>& meanings,
                                                const std::string* text) {
  return Emitter(tree, meanings, text).Run();
}

}  // namespace jifen::scoring::expression
