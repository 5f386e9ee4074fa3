// The part of the interpreter that deals with lists, loops, missing values and errors.
#include <algorithm>
#include <memory>

#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {

Value Interpreter::List(uint32_t index, const Instruction& i) {
  Value* items = workspace_.arena_.Allocate<Value>(i.count);
  Value absent = Value::Bool(true);
  for (uint32_t k = 0; k < i.count; ++k) {
    std::construct_at(&items[k], Run(code_.operands[i.a + k]));
    if (!items[k].IsPresent()) absent = Merge(absent, items[k]);
  }
  if (!absent.IsPresent()) return absent;
  if (!CountElements(i.count)) return TooMuch(index);
  return Value::List(std::span<const Value>(items, i.count));
}

namespace {

// What a loop with one variable goes through.
std::span<const Value> ElementsOf(const Value& range) {
  return range.kind() == Kind::kMap ? range.AsMapKeys() : range.AsList();
}

// The record that the element, or the value of a key, was read from.
RecordIndex OriginAt(const Value& range, size_t position) {
  return range.kind() == Kind::kMap ? range.AsMapValues()[position].origin()
                                    : range.AsList()[position].origin();
}

}  // namespace

void Interpreter::Bind(const Instruction& i, const Value& range, size_t position) {
  if (i.second_slot == kNoSlot) {
    slots_.values[i.slot] = ElementsOf(range)[position];
  } else if (range.kind() == Kind::kMap) {
    slots_.values[i.slot] = range.AsMapKeys()[position];
    slots_.values[i.second_slot] = range.AsMapValues()[position];
  } else {
    slots_.values[i.slot] = Value::Int(static_cast<int64_t>(position));
    slots_.values[i.second_slot] = range.AsList()[position];
  }
}

// All rounds of a loop are counted before the first, each as much as its body is long.
bool Interpreter::CountRounds(const Instruction& i, size_t elements) {
  return CountElements(elements * i.count);
}

// A condition on an element; what is not present is merged into `absent`. Conditions leave nothing
// behind: what they allocated is given back, unless a new cause or a definition that was remembered
// lives there.
Value Interpreter::RunCondition(uint32_t body, Value* absent) {
  const Arena::Mark mark = workspace_.arena_.mark();
  const size_t remembered = workspace_.definition_count_;
  const Value result = Run(body);
  bool releasable = workspace_.definition_count_ == remembered;
  if (!result.IsPresent()) {
    const Value merged = Merge(*absent, result);
    releasable = releasable && merged.state() == absent->state() &&
                 (merged.IsError() ? &merged.failure() == &absent->failure()
                                   : merged.causes().data() == absent->causes().data());
    *absent = merged;
  }
  if (releasable) workspace_.arena_.Release(mark);
  return result.IsPresent() ? result : Value();
}

// all: the first false decides. exists: the first true.
Value Interpreter::AllExists(uint32_t index, const Instruction& i, bool deciding) {
  const Value range = Run(i.a);
  if (!range.IsPresent()) return range;
  const size_t size = ElementsOf(range).size();
  if (!CountRounds(i, size)) return TooMuch(index);
  Value undecided = Value::Bool(!deciding);
  for (size_t k = 0; k < size; ++k) {
    Bind(i, range, k);
    const Value result = RunCondition(i.b, &undecided);
    if (!result.IsPresent() || result.AsBool() != deciding) continue;
    workspace_.evidence_.Add(OriginAt(range, k));
    return Value::Bool(deciding);
  }
  if (!deciding && undecided.IsPresent()) {
    for (size_t k = 0; k < size; ++k) workspace_.evidence_.Add(OriginAt(range, k));
  }
  return undecided;
}

Value Interpreter::All(uint32_t index, const Instruction& i) { return AllExists(index, i, false); }
Value Interpreter::Exists(uint32_t index, const Instruction& i) {
  return AllExists(index, i, true);
}

Value Interpreter::ExistsOne(uint32_t index, const Instruction& i) {
  const Value range = Run(i.a);
  if (!range.IsPresent()) return range;
  const size_t size = ElementsOf(range).size();
  if (!CountRounds(i, size)) return TooMuch(index);
  Value absent = Value::Bool(true);
  size_t found = 0;
  for (size_t k = 0; k < size; ++k) {
    Bind(i, range, k);
    const Value result = RunCondition(i.b, &absent);
    if (!result.IsPresent() || !result.AsBool()) continue;
    workspace_.evidence_.Add(OriginAt(range, k));
    ++found;
  }
  return absent.IsPresent() ? Value::Bool(found == 1) : absent;
}

