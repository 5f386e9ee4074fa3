// The part of the checker that finds what names mean.
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
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

std::string FormatTypes(const std::vector<Type>& types) {
  std::vector<std::string> texts;
  texts.reserve(types.size());
  for (const Type& type : types) texts.push_back(FormatType(type));
  return absl::StrJoin(texts, ", ");
}

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

}  // namespace

Type TreeChecker::CheckName(NodeId id, const Node& node) {
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
    if (IsFaulty(variable->type)) checked_.rests_on_faulty = true;
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

Type TreeChecker::TypeName(NodeId id) {
  MeaningOf(id).name = NameMeaning::kTypeName;
  return Type::Of(Kind::kType);
}

Type TreeChecker::NotSupported(const Node& node, const Unsupported& row) {
  return Fail(node.at, v1::REASON_EXPRESSION_NAME, std::string(row.why), node.name,
              std::string(row.instead));
}

// Whether a selection such as google.protobuf.Timestamp names a type; what a variable is selected
// from does not.
bool TreeChecker::IsQualifiedTypeName(const Node& node) const {
  const std::string name = QualifiedName(tree_, node);
  if (node.kind != NodeKind::kSelect || !IsTypeName(name)) return false;
  const std::string_view first = std::string_view(name).substr(0, name.find('.'));
  return environment_.FindVariable(first) == nullptr && !IsLoopVariable(first);
}

bool TreeChecker::IsLoopVariable(std::string_view name) const {
  return std::any_of(loops_.begin(), loops_.end(),
                     [name](const LoopVariable& loop) { return loop.name == name; });
}

// The enum that a selection such as Level.NATIONAL names; a variable of that name hides it.
const EnumDescriptor* TreeChecker::EnumOf(const Node& operand) const {
  if (operand.kind != NodeKind::kName || IsLoopVariable(operand.name)) return nullptr;
  return environment_.FindEnum(operand.name);
}

Type TreeChecker::CheckSelect(NodeId id, const Node& node) {
  const Node& operand = tree_.child(node, 0);
  const EnumDescriptor* enum_type = EnumOf(operand);
  if (enum_type != nullptr) return CheckEnumValue(id, node, enum_type);
  if (IsQualifiedTypeName(node)) return TypeName(id);
  const Type type = CheckNode(node.children[0]);
  if (IsFaulty(type)) return Unknowable(node);
  if (type.IsMap()) return CheckMapSelect(node, type);
  const Descriptor* message = type.message_type();
  if (message == nullptr) {
    return TypeFault(node.at, absl::StrCat("a value of type ", FormatType(type), " has no fields"),
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
Type TreeChecker::CheckMapSelect(const Node& node, const Type& map) {
  if (map.key().Is(Kind::kString) || IsFaulty(map.key())) return map.value();
  return TypeFault(node.at, "only keys that are strings are selected with a point", FormatType(map),
                   "map[key]");
}

Type TreeChecker::CheckEnumValue(NodeId id, const Node& node, const EnumDescriptor* type) {
  if (node.kind == NodeKind::kHas) {
    return TypeFault(node.at, "has() asks whether a field is set", node.name, "has(record.field)");
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

Type TreeChecker::CheckCall(NodeId id, const Node& node, bool method) {
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
      const Type type = TypeOfIndicatorCall(*fits, MeaningOf(id).indicator, environment_);
      if (IsFaulty(type)) checked_.rests_on_faulty = true;
      return type;
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

Type TreeChecker::UnknownFunction(const Node& node, bool method) {
  const Unsupported* row = method ? nullptr : FindUnsupported(node.name);
  if (row != nullptr) return NotSupported(node, *row);
  const std::string_view other = method ? "function" : "method";
  if (!Overloads(node.name, !method).empty()) {
    return Fail(
        node.at, v1::REASON_EXPRESSION_NAME, absl::StrCat(node.name, " is a ", std::string(other)),
        node.name,
        method ? absl::StrCat(node.name, "(...)") : absl::StrCat("value.", node.name, "()"));
  }
  return NameFault(node.at, method ? "method" : "function", node.name, FunctionNames(method),
                   absl::StrJoin(FunctionNames(method), ", "));
}

void TreeChecker::CheckResult(const Node& root, const Type& type, std::span<const Kind> expected) {
  if (!type.IsList() && std::find(expected.begin(), expected.end(), type.kind) != expected.end()) {
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

}  // namespace jifen::scoring::expression
