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
struct FieldReader;

class Call {
 public:
  Call(Interpreter& interpreter, uint32_t instruction)
      : interpreter_(interpreter), instruction_(instruction) {}

  const DossierView& dossier() const;
  RecordSet& evidence();
  // What the evaluator has set of an indicator, its evidence joined; missing if it has not.
  Value IndicatorValue(int64_t index);
  Value IndicatorPoints(int64_t index);
  // A field of a record as an expression reads it, and what absent values give together.
  Value Read(const FieldReader& reader, const Value& message);
  Value Merge(const Value& a, const Value& b);

  Value Missing(const Cause& cause);
  // Missing because of an argument: "<field> = 0" if it is a field, else its text with `suffix`.
  Value MissingArgument(size_t argument, const Value& value, CauseKind kind,
                        std::string_view suffix);
  // Missing because of what the call asks for: its text.
  Value MissingResult();
  // An error; what and want are literals.
  Value Error(v1::Reason reason, const char* what, const char* want);
  Value Overflow(const char* what);
  size_t argument_count() const;
  // A string that lives as long as the dossier is looked at; TooMuch() if there is no room.
  Value MakeString(std::string_view text);
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
Value Substring(Call& call, const Value* arguments);

Value Matches(Call& call, const Value* arguments);

// functions_of_conversion.cc
Value Itself(Call& call, const Value* arguments);
Value IntOfDecimal(Call& call, const Value* arguments);
Value IntOfString(Call& call, const Value* arguments);
Value IntOfTimestamp(Call& call, const Value* arguments);
Value DecimalOfString(Call& call, const Value* arguments);
Value BoolOfString(Call& call, const Value* arguments);
Value StringOfBool(Call& call, const Value* arguments);
Value StringOfInt(Call& call, const Value* arguments);
Value StringOfDecimal(Call& call, const Value* arguments);
Value StringOfDate(Call& call, const Value* arguments);
Value StringOfTimestamp(Call& call, const Value* arguments);
Value StringOfDuration(Call& call, const Value* arguments);
Value TimestampOfString(Call& call, const Value* arguments);
Value TimestampOfInt(Call& call, const Value* arguments);
Value TimestampOfDate(Call& call, const Value* arguments);
Value DurationOfString(Call& call, const Value* arguments);

// functions_of_time.cc: of a timestamp and a zone, which may be left out
Value FullYear(Call& call, const Value* arguments);
Value MonthFrom0(Call& call, const Value* arguments);
Value DayOfMonthFrom0(Call& call, const Value* arguments);
Value DayOfMonthFrom1(Call& call, const Value* arguments);
Value DayOfWeek(Call& call, const Value* arguments);
Value DayOfYear(Call& call, const Value* arguments);
Value Hours(Call& call, const Value* arguments);
Value Minutes(Call& call, const Value* arguments);
Value Seconds(Call& call, const Value* arguments);
Value Milliseconds(Call& call, const Value* arguments);
// of a duration
Value DurationHours(Call& call, const Value* arguments);
Value DurationMinutes(Call& call, const Value* arguments);
Value DurationSeconds(Call& call, const Value* arguments);
Value DurationMilliseconds(Call& call, const Value* arguments);

// functions_of_lists.cc
Value MapSize(Call& call, const Value* arguments);
Value ListSize(Call& call, const Value* arguments);
Value SumOfInts(Call& call, const Value* arguments);
Value SumOfDecimals(Call& call, const Value* arguments);
Value Least(Call& call, const Value* arguments);
Value Greatest(Call& call, const Value* arguments);

// functions_of_growth.cc
Value Cagr(Call& call, const Value* arguments);

// functions_of_size.cc
Value SizeClassInYear(Call& call, const Value* arguments);

// functions_of_indicators.cc
Value IndicatorValue(Call& call, const Value* arguments);
Value IndicatorPoints(Call& call, const Value* arguments);

// functions_of_dossier.cc
Value Annual(Call& call, const Value* arguments);
Value AnnualOfBasis(Call& call, const Value* arguments);
Value IsValid(Call& call, const Value* arguments);
Value IsValidIn(Call& call, const Value* arguments);
Value WithinYears(Call& call, const Value* arguments);

}  // namespace jifen::scoring::expression