Value Interpreter::Filter(uint32_t index, const Instruction& i) {
  const Value range = Run(i.a);
  if (!range.IsPresent()) return range;
  const std::span<const Value> elements = ElementsOf(range);
  Value* kept = workspace_.arena_.Allocate<Value>(elements.size());
  if (!CountRounds(i, elements.size())) return TooMuch(index);
  Value absent = Value::Bool(true);
  size_t count = 0;
  for (size_t k = 0; k < elements.size(); ++k) {
    Bind(i, range, k);
    const Value result = RunCondition(i.b, &absent);
    if (result.IsPresent() && result.AsBool()) std::construct_at(&kept[count++], elements[k]);
  }
  return absent.IsPresent() ? Value::List(std::span<const Value>(kept, count)) : absent;
}

// Results that are plain values keep the record of their element, so that a sum of them leaves
// evidence; those that are records stay the records that they are.
Value Interpreter::Map(uint32_t index, const Instruction& i) {
  const Value range = Run(i.a);
  if (!range.IsPresent()) return range;
  const size_t size = ElementsOf(range).size();
  Value* results = workspace_.arena_.Allocate<Value>(size);
  if (!CountRounds(i, size)) return TooMuch(index);
  Value absent = Value::Bool(true);
  size_t count = 0;
  for (size_t k = 0; k < size; ++k) {
    Bind(i, range, k);
    const std::optional<Value> result = Transform(i, OriginAt(range, k), &absent);
    if (!result.has_value()) continue;
    std::construct_at(&results[count++], *result);
    if (!HasRoom(0)) return TooMuch(index);
  }
  return absent.IsPresent() ? Value::List(std::span<const Value>(results, count)) : absent;
}

// The body's value for the element that the variables are set to; nullopt if the condition leaves it
// out, or if it is not present: then it is merged into `absent`.
std::optional<Value> Interpreter::Transform(const Instruction& i, RecordIndex origin,
                                            Value* absent) {
  if (i.c != kNoInstruction) {
    const Value condition = RunCondition(i.c, absent);
    if (!condition.IsPresent() || !condition.AsBool()) return std::nullopt;
  }
  Value result = Run(i.b);
  if (!result.IsPresent()) {
    *absent = Merge(*absent, result);
    return std::nullopt;
  }
  if (result.kind() != Kind::kMessage && origin > kNoRecord) result.set_origin(origin);
  return result;
}

// Keys stay as they are, and so in order; of a list they are its positions.
Value Interpreter::TransformMap(uint32_t index, const Instruction& i) {
  const Value range = Run(i.a);
  if (!range.IsPresent()) return range;
  const size_t size = ElementsOf(range).size();
  Value* items = workspace_.arena_.Allocate<Value>(2 * size);
  Value* values = items + size;
  if (!CountRounds(i, size)) return TooMuch(index);
  Value absent = Value::Bool(true);
  size_t count = 0;
  for (size_t k = 0; k < size; ++k) {
    Bind(i, range, k);
    const Value key = slots_.values[i.slot];
    const std::optional<Value> result = Transform(i, OriginAt(range, k), &absent);
    if (!result.has_value()) continue;
    std::construct_at(&items[count], key);
    std::construct_at(&values[count++], *result);
    if (!HasRoom(0)) return TooMuch(index);
  }
  if (!absent.IsPresent()) return absent;
  std::copy(values, values + count, items + count);
  return Value::Map(std::span<const Value>(items, 2 * count));
}

// Missing before error, causes in order and each once, the first error.
Value Interpreter::Merge(const Value& a, const Value& b) {
  if (!a.IsMissing() || !b.IsMissing()) {
    if (a.IsMissing() || b.IsMissing()) return a.IsMissing() ? a : b;
    return a.IsError() ? a : b;
  }
  const std::span<const Cause> known = a.causes();
  const auto is_new = [&](const Cause& cause) {
    return std::find(known.begin(), known.end(), cause) == known.end();
  };
  const std::span<const Cause> more = b.causes();
  const auto added = static_cast<size_t>(std::count_if(more.begin(), more.end(), is_new));
  const size_t size = std::min(known.size() + added, kCausesMax);
  if (size == known.size()) return a;
  Cause* joined = workspace_.arena_.Allocate<Cause>(size);
  Cause* end = std::uninitialized_copy(known.begin(), known.end(), joined);
  for (const Cause& cause : more) {
    if (end < joined + size && is_new(cause)) std::construct_at(end++, cause);
  }
  return Value::Missing(std::span<const Cause>(joined, size));
}

