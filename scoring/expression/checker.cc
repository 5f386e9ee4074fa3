#include "scoring/expression/checker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/expression/fault_list.h"
#include "scoring/expression/indicator_check.h"
#include "scoring/expression/operator_check.h"
#include "scoring/expression/program.h"

namespace jifen::scoring::expression {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

bool IsFaulty(const Type& type) { return type.Is(Kind::kUnknown); }

std::string FormatTypes(const std::vector<Type>& types) {
  std::vector<std::string> texts;
  texts.reserve(types.size());
  for (const Type& type : types) texts.push_back(FormatType(type));
  return absl::StrJoin(texts, ", ");
}

// Names of CEL that this language does without.
struct Unsupported {
  std::string_view name;
  std::string_view why;
  std::string_view instead;
};
constexpr Unsupported kUnsupported[] = {
    {"double", "numbers with a point are exact decimals", "decimal"},
    {"uint", "unsigned integers are not supported", "int"},
    {"bytes", "bytes are not supported", "string"},
    {"dyn", "every value has one type, known before it is evaluated", "the value itself"},
};

const Unsupported* FindUnsupported(std::string_view name) {
  for (const Unsupported& row : kUnsupported) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

class Checker {
 public:
  Checker(const SyntaxTree& tree, const Environment& environment)
      : tree_(tree), environment_(environment) {
    checked_.meanings.resize(tree.nodes.size());
  }

  CheckedTree Run(std::span<const Kind> expected) {
    const Node& root = tree_.at(tree_.root());
    const Type type = CheckNode(tree_.root());
    if (faults_.empty() && IsFaulty(type)) {
      TypeFault(root.begin, "the expression has no type", "an element of an empty list", "a value");
    }
    if (!expected.empty() && !IsFaulty(type)) CheckResult(root, type, expected);
    checked_.faults = std::move(faults_).InOrder();
    return std::move(checked_);
  }

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

  // Of what has a type that is not known: because of a fault, or as an element of an empty list, which
  // no dossier can give a value.
  Type Unknowable(const Node& node) {
    if (!faults_.empty()) return Type();
    return TypeFault(node.at, "an element of an empty list has no type", node.name,
                     "a list whose elements are known");
  }

  Type CheckNode(NodeId id) {
    const Type type = TypeOfNode(id, tree_.at(id));
    MeaningOf(id).type = type;
    return type;
  }

  Type TypeOfNode(NodeId id, const Node& node) {
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
          CheckCondition(
              child, node.kind == NodeKind::kAnd ? "&& joins conditions" : "|| joins conditions");
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

  Type CheckCondition(NodeId id, std::string_view message) {
    const Type type = CheckNode(id);
    if (type.Is(Kind::kBool) || IsFaulty(type)) return Type::Of(Kind::kBool);
    return TypeFault(tree_.at(id).at, std::string(message), FormatType(type), "bool");
  }

  Type CheckName(NodeId id, const Node& node) {
    Meaning& meaning = MeaningOf(id);
    for (size_t i = loops_.size(); i-- > 0;) {
      if (loops_[i].name != node.name) continue;
      meaning.name = NameMeaning::kLoopVariable;
      meaning.slot = static_cast<int>(i);
      return loops_[i].type;
    }
    if (const Variable* variable = environment_.FindVariable(node.name)) {
      meaning.name = NameMeaning::kVariable;
      meaning.variable = variable;
      return variable->type;
    }
    if (const EnumDescriptor* type = environment_.FindEnum(node.name)) {
      return TypeFault(node.at, "the name of an enum is no value", node.name,
                       absl::StrCat(node.name, ".", ShortName(type->value(1))));
    }
    if (IsTypeName(node.name)) return TypeName(id);
    if (const Unsupported* row = FindUnsupported(node.name)) return NotSupported(node, *row);
    std::vector<std::string> known = environment_.Names();
    for (const LoopVariable& loop : loops_) known.emplace_back(loop.name);
    return NameFault(node.at, "name", node.name, known, "a variable, definition or enum");
  }

  Type TypeName(NodeId id) {
    MeaningOf(id).name = NameMeaning::kTypeName;
    return Type::Of(Kind::kType);
  }

  Type NotSupported(const Node& node, const Unsupported& row) {
    return Fail(node.at, v1::REASON_EXPRESSION_NAME, std::string(row.why), node.name,
                std::string(row.instead));
  }

  // Whether a selection such as google.protobuf.Timestamp names a type; what a variable is selected
  // from does not.
  bool IsQualifiedTypeName(const Node& node) const {
    const std::string name = QualifiedName(tree_, node);
    if (node.kind != NodeKind::kSelect || !IsTypeName(name)) return false;
    const std::string_view first = std::string_view(name).substr(0, name.find('.'));
    return environment_.FindVariable(first) == nullptr && !IsLoopVariable(first);
  }

  bool IsLoopVariable(std::string_view name) const {
    return std::any_of(loops_.begin(), loops_.end(),
                       [name](const LoopVariable& loop) { return loop.name == name; });
  }

  // The enum that a selection such as Level.NATIONAL names; a variable of that name hides it.
  const EnumDescriptor* EnumOf(const Node& operand) const {
    if (operand.kind != NodeKind::kName || IsLoopVariable(operand.name)) return nullptr;
    return environment_.FindEnum(operand.name);
  }

  Type CheckSelect(NodeId id, const Node& node) {
    const Node& operand = tree_.child(node, 0);
    const EnumDescriptor* enum_type = EnumOf(operand);
    if (enum_type != nullptr) return CheckEnumValue(id, node, enum_type);
    if (IsQualifiedTypeName(node)) return TypeName(id);
    const Type type = CheckNode(node.children[0]);
    if (IsFaulty(type)) return Unknowable(node);
    if (type.IsMap()) return CheckMapSelect(node, type);
    const Descriptor* message = type.message_type();
    if (message == nullptr) {
      return TypeFault(node.at,
                       absl::StrCat("a value of type ", FormatType(type), " has no fields"),
                       "." + node.name,
                       type.IsList() ? "a method or an element of the list" : "a record or map");
    }
    const FieldDescriptor* field = message->FindFieldByName(node.name);
    MeaningOf(id).reader = field == nullptr ? nullptr : FindFieldReader(field);
    if (MeaningOf(id).reader != nullptr) return MeaningOf(id).reader->type;
    std::vector<std::string> known(static_cast<size_t>(message->field_count()));
    for (int i = 0; i < message->field_count(); ++i) {
      known[static_cast<size_t>(i)] = message->field(i)->name();
    }
    return NameFault(node.at, absl::StrCat("field of ", message->name()), node.name, known,
                     absl::StrCat("a field of ", message->name()));
  }

  // m.k is m["k"].
  Type CheckMapSelect(const Node& node, const Type& map) {
    if (map.key().Is(Kind::kString) || IsFaulty(map.key())) return map.value();
    return TypeFault(node.at, "only keys that are strings are selected with a point",
                     FormatType(map), "map[key]");
  }

  Type CheckEnumValue(NodeId id, const Node& node, const EnumDescriptor* type) {
    if (node.kind == NodeKind::kHas) {
      return TypeFault(node.at, "has() asks whether a field is set", node.name,
                       "has(record.field)");
    }
    if (const auto* value = FindEnumValue(type, node.name)) {
      MeaningOf(id).name = NameMeaning::kEnumValue;
      MeaningOf(id).enum_number = value->number();
      return Type::Enum(type);
    }
    if (node.name == "UNSPECIFIED") {
      return Fail(node.at, v1::REASON_EXPRESSION_NAME,
                  "what is unspecified is missing; has() asks whether it is set", node.name,
                  "has(record.field)");
    }
    std::vector<std::string> known;
    for (int i = 1; i < type->value_count(); ++i) known.push_back(ShortName(type->value(i)));
    return NameFault(node.at, absl::StrCat("value of ", type->name()), node.name, known,
                     absl::StrJoin(known, ", "));
  }

  Type CheckIndex(const Node& node) {
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

  Type CheckKey(const Node& node, const Type& map, const Type& key) {
    if (!IsFaulty(key) && !IsFaulty(map.key()) && key != map.key()) {
      TypeFault(tree_.child(node, 1).at, "the map cannot have such a key", FormatType(key),
                FormatType(map.key()));
    }
    return map.value();
  }

  Type CheckNegate(const Node& node) {
    const Type type = CheckNode(node.children[0]);
    if (IsNumber(type) || IsFaulty(type)) return type;
    return TypeFault(node.at, "only numbers have a negative", FormatType(type), "int or decimal");
  }

  Type CheckBinary(const Node& node) {
    const Type a = CheckNode(node.children[0]);
    const Type b = CheckNode(node.children[1]);
    return CheckOperator(node.name, node.at, a, b, &faults_);
  }

  Type CheckConditional(const Node& node) {
    CheckCondition(node.children[0], "? wants a condition before it");
    const Type yes = CheckNode(node.children[1]);
    const Type no = CheckNode(node.children[2]);
    const std::optional<Type> common = Common(yes, no);
    if (common.has_value()) return *common;
    return TypeFault(tree_.child(node, 2).at, "both results of a conditional have one type",
                     FormatType(no), FormatType(yes));
  }

  Type CheckList(const Node& node) {
    Type element;
    for (const NodeId child : node.children) {
      Join(tree_.at(child), "the elements of a list have one type", CheckNode(child), &element);
    }
    return CheckListOf(node, element);
  }

  // A list of such elements, unless there are too many lists around them already: definitions can
  // put lists around each other beyond any depth of the text. Reported once.
  Type CheckListOf(const Node& node, const Type& element) {
    return element.nesting() < kNestingMax ? element.ListOf() : TooDeep(node);
  }

  Type TooDeep(const Node& node) {
    if (!nested_too_deep_) {
      faults_.Add(node.at, v1::REASON_EXPRESSION_TOO_COMPLEX, "lists and maps are nested too deep",
                  absl::StrCat("more than ", kNestingMax), absl::StrCat("at most ", kNestingMax));
    }
    nested_too_deep_ = true;
    return Type();
  }

  Type CheckMap(const Node& node) {
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

  Type CheckMapOf(const Node& node, const Type& key, const Type& value) {
    return value.nesting() < kNestingMax ? Type::Map(key, value) : TooDeep(node);
  }

  // The type of all parts so far in `whole`.
  void Join(const Node& part, std::string_view message, const Type& type, Type* whole) {
    const std::optional<Type> common = Common(*whole, type);
    if (common.has_value()) {
      *whole = *common;
    } else {
      TypeFault(part.at, std::string(message), FormatType(type), FormatType(*whole));
    }
  }

  Type CheckLoop(NodeId id, const Node& node) {
    const Type range = CheckNode(node.children[0]);
    const std::string macro(MacroName(node.macro));
    if (!IsFaulty(range) && !range.IsList() && !range.IsMap()) {
      TypeFault(node.at, absl::StrCat(macro, " goes through a list or a map"), FormatType(range),
                "a list or a map");
    }
    if (loop_depth_ == kLoopDepthMax) {
      return Fail(node.at, v1::REASON_EXPRESSION_TOO_COMPLEX, "macros are nested too deep",
                  absl::StrCat("more than ", kLoopDepthMax),
                  absl::StrCat("at most ", kLoopDepthMax));
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
  static Type ElementOf(const Type& range) {
    return range.IsList() ? range.Element() : range.IsMap() ? range.key() : Type();
  }

  void AddLoopVariables(const Node& node, const Type& range) {
    if (node.second.empty()) {
      loops_.push_back({.name = node.name, .type = ElementOf(range)});
      return;
    }
    const Type position = IsFaulty(range) ? Type() : Type::Of(Kind::kInt);
    loops_.push_back({.name = node.name, .type = range.IsMap() ? range.key() : position});
    loops_.push_back(
        {.name = node.second, .type = range.IsMap() ? range.value() : ElementOf(range)});
  }

  Type CheckLoopBody(const Node& node, const Type& range, const std::string& macro) {
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

  Type CheckCall(NodeId id, const Node& node, bool method) {
    std::vector<Type> types;
    bool faulty = false;
    for (const NodeId child : node.children) {
      types.push_back(CheckNode(child));
      faulty = faulty || IsFaulty(types.back());
    }
    std::vector<const Function*> rows = Overloads(node.name, method);
    if (rows.empty()) return UnknownFunction(node, method);
    const Function* fits = Fitting(rows, types);
    const bool one_result = std::all_of(rows.begin(), rows.end(), [&rows](const Function* row) {
      return row->result == rows.front()->result;
    });
    if (fits != nullptr) {
      MeaningOf(id).function = fits;
      if (fits->parameters[0] == Parameter::kIndicatorId && !faulty) {
        MeaningOf(id).indicator = CheckIndicatorId(tree_, node, environment_, &faults_);
        return TypeOfIndicatorCall(*fits, MeaningOf(id).indicator, environment_);
      }
      return faulty && !one_result ? Type() : TypeOfResult(fits->result);
    }
    if (faulty) return Unknowable(node);
    std::vector<std::string> signatures;
    signatures.reserve(rows.size());
    for (const Function* row : rows) signatures.push_back(FormatSignature(*row));
    std::vector<Type> arguments(types.begin() + (method ? 1 : 0), types.end());
    return TypeFault(node.at, absl::StrCat(node.name, " does not take these arguments"),
                     absl::StrCat(method ? FormatType(types[0]) + "." : "", node.name, "(",
                                  FormatTypes(arguments), ")"),
                     absl::StrJoin(signatures, " or "));
  }

  Type UnknownFunction(const Node& node, bool method) {
    const Unsupported* row = method ? nullptr : FindUnsupported(node.name);
    if (row != nullptr) return NotSupported(node, *row);
    const std::string_view other = method ? "function" : "method";
    if (!Overloads(node.name, !method).empty()) {
      return Fail(
          node.at, v1::REASON_EXPRESSION_NAME,
          absl::StrCat(node.name, " is a ", std::string(other)), node.name,
          method ? absl::StrCat(node.name, "(...)") : absl::StrCat("value.", node.name, "()"));
    }
    return NameFault(node.at, method ? "method" : "function", node.name, FunctionNames(method),
                     absl::StrJoin(FunctionNames(method), ", "));
  }

  void CheckResult(const Node& root, const Type& type, std::span<const Kind> expected) {
    if (!type.IsList() &&
        std::find(expected.begin(), expected.end(), type.kind) != expected.end()) {
      return;
    }
    std::vector<std::string> want;
    for (const Kind kind : expected) {
      want.push_back(kind == Kind::kEnum      ? "an enum"
                     : kind == Kind::kMessage ? "a record"
                                              : FormatType(Type::Of(kind)));
    }
    TypeFault(root.begin, "the whole expression has another type than is wanted here",
              FormatType(type), absl::StrJoin(want, " or "));
  }

  const SyntaxTree& tree_;
  const Environment& environment_;
  std::vector<LoopVariable> loops_;
  FaultList faults_;
  int loop_depth_ = 0;
  bool nested_too_deep_ = false;
  CheckedTree checked_;
};

}  // namespace

CheckedTree Check(const SyntaxTree& tree, const Environment& environment,
                  std::span<const Kind> expected) {
  return Checker(tree, environment).Run(expected);
}

}  // namespace jifen::scoring::expression
