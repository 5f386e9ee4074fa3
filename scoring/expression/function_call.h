// scoring/expression/function_call.h: what the implementation of a function may use.
//
//   Threads  one at a time.
#pragma once

#include <string_view>

#include "scoring/expression/dossier_view.h"
#include "scoring/expression/missing.h"
#include "scoring/expression/record_set.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

class Interpreter;

class Call {
 public:
  Call(Interpreter& interpreter, uint32_t instruction)
      : interpreter_(interpreter), instruction_(instruction) {}

  const DossierView& dossier() const;
  RecordSet& evidence();
  // What the evaluator has set of an indicator, its evidence joined; missing if it has not.
  Value IndicatorValue(int64_t index);
  Value IndicatorPoints(int64_t index);

  Value Missing(const Cause& cause);
  // Missing because of an argument: "<field> = 0" if it is a field, else its text with `suffix`.
  Value MissingArgument(size_t argument, const Value& value, CauseKind kind,
                        std::string_view suffix);
  // An error; what and want are literals.
  Value Error(v1::Reason reason, const char* what, const char* want);
  Value Overflow(const char* what);
  // Counts work against the limit; false once it is exceeded: return TooMuch() then.
  bool CountElements(size_t count);
  Value TooMuch();

 private:
  // The text of the call as what is missing, for a value without a cause of its own.
  Value OrMissing(const Value& value);

  Interpreter& interpreter_;
  uint32_t instruction_;
};

// functions_of_values.cc
Value Ratio(Call& call, const Value* arguments);
Value Growth(Call& call, const Value* arguments);
Value WanOfInt(Call& call, const Value* arguments);
Value WanOfDecimal(Call& call, const Value* arguments);
Value ToDecimal(Call& call, const Value* arguments);
Value ToInt(Call& call, const Value* arguments);
Value Lesser(Call& call, const Value* arguments);
Value Greater(Call& call, const Value* arguments);
Value MakeDate(Call& call, const Value* arguments);
Value ParseDate(Call& call, const Value* arguments);
Value YearOf(Call& call, const Value* arguments);
Value YearsBetween(Call& call, const Value* arguments);
Value StringSize(Call& call, const Value* arguments);
Value StartsWith(Call& call, const Value* arguments);
Value EndsWith(Call& call, const Value* arguments);
Value ContainsText(Call& call, const Value* arguments);

// functions_of_lists.cc
Value ListSize(Call& call, const Value* arguments);
Value SumOfInts(Call& call, const Value* arguments);
Value SumOfDecimals(Call& call, const Value* arguments);
Value Least(Call& call, const Value* arguments);
Value Greatest(Call& call, const Value* arguments);

// functions_of_indicators.cc
Value IndicatorValue(Call& call, const Value* arguments);
Value IndicatorPoints(Call& call, const Value* arguments);

// functions_of_dossier.cc
Value Annual(Call& call, const Value* arguments);
Value IsValid(Call& call, const Value* arguments);
Value IsValidIn(Call& call, const Value* arguments);
Value WithinYears(Call& call, const Value* arguments);

}  // namespace jifen::scoring::expression
