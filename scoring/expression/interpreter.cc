#include "scoring/expression/interpreter.h"

#include <algorithm>
#include <array>
#include <compare>
#include <new>
#include <utility>

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

class HandlerTable {
 public:
  constexpr HandlerTable() {
    for (const auto& [op, handler] : kRows) table_[static_cast<size_t>(op)] = handler;
  }
  constexpr const Interpreter::Handler* data() const { return table_.data(); }
  constexpr bool IsComplete() const {
    return std::none_of(table_.begin(), table_.end(),
                        [](Interpreter::Handler handler) { return handler == nullptr; });
  }

 private:
  template <auto kMember>
  static Value Run(Interpreter& in, uint32_t index, const Instruction& i) {
    return (in.*kMember)(index, i);
  }

  static constexpr std::pair<Op, Interpreter::Handler> kRows[] = {
      {Op::kConstant, Run<&Interpreter::Constant>},
      {Op::kSlot, Run<&Interpreter::Slot>},
      {Op::kRecords, Run<&Interpreter::Records>},
      {Op::kEnterprise, Run<&Interpreter::Enterprise>},
      {Op::kProfile, Run<&Interpreter::Profile>},
      {Op::kYear, Run<&Interpreter::Year>},
      {Op::kValidAt, Run<&Interpreter::ValidAt>},
      {Op::kStage, Run<&Interpreter::Stage>},
      {Op::kDefinition, Run<&Interpreter::Definition>},
      {Op::kSelect, Run<&Interpreter::Select>},
      {Op::kSelectSlot, Run<&Interpreter::SelectSlot>},
      {Op::kSelectAnnual, Run<&Interpreter::SelectAnnual>},
      {Op::kHas, Run<&Interpreter::Has>},
      {Op::kIndex, Run<&Interpreter::Index>},
      {Op::kLookUp, Run<&Interpreter::LookUp>},
      {Op::kHasKey, Run<&Interpreter::HasKey>},
      {Op::kNot, Run<&Interpreter::Not>},
      {Op::kAnd, Run<&Interpreter::And>},
      {Op::kOr, Run<&Interpreter::Or>},
      {Op::kConditional, Run<&Interpreter::Conditional>},
      {Op::kNegateInt, Run<&Interpreter::IntArithmetic>},
      {Op::kAddInt, Run<&Interpreter::IntArithmetic>},
      {Op::kSubtractInt, Run<&Interpreter::IntArithmetic>},
      {Op::kMultiplyInt, Run<&Interpreter::IntArithmetic>},
      {Op::kDivideInt, Run<&Interpreter::IntArithmetic>},
      {Op::kRemainderInt, Run<&Interpreter::IntArithmetic>},
      {Op::kNegateDecimal, Run<&Interpreter::NegateDecimal>},
      {Op::kWiden, Run<&Interpreter::Widen>},
      {Op::kAddDecimal, Run<&Interpreter::DecimalArithmetic>},
      {Op::kSubtractDecimal, Run<&Interpreter::DecimalArithmetic>},
      {Op::kMultiplyDecimal, Run<&Interpreter::DecimalArithmetic>},
      {Op::kDivideDecimal, Run<&Interpreter::DecimalArithmetic>},
      {Op::kJoinStrings, Run<&Interpreter::JoinStrings>},
      {Op::kJoinLists, Run<&Interpreter::JoinLists>},
      {Op::kAddTime, Run<&Interpreter::TimeArithmetic>},
      {Op::kSubtractTime, Run<&Interpreter::TimeArithmetic>},
      {Op::kCompareWord, Run<&Interpreter::CompareWord>},
      {Op::kCompareDecimal, Run<&Interpreter::Compare>},
      {Op::kCompareString, Run<&Interpreter::Compare>},
      {Op::kCompareTimestamp, Run<&Interpreter::Compare>},
      {Op::kCompareAny, Run<&Interpreter::Compare>},
      {Op::kIn, Run<&Interpreter::In>},
      {Op::kInMap, Run<&Interpreter::InMap>},
      {Op::kInMask, Run<&Interpreter::InMask>},
      {Op::kMatches, Run<&Interpreter::Matches>},
      {Op::kTypeOf, Run<&Interpreter::TypeOf>},
      {Op::kList, Run<&Interpreter::List>},
      {Op::kMapLiteral, Run<&Interpreter::MapLiteral>},
      {Op::kTransformMap, Run<&Interpreter::TransformMap>},
      {Op::kAll, Run<&Interpreter::All>},
      {Op::kExists, Run<&Interpreter::Exists>},
      {Op::kExistsOne, Run<&Interpreter::ExistsOne>},
      {Op::kFilter, Run<&Interpreter::Filter>},
      {Op::kMap, Run<&Interpreter::Map>},
      {Op::kCall, Run<&Interpreter::CallFunction>},
  };

