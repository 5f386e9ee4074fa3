#include "scoring/expression/emitter.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/expression/code_builder.h"
#include "scoring/expression/function_call.h"
#include "scoring/expression/program.h"

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
constexpr size_t kInstructionsPerElement = 16;

class Emitter : private CodeBuilder {
 public:
  Emitter(const SyntaxTree& tree, const std::vector<Meaning>& meanings, const std::string* text)
      : CodeBuilder(text), tree_(tree), meanings_(meanings) {}

  std::variant<std::unique_ptr<Code>, Fault> Run() {
    code().root = EmitNode(tree_.root());
    code().height += tree_.at(tree_.root()).depth;
    if (code().height > kHeightMax) {
      AddFault({.reason = v1::REASON_EXPRESSION_TOO_COMPLEX,
                .offset = tree_.at(tree_.root()).begin,
                .message = "definitions use definitions too deep",
                .got = absl::StrCat(code().height, " levels in all"),
                .want = absl::StrCat("at most ", kHeightMax, " levels in all")});
    }
    if (fault().has_value()) return *std::move(fault());
    return TakeCode();
  }

 private:
  const Type& TypeOf(NodeId id) const { return meanings_[static_cast<size_t>(id)].type; }

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
      case VariableKind::kStage:
        return Append(node, {.op = Op::kStage});
      case VariableKind::kDefinition:
        break;
    }
    return Append(node, {.op = Op::kDefinition, .a = DefinitionNumber(variable.definition)});
  }

  uint32_t DefinitionNumber(const std::shared_ptr<const Program>& definition) {
    auto& known = code().definitions;
    code().height = std::max(code().height, definition->code().height);
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
    const Instruction& of = code().instructions[operand];
    if (node.kind == NodeKind::kSelect && of.op == Op::kCall &&
        of.function->implementation == Annual) {
      return Append(
          node, {.op = Op::kSelectAnnual, .a = code().operands[of.a], .reader = meaning.reader});
    }
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

  std::vector<uint32_t> EmitChildren(const Node& node, const Type& wanted) {
    std::vector<uint32_t> operands;
    for (const NodeId child : node.children) operands.push_back(EmitAs(child, wanted));
    return operands;
  }

  uint32_t EmitMany(const Node& node, Op op, const Type& wanted) {
    BeginOptional();
    const std::vector<uint32_t> operands = EmitChildren(node, wanted);
    EndOptional();
    return AppendMany(node, {.op = op}, operands);
  }

  uint32_t EmitConditional(NodeId id, const Node& node) {
    const uint32_t condition = EmitNode(node.children[0]);
    BeginOptional();
    const uint32_t yes = EmitAs(node.children[1], TypeOf(id));
    const uint32_t no = EmitAs(node.children[2], TypeOf(id));
    EndOptional();
    return Append(node, {.op = Op::kConditional, .a = condition, .b = yes, .c = no});
  }

  uint32_t EmitList(NodeId id, const Node& node) {
    const std::vector<uint32_t> operands = EmitChildren(node, TypeOf(id).Element());
    if (!AllConstant(operands)) return AppendMany(node, {.op = Op::kList}, operands);
    std::vector<Value>& items = code().lists.emplace_back();
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

  uint32_t EmitLoop(NodeId id, const Node& node) {
    Instruction loop = {.op = LoopOp(node.macro),
                        .slot = static_cast<uint8_t>(meanings_[static_cast<size_t>(id)].slot),
                        .c = kNoInstruction};
    if (!node.second.empty()) loop.second_slot = static_cast<uint8_t>(loop.slot + 1);
    loop.a = EmitNode(node.children[0]);
    const size_t before = code().instructions.size();
    if (node.children.size() == 3) loop.c = EmitNode(node.children[1]);
    loop.b = EmitNode(node.children.back());
    const size_t body = code().instructions.size() - before;
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
    code().constants.push_back(Value::TypeName(Keep(name)));
    const auto constant = static_cast<uint32_t>(code().constants.size()) - 1;
    const uint32_t index = Append(node, {.op = Op::kTypeOf, .a = operand, .b = constant});
    return IsConstant(operand) ? Fold(node, index) : index;
  }

  uint32_t EmitMatches(const Node& node, uint32_t text, uint32_t pattern) {
    std::string why;
    const std::string_view written = ConstantOf(pattern).AsString();
    std::unique_ptr<const Pattern> compiled = Pattern::Make(written, &why);
    if (compiled == nullptr) {
      ArgumentFault(tree_.at(node.children[1]), v1::REASON_EXPRESSION_SYNTAX, why,
                    "a pattern of RE2 of at most 1000 bytes");
      return Constant(node, Value());
    }
    code().patterns.push_back(std::move(compiled));
    const auto number = static_cast<uint32_t>(code().patterns.size()) - 1;
    const uint32_t index = Append(node, {.op = Op::kMatches, .a = text, .b = number});
    return IsConstant(text) ? Fold(node, index) : index;
  }

  void CheckZone(const Node& node, uint32_t zone) {
    if (ParseZone(ConstantOf(zone).AsString()).has_value()) return;
    ArgumentFault(node, v1::REASON_TEXT_INVALID, kNoZone, kZoneWanted);
  }

  void ArgumentFault(const Node& node, v1::Reason reason, std::string message, std::string want) {
    AddFault({.reason = reason,
              .offset = node.begin,
              .message = std::move(message),
              .got = std::string(tree_.TextOf(node)),
              .want = std::move(want)});
  }

  const SyntaxTree& tree_;
  const std::vector<Meaning>& meanings_;
};

}  // namespace

std::variant<std::unique_ptr<Code>, Fault> Emit(const SyntaxTree& tree,
                                                const std::vector<Meaning>& meanings,
                                                const std::string* text) {
  return Emitter(tree, meanings, text).Run();
}

}  // namespace jifen::scoring::expression
