// scoring/expression/instruction.h: a compiled expression.
//
//   Shape    a flat array of instructions; operands are positions in it. Types are resolved: there
//            is an operation per type, and none looks at types when it runs.
//   Threads  immutable once emitted.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "jifen/v1/record.pb.h"
#include "scoring/expression/field_reader.h"
#include "scoring/expression/function_table.h"
#include "scoring/expression/pattern.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

class Program;

enum class Op : uint8_t {
  // Leaves.
  kConstant,    // constants[a]
  kSlot,        // the loop variable of slot
  kRecords,     // the records of kind a
  kEnterprise,  //
  kProfile,     //
  kYear,        //
  kValidAt,     //
  kStage,       //
  kDefinition,  // definitions[a]
  // Fields. In the forms with slot the record is that of a loop variable.
  kSelect,        // a . reader
  kSelectSlot,    // slot . reader
  kSelectAnnual,  // annual(a) . reader, which schemes ask for most
  kHas,           // has(a . reader)
  kIndex,         // a [ b ] of a list
  kLookUp,        // a [ b ] or a . b of a map
  kHasKey,        // has(a . b) of a map
  // Conditions.
  kNot,          // a
  kAnd,          // operands a .. a + count
  kOr,           // operands a .. a + count
  kConditional,  // a ? b : c
  // Arithmetic of a and b.
  kNegateInt,
  kNegateDecimal,
  kWiden,  // int a as decimal
  kAddInt,
  kSubtractInt,
  kMultiplyInt,
  kDivideInt,
  kRemainderInt,
  kAddDecimal,
  kSubtractDecimal,
  kMultiplyDecimal,
  kDivideDecimal,
  kJoinStrings,
  kJoinLists,
  kAddTime,       // timestamps and durations
  kSubtractTime,  //
  // Comparison of a and b by relation. Word: null, bool, int, enum, date or duration, ordered as
  // their 64 bits are.
  kCompareWord,
  kCompareDecimal,
  kCompareString,
  kCompareTimestamp,
  kCompareAny,  // kEqual or kUnequal
  kIn,          // a in b
  kInMap,       // a in b
  kInMask,      // the number of enum a is a bit of mask
  kMatches,     // a fits patterns[b]
  kTypeOf,      // constants[b] if a is present
  // Lists, maps and loops. A loop sets slot, and also second_slot if there is one, for each element
  // of range a; each round counts as `count` elements.
  kList,          // operands a .. a + count
  kMapLiteral,    // operands a .. a + count: keys and values by turns
  kAll,           // range a, body b
  kExists,        //
  kExistsOne,     //
  kFilter,        //
  kMap,           // range a, body b, condition c or kNoInstruction
  kTransformMap,  // likewise
  // Functions.
  kCall,  // function, operands a .. a + count: the last
};

inline constexpr size_t kOpCount = static_cast<size_t>(Op::kCall) + 1;

enum class Relation : uint8_t { kEqual, kUnequal, kLess, kLessEqual, kGreater, kGreaterEqual };

inline constexpr uint32_t kNoInstruction = UINT32_MAX;
inline constexpr uint8_t kNoSlot = UINT8_MAX;

struct Instruction {
  Op op = Op::kConstant;
  uint8_t slot = 0;
  Relation relation = Relation::kEqual;
  uint8_t second_slot = kNoSlot;
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t c = 0;
  uint32_t count = 0;
  union {
    const FieldReader* reader = nullptr;
    const Function* function;
    uint64_t mask;
  };
};

// Where an instruction stands in the text: for errors and for paths of what is missing.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t at = 0;
};

struct Code {
  std::vector<Instruction> instructions;  // children before parents
  std::vector<Span> spans;                // by instruction
  std::vector<uint32_t> operands;         // of instructions with any number of them
  std::vector<Value> constants;
  std::deque<std::string> strings;       // of constants
  std::deque<std::vector<Value>> lists;  // of constants, also the items of maps
  std::vector<std::unique_ptr<const Pattern>> patterns;
  std::vector<std::shared_ptr<const Program>> definitions;
  uint32_t root = 0;
  int height = 0;  // levels of evaluation, definitions included
  const std::string* text = nullptr;
};

}  // namespace jifen::scoring::expression
