// scoring/expression/value.h: what an expression gives: a value, missing, or an error.
//
//   Shape    32 bytes, trivially copyable; strings, lists, maps and causes are borrowed.
//   Threads  a value; what it borrows from lives until the workspace begins with another dossier.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

#include "google/protobuf/message.h"
#include "jifen/v1/date.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/missing.h"
#include "scoring/expression/timestamp.h"
#include "scoring/expression/type.h"

namespace jifen::scoring::expression {

enum class State : uint8_t { kPresent, kMissing, kError };

// A civil day in 32 bits whose order is that of the calendar.
class Day {
 public:
  constexpr Day() = default;
  constexpr Day(int year, int month, int day) : packed_(year * 512 + month * 32 + day) {}
  static constexpr Day FromPacked(int64_t packed) {
    Day day;
    day.packed_ = static_cast<int32_t>(packed);
    return day;
  }
  constexpr int year() const { return packed_ >> 9; }
  constexpr int month() const { return (packed_ >> 5) & 15; }
  constexpr int day() const { return packed_ & 31; }
  constexpr int32_t packed() const { return packed_; }
  friend constexpr std::strong_ordering operator<=>(Day a, Day b) {
    return a.packed_ <=> b.packed_;
  }
  friend constexpr bool operator==(Day a, Day b) { return a.packed_ == b.packed_; }

 private:
  int32_t packed_ = 0;
};

// Whether the parts are a day of the calendar, years 1..9999.
bool IsDay(int64_t year, int64_t month, int64_t day);
// Day() if unset or no day of the calendar.
Day DayOf(const v1::Date& date);
v1::Date DateOf(Day day);

class Value {
 public:
  Value() = default;  // missing without a cause
  static Value Null() { return Value(Kind::kNull, 0); }
  static Value Bool(bool b) { return Value(Kind::kBool, int64_t{b}); }
  static Value Int(int64_t i) { return Value(Kind::kInt, i); }
  static Value Enum(int number) { return Value(Kind::kEnum, int64_t{number}); }
  static Value OfDay(Day day) { return Value(Kind::kDate, int64_t{day.packed()}); }
  static Value OfDecimal(decimal::Decimal d) {
    Value v(Kind::kDecimal, 0);
    v.payload_.decimal = d;
    return v;
  }
  static Value String(std::string_view s) {
    Value v(Kind::kString, 0);
    v.payload_.string = s;
    return v;
  }
  static Value List(std::span<const Value> items) {
    Value v(Kind::kList, 0);
    v.payload_.list = {items.data(), items.size()};
    return v;
  }
  // `items`: first all keys, rising and each once, then the value of each.
  static Value Map(std::span<const Value> items) {
    Value v(Kind::kMap, 0);
    v.payload_.list = {items.data(), items.size() / 2};
    return v;
  }
  static Value OfTimestamp(Timestamp timestamp) {
    Value v(Kind::kTimestamp, 0);
    v.payload_.timestamp = timestamp;
    return v;
  }
  static Value Duration(int64_t nanoseconds) { return Value(Kind::kDuration, nanoseconds); }
  // The name must outlive the value.
  static Value TypeName(std::string_view name) {
    Value v(Kind::kType, 0);
    v.payload_.string = name;
    return v;
  }
  static Value Message(const google::protobuf::Message* message, RecordIndex record) {
    Value v(Kind::kMessage, 0);
    v.payload_.message = message;
    v.set_origin(record);
    return v;
  }
  static Value Missing(std::span<const Cause> causes) {
    Value v;
    v.payload_.causes = {causes.data(), causes.size()};
    return v;
  }
  static Value Error(const Failure* failure) {
    Value v(Kind::kUnknown, 0);
    v.header_ = Header(Kind::kUnknown, State::kError, kNoRecord);
    v.payload_.failure = failure;
    return v;
  }

  State state() const { return static_cast<State>((header_ >> kStateShift) & 0xFF); }
  bool IsPresent() const { return state() == State::kPresent; }
  bool IsMissing() const { return state() == State::kMissing; }
  bool IsError() const { return state() == State::kError; }
  // Of a present value; kUnknown otherwise.
  Kind kind() const { return static_cast<Kind>(header_ & 0xFF); }

  // Each wants the kind that it names.
  bool AsBool() const { return payload_.integer != 0; }
  int64_t AsInt() const { return payload_.integer; }
  int AsEnum() const { return static_cast<int>(payload_.integer); }
  Day AsDay() const { return Day::FromPacked(payload_.integer); }
  decimal::Decimal AsDecimal() const { return payload_.decimal; }
  std::string_view AsString() const { return payload_.string; }
  std::span<const Value> AsList() const { return {payload_.list.items, payload_.list.size}; }
  std::span<const Value> AsMapKeys() const { return {payload_.list.items, payload_.list.size}; }
  std::span<const Value> AsMapValues() const {
    return {payload_.list.items + payload_.list.size, payload_.list.size};
  }
  Timestamp AsTimestamp() const { return payload_.timestamp; }
  int64_t AsDuration() const { return payload_.integer; }
  std::string_view AsTypeName() const { return payload_.string; }
  const google::protobuf::Message& AsMessage() const { return *payload_.message; }
  // A present int or decimal as a decimal.
  decimal::Decimal AsNumber() const {
    return kind() == Kind::kInt ? decimal::Decimal::FromInt(payload_.integer) : payload_.decimal;
  }
  // Why it is missing, in the order of evaluation without repetition; at most kCausesMax.
  std::span<const Cause> causes() const { return {payload_.causes.items, payload_.causes.size}; }
  const Failure& failure() const { return *payload_.failure; }

  // The record that it was read from.
  RecordIndex origin() const { return static_cast<RecordIndex>(header_ >> kOriginShift); }
  void set_origin(RecordIndex record) { header_ = (header_ & kKindAndState) | OriginBits(record); }

 private:
  static constexpr int kStateShift = 8;
  static constexpr int kOriginShift = 32;
  static constexpr uint64_t kKindAndState = 0xFFFF;

  static constexpr uint64_t OriginBits(RecordIndex record) {
    return uint64_t{static_cast<uint32_t>(record)} << kOriginShift;
  }
  static constexpr uint64_t Header(Kind kind, State state, RecordIndex record) {
    return static_cast<uint64_t>(kind) | static_cast<uint64_t>(state) << kStateShift |
           OriginBits(record);
  }

  Value(Kind kind, int64_t integer) : header_(Header(kind, State::kPresent, kNoRecord)) {
    payload_.integer = integer;
  }

  template <typename T>
  struct Slice {
    const T* items;
    uint64_t size;
  };
  union Payload {
    Payload() : causes{nullptr, 0} {}
    int64_t integer;
    decimal::Decimal decimal;
    Timestamp timestamp;
    std::string_view string;
    Slice<Value> list;
    const google::protobuf::Message* message;
    Slice<Cause> causes;
    const Failure* failure;
  };

  Payload payload_;
  // Kind, state and origin in one word: what is written as one can be read as one right after, while a
  // wide read of narrow writes waits for them, in each copy of each value.
  uint64_t header_ = Header(Kind::kUnknown, State::kMissing, kNoRecord);
};
static_assert(sizeof(Value) == 32);

}  // namespace jifen::scoring::expression
