#include "scoring/expression/interpreter.h"

#include <algorithm>
#include <compare>
#include <memory>
#include <new>

namespace jifen::scoring::expression {
namespace {

using decimal::Decimal;

bool Holds(Relation relation, std::strong_ordering order) {
  switch (relation) {
    case Relation::kEqual:
      return std::is_eq(order);
    case Relation::kUnequal:
      return std::is_neq(order);
    case Relation::kLess:
      return std::is_lt(order);
    case Relation::kLessEqual:
      return std::is_lteq(order);
    case Relation::kGreater:
      return std::is_gt(order);
    case Relation::kGreaterEqual:
      return std::is_gteq(order);
  }
  return false;
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): one case per operation, each a line or two.
Value Interpreter::Run(uint32_t index) {
  const Instruction& i = code_.instructions[index];
  switch (i.op) {
    case Op::kConstant:
      return code_.constants[i.a];
    case Op::kSlot:
      return slots_.values[i.slot];
    case Op::kRecords:
      return Value::List(workspace_.dossier_->OfKind(static_cast<v1::RecordKind>(i.a)));
    case Op::kEnterprise:
      return Enterprise();
    case Op::kProfile:
      return Profile();
    case Op::kYear:
      return Value::Int(workspace_.year_);
    case Op::kValidAt:
      return Value::OfDay(workspace_.dossier_->valid_at());
    case Op::kDefinition:
      return Definition(i);
    case Op::kSelect:
      return Read(index, *i.reader, Run(i.a));
    case Op::kSelectSlot:
      return Read(index, *i.reader, slots_.values[i.slot]);
    case Op::kHas:
      return Has(index, i);
    case Op::kIndex:
      return Index(index, i);
    case Op::kLookUp:
      return LookUp(index, i);
    case Op::kHasKey:
      return HasKey(i);
    case Op::kNot: {
      const Value a = Run(i.a);
      return a.IsPresent() ? Value::Bool(!a.AsBool()) : a;
    }
    case Op::kAnd:
      return AndOr(i, false);
    case Op::kOr:
      return AndOr(i, true);
    case Op::kConditional:
      return Conditional(i);
    case Op::kNegateInt:
    case Op::kAddInt:
    case Op::kSubtractInt:
    case Op::kMultiplyInt:
    case Op::kDivideInt:
    case Op::kRemainderInt:
      return IntArithmetic(index, i);
    case Op::kNegateDecimal: {
      const Value a = Run(i.a);
      return a.IsPresent() ? Value::OfDecimal(-a.AsDecimal()) : a;
    }
    case Op::kWiden: {
      const Value a = Run(i.a);
      if (!a.IsPresent() || a.kind() == Kind::kDecimal) return a;
      Value widened = Value::OfDecimal(Decimal::FromInt(a.AsInt()));
      widened.set_origin(a.origin());
      return widened;
    }
    case Op::kAddDecimal:
    case Op::kSubtractDecimal:
    case Op::kMultiplyDecimal:
    case Op::kDivideDecimal:
      return DecimalArithmetic(index, i);
    case Op::kJoinStrings:
      return JoinStrings(index, i);
    case Op::kJoinLists:
      return JoinLists(index, i);
    case Op::kAddTime:
    case Op::kSubtractTime:
      return TimeArithmetic(index, i);
    case Op::kCompareWord:
    case Op::kCompareDecimal:
    case Op::kCompareString:
    case Op::kCompareTimestamp:
    case Op::kCompareAny:
      return Compare(index, i);
    case Op::kIn:
      return In(index, i);
    case Op::kInMap:
      return InMap(index, i);
    case Op::kMatches:
      return Matches(index, i);
    case Op::kTypeOf: {
      const Value a = Run(i.a);
      return a.IsPresent() ? code_.constants[i.b] : a;
    }
    case Op::kInMask: {
      const Value a = Run(i.a);
      if (!a.IsPresent()) return a;
      const int64_t number = a.AsInt();
      return Value::Bool(number >= 0 && number < 64 && ((i.mask >> number) & 1) != 0);
    }
    case Op::kList:
      return List(index, i);
    case Op::kMapLiteral:
      return MapLiteral(index, i);
    case Op::kTransformMap:
      return TransformMap(index, i);
    case Op::kAll:
      return AllExists(index, i, false);
    case Op::kExists:
      return AllExists(index, i, true);
    case Op::kExistsOne:
      return ExistsOne(index, i);
    case Op::kFilter:
      return Filter(index, i);
    case Op::kMap:
      return Map(index, i);
    case Op::kCall:
      return CallFunction(index, i);
  }
  return Value();
}

// Evaluated once per dossier; its evidence joins whenever it is used.
Value Interpreter::Definition(const Instruction& i) {
  const Program* program = code_.definitions[i.a].get();
  Workspace& w = workspace_;
  for (size_t k = 0; k < w.definition_count_; ++k) {
    const Workspace::Remembered& known = w.definitions_[k];
    if (known.program != program) continue;
    w.evidence_.AddAll(known.evidence);
    return known.value;
  }
  RecordSet before = w.evidence_;
  w.evidence_.Reset(w.dossier_->record_count());
  const Value value = Interpreter(w, program->code()).Run();
  if (w.definition_count_ == w.definitions_.size()) w.definitions_.emplace_back();
  w.definitions_[w.definition_count_++] = {
      .program = program, .value = value, .evidence = w.evidence_};
  w.evidence_.AddAll(before);
  return value;
}

Value Interpreter::Profile() {
  const Value& profile = workspace_.dossier_->profile();
  if (!profile.IsPresent()) return MissingFor({.kind = CauseKind::kProfile});
  workspace_.evidence_.Add(profile.origin());
  return profile;
}

Value Interpreter::Enterprise() {
  const v1::Enterprise* enterprise = workspace_.dossier_->enterprise();
  if (enterprise == nullptr) return MissingFor({.kind = CauseKind::kEnterprise});
  return Value::Message(enterprise, kNoRecord);
}

// One value is returned on every way, so that it is written where the caller wants it.
Value Interpreter::Read(uint32_t index, const FieldReader& reader, const Value& message) {
  Value value;
  if (!message.IsPresent()) {
    value = message;
  } else if (IsJoined(message.origin())) {
    value = ReadJoined(index, reader, message);
  } else if (reader.read(message.AsMessage(), &value)) {
    value.set_origin(message.origin());
  } else {
    value =
        MissingFor({.kind = CauseKind::kField, .record = message.origin(), .field = reader.field});
  }
  return value;
}

// A record that is not there has no fields; a record that is not known has unknown ones.
Value Interpreter::Has(uint32_t index, const Instruction& i) {
  const Value message = Run(i.a);
  if (message.IsPresent() && IsJoined(message.origin())) {
    const Value value = ReadJoined(index, *i.reader, message);
    if (value.IsError()) return value;
    return Value::Bool(value.IsPresent() &&
                       i.reader->has(workspace_.dossier_->PayloadAt(value.origin())));
  }
  if (message.IsPresent()) return Value::Bool(i.reader->has(message.AsMessage()));
  const bool absent = message.IsMissing() && message.causes().size() == 1 &&
                      (message.causes()[0].kind == CauseKind::kAnnualReport ||
                       message.causes()[0].kind == CauseKind::kProfile ||
                       message.causes()[0].kind == CauseKind::kEnterprise);
  return absent ? Value::Bool(false) : message;
}

Value Interpreter::Index(uint32_t index, const Instruction& i) {
  const Value list = Run(i.a);
  const Value at = Run(i.b);
  if (!list.IsPresent() || !at.IsPresent()) return Merge(list, at);
  const auto size = static_cast<int64_t>(list.AsList().size());
  if (at.AsInt() < 0 || at.AsInt() >= size) {
    return MissingOperand(index, Value(), CauseKind::kText, "");
  }
  const Value& element = list.AsList()[static_cast<size_t>(at.AsInt())];
  workspace_.evidence_.Add(element.origin());
  return element;
}

Value Interpreter::AndOr(const Instruction& i, bool deciding) {
  Value undecided = Value::Bool(!deciding);
  for (uint32_t k = 0; k < i.count; ++k) {
    const Value operand = Run(code_.operands[i.a + k]);
    if (!operand.IsPresent()) {
      undecided = Merge(undecided, operand);
    } else if (operand.AsBool() == deciding) {
      return Value::Bool(deciding);
    }
  }
  return undecided;
}

Value Interpreter::Conditional(const Instruction& i) {
  const Value condition = Run(i.a);
  if (!condition.IsPresent()) return condition;
  return Run(condition.AsBool() ? i.b : i.c);
}

// Of present values that can be compared; an int equals a decimal of the same value. Lists can hold
// the same list many times, so that their elements are counted as they are compared: false, and
// IsExhausted, beyond the limit.
bool Interpreter::Equal(const Value& a, const Value& b) {
  switch (a.kind()) {
    case Kind::kString:
      return a.AsString() == b.AsString() && CountBytes(a.AsString().size());
    case Kind::kType:
      return a.AsTypeName() == b.AsTypeName();
    case Kind::kTimestamp:
      return a.AsTimestamp() == b.AsTimestamp();
    case Kind::kList:
      return AllEqual(a.AsList(), b.AsList());
    case Kind::kMap:  // both are in order of their keys
      return AllEqual(a.AsMapKeys(), b.AsMapKeys()) && AllEqual(a.AsMapValues(), b.AsMapValues());
    case Kind::kInt:
    case Kind::kDecimal:
      return a.kind() == b.kind() && a.kind() == Kind::kInt ? a.AsInt() == b.AsInt()
                                                            : a.AsNumber() == b.AsNumber();
    default:
      return a.AsInt() == b.AsInt();
  }
}

bool Interpreter::AllEqual(std::span<const Value> a, std::span<const Value> b) {
  return a.size() == b.size() && CountElements(a.size()) &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [this](const Value& x, const Value& y) { return Equal(x, y); });
}

Value Interpreter::Compare(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  switch (i.op) {
    case Op::kCompareWord:
      return Value::Bool(Holds(i.relation, a.AsInt() <=> b.AsInt()));
    case Op::kCompareDecimal:
      return Value::Bool(Holds(i.relation, a.AsDecimal() <=> b.AsDecimal()));
    case Op::kCompareTimestamp:
      return Value::Bool(Holds(i.relation, a.AsTimestamp() <=> b.AsTimestamp()));
    case Op::kCompareString:
      if (!CountBytes(std::min(a.AsString().size(), b.AsString().size()))) return TooMuch(index);
      return Value::Bool(Holds(i.relation, a.AsString() <=> b.AsString()));
    default: {
      const bool equal = Equal(a, b);
      if (IsExhausted()) return TooMuch(index);
      return Value::Bool(equal == (i.relation == Relation::kEqual));
    }
  }
}

Value Interpreter::JoinStrings(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  const std::string_view x = a.AsString();
  const std::string_view y = b.AsString();
  if (!HasRoom(x.size() + y.size()) || !CountBytes(x.size() + y.size())) return TooMuch(index);
  char* joined = workspace_.arena_.Allocate<char>(x.size() + y.size());
  std::copy(x.begin(), x.end(), joined);
  std::copy(y.begin(), y.end(), joined + x.size());
  return Value::String(std::string_view(joined, x.size() + y.size()));
}

Value Interpreter::JoinLists(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  const std::span<const Value> x = a.AsList();
  const std::span<const Value> y = b.AsList();
  if (!HasRoom((x.size() + y.size()) * sizeof(Value)) || !CountElements(x.size() + y.size())) {
    return TooMuch(index);
  }
  Value* joined = workspace_.arena_.Allocate<Value>(x.size() + y.size());
  std::uninitialized_copy(x.begin(), x.end(), joined);
  std::uninitialized_copy(y.begin(), y.end(), joined + x.size());
  return Value::List(std::span<const Value>(joined, x.size() + y.size()));
}

// The element that is found becomes evidence.
Value Interpreter::In(uint32_t index, const Instruction& i) {
  const Value wanted = Run(i.a);
  const Value list = Run(i.b);
  if (!wanted.IsPresent() || !list.IsPresent()) return Merge(wanted, list);
  if (!CountElements(list.AsList().size())) return TooMuch(index);
  for (const Value& element : list.AsList()) {
    const bool equal = Equal(wanted, element);
    if (IsExhausted()) return TooMuch(index);
    if (!equal) continue;
    workspace_.evidence_.Add(element.origin());
    return Value::Bool(true);
  }
  return Value::Bool(false);
}

Value Interpreter::Matches(uint32_t index, const Instruction& i) {
  const Value text = Run(i.a);
  if (!text.IsPresent()) return text;
  const Pattern& pattern = *code_.patterns[i.b];
  if (!CountElements(pattern.CostOf(text.AsString()))) return TooMuch(index);
  return Value::Bool(pattern.Matches(text.AsString()));
}

Value Interpreter::CallFunction(uint32_t index, const Instruction& i) {
  // Written in place: copies of values that were just written are what costs most here.
  union Arguments {
    Arguments() {}
    Value values[kParametersMax];
  } arguments;
  bool all_present = true;
  for (uint32_t k = 0; k < i.count; ++k) {
    new (&arguments.values[k]) Value(Run(code_.operands[i.a + k]));
    all_present = all_present && arguments.values[k].IsPresent();
  }
  if (!all_present) return MergeAll(std::span(arguments.values, i.count));
  for (uint32_t k = 0; k < i.count; ++k) {
    if (!CountArgument(arguments.values[k])) return TooMuch(index);
  }
  Call call(*this, index);
  return i.function->implementation(call, arguments.values);
}

Value Interpreter::MergeAll(std::span<const Value> values) {
  Value absent = Value::Bool(true);
  for (const Value& value : values) {
    if (!value.IsPresent()) absent = Merge(absent, value);
  }
  return absent;
}

}  // namespace jifen::scoring::expression
