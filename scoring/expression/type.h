// scoring/expression/type.h: the static types of expressions.
//
//   Shape    a kind, the descriptor of an enum or message or the types of a map's keys and values,
//            and how many lists are around it: list<list<int>> is kInt with list_depth 2.
//   Range    lists and maps nest at most kNestingMax deep: the checker refuses more.
//   Threads  immutable; descriptors live as long as the program.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/descriptor.h"

namespace jifen::scoring::expression {

// Lists and maps within each other.
inline constexpr int kNestingMax = 16;

enum class Kind : uint8_t {
  kNull,       // only the literal null
  kBool,       //
  kInt,        // 64 bits, checked
  kDecimal,    // decimal::Decimal
  kString,     // UTF-8
  kDate,       // a civil day, jifen.v1.Date
  kTimestamp,  // an instant with nanoseconds
  kDuration,   // nanoseconds in 64 bits
  kType,       // what type() gives: the name of a type
  kEnum,       // a value of one protobuf enum; each enum is a type of its own
  kMessage,    // the payload of a record, or the register entry
  kMap,        //
  kList,       // only of a value: the static type of a list is that of its elements with a depth
  kUnknown,    // of an empty list's elements, and of what a fault was found in: fits everything
};

struct MapType;

struct Type {
  Kind kind = Kind::kUnknown;
  uint8_t list_depth = 0;
  const void* descriptor = nullptr;    // EnumDescriptor for kEnum, Descriptor for kMessage
  std::shared_ptr<const MapType> map;  // for kMap

  static Type Of(Kind kind) { return {.kind = kind}; }
  static Type Enum(const google::protobuf::EnumDescriptor* e) {
    return {.kind = Kind::kEnum, .descriptor = e};
  }
  static Type Message(const google::protobuf::Descriptor* m) {
    return {.kind = Kind::kMessage, .descriptor = m};
  }
  static Type Map(const Type& key, const Type& value);

  bool IsList() const { return list_depth > 0; }
  bool IsMap() const { return Is(Kind::kMap); }
  bool Is(Kind k) const { return kind == k && list_depth == 0; }
  // nesting() must be below kNestingMax.
  Type ListOf() const { return {kind, static_cast<uint8_t>(list_depth + 1), descriptor, map}; }
  Type Element() const { return {kind, static_cast<uint8_t>(list_depth - 1), descriptor, map}; }
  // Of a plain map.
  const Type& key() const;
  const Type& value() const;
  // How many lists and maps are around the innermost type.
  int nesting() const;

  // Null unless a plain enum or message.
  const google::protobuf::EnumDescriptor* enum_type() const;
  const google::protobuf::Descriptor* message_type() const;

  friend bool operator==(const Type& a, const Type& b);
};

struct MapType {
  Type key;
  Type value;
};

bool IsNumber(const Type& type);
// Whether == and != are defined between values of two types: of one type without records in it, and
// of numbers of both kinds, in lists and maps too.
bool AreComparable(const Type& a, const Type& b);
// Whether < <= > >= are defined between values of a type.
bool HasOrder(const Type& type);
// Whether a map can have keys of a type: bool, int, string and enums.
bool IsKey(const Type& type);

// The type that holds the values of both: equal ones; decimal for int and decimal; of lists and maps,
// that whose elements are known. kUnknown gives way to any other.
std::optional<Type> Common(const Type& a, const Type& b);

// As faults and the reference write it: int, list<AnnualReport>, map<string, int>, Level.
std::string FormatType(const Type& type);

// What type() gives for values of a type: int, list, google.protobuf.Timestamp, jifen.v1.Award.
std::string NameOfType(const Type& type);
// Whether an expression can name the type so.
bool IsTypeName(std::string_view name);

}  // namespace jifen::scoring::expression
