#include "scoring/expression/type.h"

#include <algorithm>
#include <array>

namespace jifen::scoring::expression {
namespace {

constexpr std::array<std::string_view, 11> kTypeNames = {"bool",
                                                         "int",
                                                         "decimal",
                                                         "string",
                                                         "date",
                                                         "list",
                                                         "map",
                                                         "null_type",
                                                         "type",
                                                         "google.protobuf.Timestamp",
                                                         "google.protobuf.Duration"};

std::string FormatElement(const Type& type) {
  switch (type.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "bool";
    case Kind::kInt:
      return "int";
    case Kind::kDecimal:
      return "decimal";
    case Kind::kString:
      return "string";
    case Kind::kDate:
      return "date";
    case Kind::kTimestamp:
      return "timestamp";
    case Kind::kDuration:
      return "duration";
    case Kind::kType:
      return "type";
    case Kind::kEnum:
      return static_cast<const google::protobuf::EnumDescriptor*>(type.descriptor)->name();
    case Kind::kMessage:
      return static_cast<const google::protobuf::Descriptor*>(type.descriptor)->name();
    case Kind::kMap:
      return "map<" + FormatType(type.map->key) + ", " + FormatType(type.map->value) + ">";
    case Kind::kList:
    case Kind::kUnknown:
      break;
  }
  return "anything";
}

// As Common, without an int becoming a decimal: what is in lists and maps is not converted.
std::optional<Type> Unify(const Type& a, const Type& b) {
  if (a == b || b.Is(Kind::kUnknown)) return a;
  if (a.Is(Kind::kUnknown)) return b;
  if (a.IsList() && b.IsList()) {
    const std::optional<Type> element = Unify(a.Element(), b.Element());
    if (element.has_value()) return element->ListOf();
  } else if (a.IsMap() && b.IsMap()) {
    const std::optional<Type> key = Unify(a.key(), b.key());
    const std::optional<Type> value = Unify(a.value(), b.value());
    if (key.has_value() && value.has_value()) return Type::Map(*key, *value);
  }
  return std::nullopt;
}

}  // namespace

Type Type::Map(const Type& key, const Type& value) {
  return {.kind = Kind::kMap,
          .map = std::make_shared<const MapType>(MapType{.key = key, .value = value})};
}

const Type& Type::key() const { return map->key; }
const Type& Type::value() const { return map->value; }

int Type::nesting() const {
  return list_depth + (map == nullptr ? 0 : 1 + std::max(map->key.nesting(), map->value.nesting()));
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.list_depth != b.list_depth || a.descriptor != b.descriptor)
    return false;
  return a.map == b.map || (a.map != nullptr && b.map != nullptr && a.map->key == b.map->key &&
                            a.map->value == b.map->value);
}

const google::protobuf::EnumDescriptor* Type::enum_type() const {
  return Is(Kind::kEnum) ? static_cast<const google::protobuf::EnumDescriptor*>(descriptor)
                         : nullptr;
}

const google::protobuf::Descriptor* Type::message_type() const {
  return Is(Kind::kMessage) ? static_cast<const google::protobuf::Descriptor*>(descriptor)
                            : nullptr;
}

bool IsNumber(const Type& type) { return type.Is(Kind::kInt) || type.Is(Kind::kDecimal); }

bool AreComparable(const Type& a, const Type& b) {
  if (a.Is(Kind::kUnknown) || b.Is(Kind::kUnknown) || (IsNumber(a) && IsNumber(b))) return true;
  if (a.IsList() && b.IsList()) return AreComparable(a.Element(), b.Element());
  if (a.IsMap() && b.IsMap()) {
    return AreComparable(a.key(), b.key()) && AreComparable(a.value(), b.value());
  }
  return a == b && !a.Is(Kind::kMessage);
}

bool HasOrder(const Type& type) {
  return IsNumber(type) || type.Is(Kind::kBool) || type.Is(Kind::kString) || type.Is(Kind::kDate) ||
         type.Is(Kind::kTimestamp) || type.Is(Kind::kDuration);
}

bool IsKey(const Type& type) {
  return type.Is(Kind::kBool) || type.Is(Kind::kInt) || type.Is(Kind::kString) ||
         type.Is(Kind::kEnum);
}

std::optional<Type> Common(const Type& a, const Type& b) {
  if (IsNumber(a) && IsNumber(b)) return a == b ? a : Type::Of(Kind::kDecimal);
  return Unify(a, b);
}

std::string FormatType(const Type& type) {
  std::string text = FormatElement(type);
  for (int i = 0; i < type.list_depth; ++i) text.insert(0, "list<").push_back('>');
  return text;
}

std::string NameOfType(const Type& type) {
  if (type.IsList()) return "list";
  switch (type.kind) {
    case Kind::kNull:
      return "null_type";
    case Kind::kTimestamp:
      return "google.protobuf.Timestamp";
    case Kind::kDuration:
      return "google.protobuf.Duration";
    case Kind::kMap:
      return "map";
    case Kind::kEnum:
      return static_cast<const google::protobuf::EnumDescriptor*>(type.descriptor)->full_name();
    case Kind::kMessage:
      return static_cast<const google::protobuf::Descriptor*>(type.descriptor)->full_name();
    default:
      return FormatElement(type);
  }
}

bool IsTypeName(std::string_view name) {
  return std::find(kTypeNames.begin(), kTypeNames.end(), name) != kTypeNames.end();
}

}  // namespace jifen::scoring::expression
