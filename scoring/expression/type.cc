#include "scoring/expression/type.h"

namespace jifen::scoring::expression {
namespace {

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
    case Kind::kEnum:
      return static_cast<const google::protobuf::EnumDescriptor*>(type.descriptor)->name();
    case Kind::kMessage:
      return static_cast<const google::protobuf::Descriptor*>(type.descriptor)->name();
    case Kind::kList:
    case Kind::kUnknown:
      break;
  }
  return "anything";
}

}  // namespace

const google::protobuf::EnumDescriptor* Type::enum_type() const {
  return Is(Kind::kEnum) ? static_cast<const google::protobuf::EnumDescriptor*>(descriptor)
                         : nullptr;
}

const google::protobuf::Descriptor* Type::message_type() const {
  return Is(Kind::kMessage) ? static_cast<const google::protobuf::Descriptor*>(descriptor)
                            : nullptr;
}

bool IsNumber(const Type& type) { return type.Is(Kind::kInt) || type.Is(Kind::kDecimal); }

bool HasEquality(const Type& type) {
  return type.kind != Kind::kMessage && type.kind != Kind::kNull;
}

bool HasOrder(const Type& type) {
  return IsNumber(type) || type.Is(Kind::kString) || type.Is(Kind::kDate);
}

std::optional<Type> Common(const Type& a, const Type& b) {
  if (a == b || b.Is(Kind::kUnknown)) return a;
  if (a.Is(Kind::kUnknown)) return b;
  if (IsNumber(a) && IsNumber(b)) return Type::Of(Kind::kDecimal);
  if (a.kind == Kind::kUnknown && b.list_depth >= a.list_depth) return b;
  if (b.kind == Kind::kUnknown && a.list_depth >= b.list_depth) return a;
  return std::nullopt;
}

std::string FormatType(const Type& type) {
  std::string text = FormatElement(type);
  for (int i = 0; i < type.list_depth; ++i) text.insert(0, "list<").push_back('>');
  return text;
}

}  // namespace jifen::scoring::expression