Value Interpreter::MissingFor(const Cause& cause) {
  Cause* kept = std::construct_at(workspace_.arena_.Allocate<Cause>(1), cause);
  return Value::Missing(std::span<const Cause>(kept, 1));
}

Value Interpreter::ErrorAt(uint32_t index, v1::Reason reason, const char* what, const char* want) {
  const Failure failure = {.reason = reason,
                           .what = what,
                           .want = want,
                           .text = code_.text,
                           .offset = code_.spans[index].at};
  return Value::Error(std::construct_at(workspace_.arena_.Allocate<Failure>(1), failure));
}

Value Interpreter::TooMuch(uint32_t index) {
  return ErrorAt(index, v1::REASON_EXPRESSION_TOO_COMPLEX,
                 "the expression goes through too many elements of this dossier",
                 "at most 1000000 elements and 16 MiB of lists and strings");
}

Value Interpreter::MissingOperand(uint32_t operand, const Value& value, CauseKind kind,
                                  std::string_view suffix) {
  const Instruction* i = &code_.instructions[operand];
  while (i->op == Op::kWiden) i = &code_.instructions[i->a];
  if (kind != CauseKind::kText &&
      (i->op == Op::kSelect || i->op == Op::kSelectSlot || i->op == Op::kSelectAnnual)) {
    return MissingFor({.kind = kind, .record = value.origin(), .field = i->reader->field});
  }
  const std::string_view text = TextOf(operand);
  char* path = workspace_.arena_.Allocate<char>(text.size() + suffix.size() + 1);
  std::copy(text.begin(), text.end(), path);
  std::copy(suffix.begin(), suffix.end(), path + text.size());
  return MissingFor(
      {.kind = CauseKind::kText, .text = std::string_view(path, text.size() + suffix.size())});
}

// At most kTextShownMax bytes, cut at a character's border.
std::string_view Interpreter::TextOf(uint32_t index) const {
  constexpr size_t kTextShownMax = 120;
  const Span& span = code_.spans[index];
  const std::string_view text =
      std::string_view(*code_.text).substr(span.begin, span.end - span.begin);
  size_t size = std::min(text.size(), kTextShownMax);
  while (size < text.size() && size > 0 &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    --size;
  }
  return text.substr(0, size);
}

Value Call::MakeString(std::string_view text) {
  if (!interpreter_.HasRoom(text.size())) return TooMuch();
  char* kept = interpreter_.workspace_.arena_.Allocate<char>(text.size());
  std::copy(text.begin(), text.end(), kept);
  return Value::String(std::string_view(kept, text.size()));
}

size_t Call::argument_count() const { return interpreter_.code_.instructions[instruction_].count; }

const DossierView& Call::dossier() const { return *interpreter_.workspace_.dossier_; }
RecordSet& Call::evidence() { return interpreter_.workspace_.evidence_; }
Value Call::Missing(const Cause& cause) { return interpreter_.MissingFor(cause); }

Value Call::MissingArgument(size_t argument, const Value& value, CauseKind kind,
                            std::string_view suffix) {
  const Instruction& i = interpreter_.code_.instructions[instruction_];
  return interpreter_.MissingOperand(
      interpreter_.code_.operands[i.a + static_cast<uint32_t>(argument)], value, kind, suffix);
}

Value Call::MissingResult() {
  return interpreter_.MissingOperand(instruction_, Value(), CauseKind::kText, "");
}

Value Call::Error(v1::Reason reason, const char* what, const char* want) {
  return interpreter_.ErrorAt(instruction_, reason, what, want);
}

bool Call::CountElements(size_t count) { return interpreter_.CountElements(count); }
Value Call::TooMuch() { return interpreter_.TooMuch(instruction_); }

Value Call::Overflow(const char* what) {
  return Error(v1::REASON_NUMBER_OVERFLOW, what, "64 bits for an int, 38 digits for a decimal");
}

}  // namespace jifen::scoring::expression
