// scoring/expression/type.h: the static types of expressions.
//
//   Shape    a kind, the descriptor of an enum or message, and how many lists are around it:
//            list<list<int>> is kInt with list_depth 2. A value of 16 bytes.
//   Range    at most kListDepthMax lists around it: the checker refuses more.
//   Threads  immutable; descriptors live as long as the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "google/protobuf/descriptor.h"

namespace jifen::scoring::expression {

inline constexpr int kListDepthMax = 8;

enum class Kind : uint8_t {
  kNull,     // only the literal null
  kBool,     //
  kInt,      // 64 bits, checked
  kDecimal,  // decimal::Decimal
  kString,   // UTF-8
  kDate,     // a civil day, jifen.v1.Date
  kEnum,     // a value of one protobuf enum; each enum is a type of its own
  kMessage,  // the payload of a record, or the register entry
  kList,     // only of a value: the static type of a list is that of its elements with a depth
  kUnknown,  // of an empty list's elements, and of what a fault was found in: fits everything
};

struct Type {
  Kind kind = Kind::kUnknown;
  uint8_t list_depth = 0;
  const void* descriptor = nullptr;  // EnumDescriptor for kEnum, Descriptor for kMessage

  static Type Of(Kind kind) { return {.kind = kind}; }
  static Type Enum(const google::protobuf::EnumDescriptor* e) {
    return {.kind = Kind::kEnum, .descriptor = e};
  }
  static Type Message(const google::protobuf::Descriptor* m) {
    return {.kind = Kind::kMessage, .descriptor = m};
  }

  bool IsList() const { return list_depth > 0; }
  bool Is(Kind k) const { return kind == k && list_depth == 0; }
  // list_depth must be below kListDepthMax.
  Type ListOf() const { return {kind, static_cast<uint8_t>(list_depth + 1), descriptor}; }
  Type Element() const { return {kind, static_cast<uint8_t>(list_depth - 1), descriptor}; }

  // Null unless a plain enum or message.
  const google::protobuf::EnumDescriptor* enum_type() const;
  const google::protobuf::Descriptor* message_type() const;

  friend bool operator==(const Type&, const Type&) = default;
};

bool IsNumber(const Type& type);
// Whether == and !=, or < <= > >=, are defined between values of a type.
bool HasEquality(const Type& type);
bool HasOrder(const Type& type);

// The type that holds the values of both: equal ones; decimal for int and decimal; of lists, that
// whose elements are known. kUnknown gives way to any other.
std::optional<Type> Common(const Type& a, const Type& b);

// As faults and the reference write it: int, decimal, list<AnnualReport>, IntellectualPropertyKind.
std::string FormatType(const Type& type);

}  // namespace jifen::scoring::expression
