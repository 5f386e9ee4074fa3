// scoring/expression/interpreter.h: runs the instructions of one program.
//
//   Errors   none of its own. Where values are not present: a decided && || wins, then missing, then
//            the first error. Causes are joined in the order of evaluation.
//   Threads  one at a time, as the workspace that it works in.
//   Cost     one call per instruction; whatever goes through a list counts its elements against
//            kIterationsMax, and long strings count as elements of kBytesPerElement.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "scoring/expression/function_call.h"
#include "scoring/expression/instruction.h"
#include "scoring/expression/program.h"
#include "scoring/expression/workspace.h"

namespace jifen::scoring::expression {

class Interpreter {
 public:
  Interpreter(Workspace& workspace, const Code& code) : workspace_(workspace), code_(code) {}

  Value Run() { return Run(code_.root); }
  Value Run(uint32_t index) {
    const Instruction& i = code_.instructions[index];
    return kHandlers[static_cast<size_t>(i.op)](*this, index, i);
  }

 private:
  friend class Call;
  friend class HandlerTable;

  // Runs one instruction. There is one per operation, in a table: a handler that reads a leaf needs no
  // frame, and each place that runs an operand has a jump of its own to predict.
  using Handler = Value (*)(Interpreter& in, uint32_t index, const Instruction& i);
  static const Handler* const kHandlers;  // by Op

  // Handlers: leaves and fields.
  Value Constant(uint32_t index, const Instruction& i);
  Value Slot(uint32_t index, const Instruction& i);
  Value Records(uint32_t index, const Instruction& i);
  Value Enterprise(uint32_t index, const Instruction& i);
  Value Profile(uint32_t index, const Instruction& i);
  Value Year(uint32_t index, const Instruction& i);
  Value ValidAt(uint32_t index, const Instruction& i);
  Value Stage(uint32_t index, const Instruction& i);
  Value Definition(uint32_t index, const Instruction& i);
  Value Select(uint32_t index, const Instruction& i);
  Value SelectSlot(uint32_t index, const Instruction& i);
  Value SelectAnnual(uint32_t index, const Instruction& i);
  Value Has(uint32_t index, const Instruction& i);
  Value Index(uint32_t index, const Instruction& i);
  Value LookUp(uint32_t index, const Instruction& i);
  Value HasKey(uint32_t index, const Instruction& i);

  // Handlers: conditions.
  Value Not(uint32_t index, const Instruction& i);
  Value And(uint32_t index, const Instruction& i);
  Value Or(uint32_t index, const Instruction& i);
  Value Conditional(uint32_t index, const Instruction& i);

  // Handlers: arithmetic and comparison.
  Value IntArithmetic(uint32_t index, const Instruction& i);
  Value NegateDecimal(uint32_t index, const Instruction& i);
  Value Widen(uint32_t index, const Instruction& i);
  Value DecimalArithmetic(uint32_t index, const Instruction& i);
  Value TimeArithmetic(uint32_t index, const Instruction& i);
  Value CompareWord(uint32_t index, const Instruction& i);
  Value Compare(uint32_t index, const Instruction& i);
  Value JoinStrings(uint32_t index, const Instruction& i);
  Value JoinLists(uint32_t index, const Instruction& i);
  Value In(uint32_t index, const Instruction& i);
  Value InMap(uint32_t index, const Instruction& i);
  Value InMask(uint32_t index, const Instruction& i);
  Value Matches(uint32_t index, const Instruction& i);
  Value TypeOf(uint32_t index, const Instruction& i);

  // Handlers: lists, loops and functions.
  Value List(uint32_t index, const Instruction& i);
  Value MapLiteral(uint32_t index, const Instruction& i);
  Value TransformMap(uint32_t index, const Instruction& i);
  Value All(uint32_t index, const Instruction& i);
  Value Exists(uint32_t index, const Instruction& i);
  Value ExistsOne(uint32_t index, const Instruction& i);
  Value Filter(uint32_t index, const Instruction& i);
  Value Map(uint32_t index, const Instruction& i);
  Value CallFunction(uint32_t index, const Instruction& i);

  Value Read(uint32_t index, const FieldReader& reader, const Value& message);
  Value ReadJoined(uint32_t index, const FieldReader& reader, const Value& message);
  Value AndOr(const Instruction& i, bool deciding);
  bool Equal(const Value& a, const Value& b);
  bool AllEqual(std::span<const Value> a, std::span<const Value> b);
  // The value of a key; null if the map has it not.
  const Value* Find(const Value& map, const Value& key);
  Value SortEntries(uint32_t index, std::span<Value> items);
  // Sets the variables of a loop to an element.
  void Bind(const Instruction& i, const Value& range, size_t position);
  std::optional<Value> Transform(const Instruction& i, RecordIndex origin, Value* absent);
  bool CountRounds(const Instruction& i, size_t elements);
  Value AllExists(uint32_t index, const Instruction& i, bool deciding);
  Value RunCondition(uint32_t body, Value* absent);
  // False once a dossier has cost too much.
  bool CountElements(size_t count) {
    workspace_.iterations_ += static_cast<int64_t>(count);
    return !IsExhausted();
  }
  // What goes through a string is bounded as well; short strings are free.
  bool CountBytes(size_t count) { return CountElements(count / kBytesPerElement); }
  // Functions go through the lists and strings that they are given.
  bool CountArgument(const Value& argument) {
    switch (argument.kind()) {
      case Kind::kList:
        return CountElements(argument.AsList().size());
      case Kind::kMap:
        return CountElements(argument.AsMapKeys().size());
      case Kind::kString:
        return CountBytes(argument.AsString().size());
      default:
        return true;
    }
  }
  bool IsExhausted() const { return workspace_.iterations_ > kIterationsMax || !HasRoom(0); }
  bool HasRoom(size_t bytes) const {
    return bytes <= kArenaBytesMax && workspace_.arena_.total() <= kArenaBytesMax - bytes;
  }

  // What a strict operation gives if one of these is not present.
  Value Merge(const Value& a, const Value& b);
  Value MergeAll(std::span<const Value> values);
  Value MissingFor(const Cause& cause);
  Value ErrorAt(uint32_t index, v1::Reason reason, const char* what, const char* want);
  Value TooMuch(uint32_t index);
  // Missing because of an operand's value: its field if it is one, else its text with a suffix.
  Value MissingOperand(uint32_t operand, const Value& value, CauseKind kind,
                       std::string_view suffix);
  std::string_view TextOf(uint32_t index) const;

  Workspace& workspace_;
  const Code& code_;
  // Values of loop variables; nothing is read before it was set.
  union Slots {
    Slots() {}
    std::array<Value, kLoopVariablesMax> values;
  };
  Slots slots_;
};

}  // namespace jifen::scoring::expression
