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
  Value Run(uint32_t index);

 private:
  friend class Call;

  // Leaves and fields.
  Value Definition(const Instruction& i);
  Value Profile();
  Value Enterprise();
  Value Read(uint32_t index, const FieldReader& reader, const Value& message);
  Value ReadJoined(uint32_t index, const FieldReader& reader, const Value& message);
  Value Has(uint32_t index, const Instruction& i);
  Value Index(uint32_t index, const Instruction& i);
  Value LookUp(uint32_t index, const Instruction& i);
  Value HasKey(const Instruction& i);

  // Conditions.
  Value AndOr(const Instruction& i, bool deciding);
  Value Conditional(const Instruction& i);

  // Arithmetic and comparison.
  Value IntArithmetic(uint32_t index, const Instruction& i);
  Value DecimalArithmetic(uint32_t index, const Instruction& i);
  Value TimeArithmetic(uint32_t index, const Instruction& i);
  bool Equal(const Value& a, const Value& b);
  bool AllEqual(std::span<const Value> a, std::span<const Value> b);
  Value Compare(uint32_t index, const Instruction& i);
  Value JoinStrings(uint32_t index, const Instruction& i);
  Value JoinLists(uint32_t index, const Instruction& i);
  Value In(uint32_t index, const Instruction& i);
  Value InMap(uint32_t index, const Instruction& i);
  Value Matches(uint32_t index, const Instruction& i);
  // The value of a key; null if the map has it not.
  const Value* Find(const Value& map, const Value& key);

  // Lists and loops.
  Value List(uint32_t index, const Instruction& i);
  Value MapLiteral(uint32_t index, const Instruction& i);
  Value SortEntries(uint32_t index, std::span<Value> items);
  Value TransformMap(uint32_t index, const Instruction& i);
  // Sets the variables of a loop to an element.
  void Bind(const Instruction& i, const Value& range, size_t position);
  std::optional<Value> Transform(const Instruction& i, RecordIndex origin, Value* absent);
  bool CountRounds(const Instruction& i, size_t elements);
  Value AllExists(uint32_t index, const Instruction& i, bool deciding);
  Value ExistsOne(uint32_t index, const Instruction& i);
  Value Filter(uint32_t index, const Instruction& i);
  Value Map(uint32_t index, const Instruction& i);
  Value RunCondition(uint32_t body, Value* absent);
  bool CountElements(size_t count);
  bool CountBytes(size_t count);
  bool CountArgument(const Value& argument);
  bool IsExhausted() const;
  bool HasRoom(size_t bytes) const;

  Value CallFunction(uint32_t index, const Instruction& i);

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