  std::array<Interpreter::Handler, kOpCount> table_{};
};

namespace {
constexpr HandlerTable kTable;
static_assert(kTable.IsComplete());
}  // namespace

const Interpreter::Handler* const Interpreter::kHandlers = kTable.data();

Value Interpreter::Constant(uint32_t, const Instruction& i) { return code_.constants[i.a]; }
Value Interpreter::Slot(uint32_t, const Instruction& i) { return slots_.values[i.slot]; }
Value Interpreter::Records(uint32_t, const Instruction& i) {
  return Value::List(workspace_.dossier_->OfKind(static_cast<v1::RecordKind>(i.a)));
}
Value Interpreter::Year(uint32_t, const Instruction&) { return Value::Int(workspace_.year_); }
Value Interpreter::Stage(uint32_t, const Instruction&) { return Value::String(workspace_.stage_); }

Value Interpreter::ValidAt(uint32_t, const Instruction&) {
  return Value::OfDay(workspace_.dossier_->valid_at());
}

Value Interpreter::Select(uint32_t index, const Instruction& i) {
  return Read(index, *i.reader, Run(i.a));
}
Value Interpreter::SelectSlot(uint32_t index, const Instruction& i) {
  return Read(index, *i.reader, slots_.values[i.slot]);
}

// What Annual and Select give, in one.
Value Interpreter::SelectAnnual(uint32_t index, const Instruction& i) {
  const Value year = Run(i.a);
  if (!year.IsPresent()) return year;
  const Value report = workspace_.dossier_->AnnualReport(year.AsInt());
  if (!report.IsPresent()) {
    return MissingFor({.kind = CauseKind::kAnnualReport, .number = year.AsInt()});
  }
  workspace_.evidence_.Add(report.origin());
  return Read(index, *i.reader, report);
}

Value Interpreter::Not(uint32_t, const Instruction& i) {
  const Value a = Run(i.a);
  return a.IsPresent() ? Value::Bool(!a.AsBool()) : a;
}

Value Interpreter::NegateDecimal(uint32_t, const Instruction& i) {
  const Value a = Run(i.a);
  return a.IsPresent() ? Value::OfDecimal(-a.AsDecimal()) : a;
}

Value Interpreter::Widen(uint32_t, const Instruction& i) {
  const Value a = Run(i.a);
  if (!a.IsPresent() || a.kind() == Kind::kDecimal) return a;
  Value widened = Value::OfDecimal(Decimal::FromInt(a.AsInt()));
  widened.set_origin(a.origin());
  return widened;
}

Value Interpreter::TypeOf(uint32_t, const Instruction& i) {
  const Value a = Run(i.a);
  return a.IsPresent() ? code_.constants[i.b] : a;
}

Value Interpreter::InMask(uint32_t, const Instruction& i) {
  const Value a = Run(i.a);
  if (!a.IsPresent()) return a;
  const int64_t number = a.AsInt();
  return Value::Bool(number >= 0 && number < 64 && ((i.mask >> number) & 1) != 0);
}

// Evaluated once per dossier; its evidence joins whenever it is used.
Value Interpreter::Definition(uint32_t, const Instruction& i) {
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
  Workspace::Remembered& remembered = w.definitions_[w.definition_count_++];
  remembered.program = program;
  remembered.value = value;
  remembered.evidence = w.evidence_;
  w.evidence_.AddAll(before);
  return value;
}

Value Interpreter::Profile(uint32_t, const Instruction&) {
  const Value& profile = workspace_.dossier_->profile();
  if (!profile.IsPresent()) return MissingFor({.kind = CauseKind::kProfile});
  workspace_.evidence_.Add(profile.origin());
  return profile;
}

Value Interpreter::Enterprise(uint32_t, const Instruction&) {
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

Value Interpreter::And(uint32_t, const Instruction& i) { return AndOr(i, false); }
Value Interpreter::Or(uint32_t, const Instruction& i) { return AndOr(i, true); }

Value Interpreter::Conditional(uint32_t, const Instruction& i) {
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

Value Interpreter::CompareWord(uint32_t, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  return Value::Bool(Holds(i.relation, a.AsInt() <=> b.AsInt()));
}

Value Interpreter::Compare(uint32_t index, const Instruction& i) {
  const Value a = Run(i.a);
  const Value b = Run(i.b);
  if (!a.IsPresent() || !b.IsPresent()) return Merge(a, b);
  switch (i.op) {
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
