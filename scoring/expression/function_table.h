// scoring/expression/function_table.h: the functions of the language, one row each.
//
//   Shape    name, form, parameters, result and implementation. Rows of one name are overloads: the
//            first that fits without widening int to decimal counts, else the first that fits with.
//   Range    at most kParametersMax parameters, the receiver of a method among them.
//   Threads  immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/expression/type.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

class Call;  // function_call.h

inline constexpr size_t kParametersMax = 3;

// What a parameter takes.
enum class Parameter : uint8_t {
  kNone,
  kInt,
  kDecimal,  // also int, widened
  kString,
  kDate,
  kRecord,  // the payload of a record
  kList,    // of anything
  kMap,     // of anything
  kAny,     //
  kBool,
  kTimestamp,
  kDuration,
  kPattern,  // a string; one that is written out is compiled with the expression
  kZone,     // a string; one that is written out is checked then
  kIntList,
  kDecimalList,
  kDateList,
  kIndicatorId,  // the id of an indicator, written out
  kRdBasis,      // the enum
};

enum class Result : uint8_t {
  kBool,
  kInt,
  kDecimal,
  kDate,
  kString,
  kTimestamp,
  kDuration,
  kType,
  kAnnualReport,
  kIndicator,  // of the type of the indicator's value
  kSizeClass,  // the enum
};

enum class Form : uint8_t { kFunction, kMethod, kBoth };

// Called with present values of the parameters' types.
using Implementation = Value (*)(Call& call, const Value* arguments);

struct Function {
  std::string_view name;
  Form form;
  std::array<Parameter, kParametersMax> parameters;
  Result result;
  Implementation implementation;
  // False if the value depends on more than its arguments, or the call leaves evidence.
  bool pure;

  size_t parameter_count() const;
};

std::span<const Function> AllFunctions();

// The rows of a name, called as a method or as a function.
std::vector<const Function*> Overloads(std::string_view name, bool method);

// The row that takes arguments of these types, the receiver of a method first; null if none does.
// kUnknown fits everywhere.
const Function* Fitting(std::span<const Function* const> overloads, std::span<const Type> types);

Type TypeOfResult(Result result);

// ratio(decimal, decimal) -> decimal; list<int>.sum() -> int
std::string FormatSignature(const Function& function);

bool IsFunctionName(std::string_view name);
std::vector<std::string> FunctionNames(bool methods);

}  // namespace jifen::scoring::expression
