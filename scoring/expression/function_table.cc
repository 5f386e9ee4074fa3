#include "scoring/expression/function_table.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "jifen/v1/annual_report.pb.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/provenance.pb.h"
#include "jifen/v1/size_class.pb.h"
#include "scoring/expression/function_call.h"

namespace jifen::scoring::expression {
namespace {

using enum Parameter;

// docs/expression_language.md has a line for each; a test compares the two.
constexpr Function kFunctions[] = {
    // The dossier.
    {"annual", Form::kFunction, {kInt}, Result::kAnnualReport, Annual, false},
    {"annual", Form::kFunction, {kInt, kRdBasis}, Result::kAnnualReport, AnnualOfBasis, false},
    {"indicator", Form::kFunction, {kIndicatorId}, Result::kIndicator, IndicatorValue, false},
    {"points", Form::kFunction, {kIndicatorId}, Result::kDecimal, IndicatorPoints, false},
    {"size_class", Form::kFunction, {kInt}, Result::kSizeClass, SizeClassInYear, false},
    {"valid", Form::kFunction, {kRecord}, Result::kBool, IsValid, false},
    {"valid_in", Form::kFunction, {kRecord, kDate, kDate}, Result::kBool, IsValidIn, false},
    {"within_years", Form::kFunction, {kDate, kInt}, Result::kBool, WithinYears, false},
    // Numbers.
    {"ratio", Form::kFunction, {kDecimal, kDecimal}, Result::kDecimal, Ratio, true},
    {"growth", Form::kFunction, {kDecimal, kDecimal}, Result::kDecimal, Growth, true},
    {"cagr", Form::kFunction, {kDecimal, kDecimal, kInt}, Result::kDecimal, Cagr, true},
    {"wan", Form::kFunction, {kInt}, Result::kDecimal, WanOfInt, true},
    {"wan", Form::kFunction, {kDecimal}, Result::kDecimal, WanOfDecimal, true},
    {"min", Form::kFunction, {kInt, kInt}, Result::kInt, Lesser, true},
    {"min", Form::kFunction, {kDecimal, kDecimal}, Result::kDecimal, Lesser, true},
    {"min", Form::kFunction, {kDate, kDate}, Result::kDate, Lesser, true},
    {"max", Form::kFunction, {kInt, kInt}, Result::kInt, Greater, true},
    {"max", Form::kFunction, {kDecimal, kDecimal}, Result::kDecimal, Greater, true},
    {"max", Form::kFunction, {kDate, kDate}, Result::kDate, Greater, true},
    // Conversions.
    {"decimal", Form::kFunction, {kDecimal}, Result::kDecimal, Itself, true},
    {"decimal", Form::kFunction, {kString}, Result::kDecimal, DecimalOfString, true},
    {"int", Form::kFunction, {kInt}, Result::kInt, Itself, true},
    {"int", Form::kFunction, {kDecimal}, Result::kInt, IntOfDecimal, true},
    {"int", Form::kFunction, {kString}, Result::kInt, IntOfString, true},
    {"int", Form::kFunction, {kTimestamp}, Result::kInt, IntOfTimestamp, true},
    {"bool", Form::kFunction, {kBool}, Result::kBool, Itself, true},
    {"bool", Form::kFunction, {kString}, Result::kBool, BoolOfString, true},
    {"string", Form::kFunction, {kString}, Result::kString, Itself, true},
    {"string", Form::kFunction, {kBool}, Result::kString, StringOfBool, true},
    {"string", Form::kFunction, {kInt}, Result::kString, StringOfInt, true},
    {"string", Form::kFunction, {kDecimal}, Result::kString, StringOfDecimal, true},
    {"string", Form::kFunction, {kDate}, Result::kString, StringOfDate, true},
    {"string", Form::kFunction, {kTimestamp}, Result::kString, StringOfTimestamp, true},
    {"string", Form::kFunction, {kDuration}, Result::kString, StringOfDuration, true},
    {"timestamp", Form::kFunction, {kTimestamp}, Result::kTimestamp, Itself, true},
    {"timestamp", Form::kFunction, {kString}, Result::kTimestamp, TimestampOfString, true},
    {"timestamp", Form::kFunction, {kInt}, Result::kTimestamp, TimestampOfInt, true},
    {"timestamp", Form::kFunction, {kDate}, Result::kTimestamp, TimestampOfDate, true},
    {"duration", Form::kFunction, {kDuration}, Result::kDuration, Itself, true},
    {"duration", Form::kFunction, {kString}, Result::kDuration, DurationOfString, true},
    {"type", Form::kFunction, {kAny}, Result::kType, Itself, false},
    // Days.
    {"date", Form::kFunction, {kString}, Result::kDate, ParseDate, true},
    {"date", Form::kFunction, {kInt, kInt, kInt}, Result::kDate, MakeDate, true},
    {"year_of", Form::kFunction, {kDate}, Result::kInt, YearOf, true},
    {"years_between", Form::kFunction, {kDate, kDate}, Result::kInt, YearsBetween, true},
    // Timestamps and durations.
    {"getFullYear", Form::kMethod, {kTimestamp}, Result::kInt, FullYear, true},
    {"getFullYear", Form::kMethod, {kTimestamp, kZone}, Result::kInt, FullYear, true},
    {"getMonth", Form::kMethod, {kTimestamp}, Result::kInt, MonthFrom0, true},
    {"getMonth", Form::kMethod, {kTimestamp, kZone}, Result::kInt, MonthFrom0, true},
    {"getDayOfMonth", Form::kMethod, {kTimestamp}, Result::kInt, DayOfMonthFrom0, true},
    {"getDayOfMonth", Form::kMethod, {kTimestamp, kZone}, Result::kInt, DayOfMonthFrom0, true},
    {"getDate", Form::kMethod, {kTimestamp}, Result::kInt, DayOfMonthFrom1, true},
    {"getDate", Form::kMethod, {kTimestamp, kZone}, Result::kInt, DayOfMonthFrom1, true},
    {"getDayOfWeek", Form::kMethod, {kTimestamp}, Result::kInt, DayOfWeek, true},
    {"getDayOfWeek", Form::kMethod, {kTimestamp, kZone}, Result::kInt, DayOfWeek, true},
    {"getDayOfYear", Form::kMethod, {kTimestamp}, Result::kInt, DayOfYear, true},
    {"getDayOfYear", Form::kMethod, {kTimestamp, kZone}, Result::kInt, DayOfYear, true},
    {"getHours", Form::kMethod, {kTimestamp}, Result::kInt, Hours, true},
    {"getHours", Form::kMethod, {kTimestamp, kZone}, Result::kInt, Hours, true},
    {"getMinutes", Form::kMethod, {kTimestamp}, Result::kInt, Minutes, true},
    {"getMinutes", Form::kMethod, {kTimestamp, kZone}, Result::kInt, Minutes, true},
    {"getSeconds", Form::kMethod, {kTimestamp}, Result::kInt, Seconds, true},
    {"getSeconds", Form::kMethod, {kTimestamp, kZone}, Result::kInt, Seconds, true},
    {"getMilliseconds", Form::kMethod, {kTimestamp}, Result::kInt, Milliseconds, true},
    {"getMilliseconds", Form::kMethod, {kTimestamp, kZone}, Result::kInt, Milliseconds, true},
    {"getHours", Form::kMethod, {kDuration}, Result::kInt, DurationHours, true},
    {"getMinutes", Form::kMethod, {kDuration}, Result::kInt, DurationMinutes, true},
    {"getSeconds", Form::kMethod, {kDuration}, Result::kInt, DurationSeconds, true},
    {"getMilliseconds", Form::kMethod, {kDuration}, Result::kInt, DurationMilliseconds, true},
    // Lists and maps.
    {"size", Form::kBoth, {kList}, Result::kInt, ListSize, false},
    {"size", Form::kBoth, {kMap}, Result::kInt, MapSize, false},
    {"count", Form::kBoth, {kList}, Result::kInt, ListSize, false},
    {"sum", Form::kBoth, {kIntList}, Result::kInt, SumOfInts, false},
    {"sum", Form::kBoth, {kDecimalList}, Result::kDecimal, SumOfDecimals, false},
    {"min", Form::kBoth, {kIntList}, Result::kInt, Least, false},
    {"min", Form::kBoth, {kDecimalList}, Result::kDecimal, Least, false},
    {"min", Form::kBoth, {kDateList}, Result::kDate, Least, false},
    {"max", Form::kBoth, {kIntList}, Result::kInt, Greatest, false},
    {"max", Form::kBoth, {kDecimalList}, Result::kDecimal, Greatest, false},
    {"max", Form::kBoth, {kDateList}, Result::kDate, Greatest, false},
    // Texts.
    {"size", Form::kBoth, {kString}, Result::kInt, StringSize, true},
    {"startsWith", Form::kMethod, {kString, kString}, Result::kBool, StartsWith, true},
    {"endsWith", Form::kMethod, {kString, kString}, Result::kBool, EndsWith, true},
    {"substring", Form::kMethod, {kString, kInt}, Result::kString, Substring, true},
    {"substring", Form::kMethod, {kString, kInt, kInt}, Result::kString, Substring, true},
    {"contains", Form::kMethod, {kString, kString}, Result::kBool, ContainsText, true},
    {"matches", Form::kBoth, {kString, kPattern}, Result::kBool, Matches, true},
};

std::string FormatParameter(Parameter parameter) {
  switch (parameter) {
    case kInt:
      return "int";
    case kDecimal:
      return "decimal";
    case kString:
      return "string";
    case kDate:
      return "date";
    case kRecord:
      return "record";
    case kList:
      return "list";
    case kIntList:
      return "list<int>";
    case kDecimalList:
      return "list<decimal>";
    case kDateList:
      return "list<date>";
    case kMap:
      return "map";
    case kAny:
      return "value";
    case kBool:
      return "bool";
    case kTimestamp:
      return "timestamp";
    case kDuration:
      return "duration";
    case kPattern:
    case kZone:
      return "string";
    case kIndicatorId:
      return "id";
    case kRdBasis:
      return "RdBasis";
    case kNone:
      break;
  }
  return "";
}

bool IsListOf(const Type& type, Kind kind) {
  return type.list_depth == 1 && (type.kind == kind || type.kind == Kind::kUnknown);
}

// Whether a parameter takes values of a type; that an int is widened is said in `widened`.
bool Takes(Parameter parameter, const Type& type, bool* widened) {
  if (type.Is(Kind::kUnknown)) return true;
  switch (parameter) {
    case kInt:
      return type.Is(Kind::kInt);
    case kDecimal:
      if (type.Is(Kind::kInt)) *widened = true;
      return type.Is(Kind::kInt) || type.Is(Kind::kDecimal);
    case kString:
      return type.Is(Kind::kString);
    case kDate:
      return type.Is(Kind::kDate);
    case kRecord:
      return type.Is(Kind::kMessage) && type.descriptor != v1::Enterprise::descriptor();
    case kList:
      return type.IsList();
    case kIntList:
      return IsListOf(type, Kind::kInt);
    case kDecimalList:
      return IsListOf(type, Kind::kDecimal);
    case kDateList:
      return IsListOf(type, Kind::kDate);
    case kMap:
      return type.IsMap();
    case kAny:
      return true;
    case kBool:
      return type.Is(Kind::kBool);
    case kTimestamp:
      return type.Is(Kind::kTimestamp);
    case kDuration:
      return type.Is(Kind::kDuration);
    case kPattern:
    case kZone:
    case kIndicatorId:
      return type.Is(Kind::kString);
    case kRdBasis:
      return type.enum_type() == v1::RdBasis_descriptor();
    case kNone:
      break;
  }
  return false;
}

}  // namespace

size_t Function::parameter_count() const {
  return static_cast<size_t>(std::count_if(parameters.begin(), parameters.end(),
                                           [](Parameter p) { return p != Parameter::kNone; }));
}

std::span<const Function> AllFunctions() { return kFunctions; }

std::vector<const Function*> Overloads(std::string_view name, bool method) {
  std::vector<const Function*> rows;
  for (const Function& f : kFunctions) {
    const bool form = f.form == Form::kBoth || (f.form == Form::kMethod) == method;
    if (f.name == name && form) rows.push_back(&f);
  }
  return rows;
}

const Function* Fitting(std::span<const Function* const> overloads, std::span<const Type> types) {
  const Function* with_widening = nullptr;
  for (const Function* row : overloads) {
    if (row->parameter_count() != types.size()) continue;
    bool widened = false;
    bool fits = true;
    for (size_t i = 0; i < types.size() && fits; ++i) {
      fits = Takes(row->parameters[i], types[i], &widened);
    }
    if (fits && !widened) return row;
    if (fits && with_widening == nullptr) with_widening = row;
  }
  return with_widening;
}

Type TypeOfResult(Result result) {
  switch (result) {
    case Result::kBool:
      return Type::Of(Kind::kBool);
    case Result::kInt:
      return Type::Of(Kind::kInt);
    case Result::kDecimal:
      return Type::Of(Kind::kDecimal);
    case Result::kDate:
      return Type::Of(Kind::kDate);
    case Result::kString:
      return Type::Of(Kind::kString);
    case Result::kTimestamp:
      return Type::Of(Kind::kTimestamp);
    case Result::kDuration:
      return Type::Of(Kind::kDuration);
    case Result::kType:
      return Type::Of(Kind::kType);
    case Result::kAnnualReport:
      return Type::Message(v1::AnnualReport::descriptor());
    case Result::kIndicator:
      break;
    case Result::kSizeClass:
      return Type::Enum(v1::SizeClass_descriptor());
  }
  return Type();
}

std::string FormatSignature(const Function& function) {
  std::vector<std::string> parameters;
  for (size_t i = 0; i < function.parameter_count(); ++i) {
    parameters.push_back(FormatParameter(function.parameters[i]));
  }
  std::string receiver;
  if (function.form == Form::kMethod) {
    receiver = parameters.front() + ".";
    parameters.erase(parameters.begin());
  }
  return absl::StrCat(receiver, std::string(function.name), "(", absl::StrJoin(parameters, ", "),
                      ") -> ", FormatType(TypeOfResult(function.result)));
}

bool IsFunctionName(std::string_view name) {
  return std::any_of(std::begin(kFunctions), std::end(kFunctions),
                     [name](const Function& f) { return f.name == name; });
}

std::vector<std::string> FunctionNames(bool methods) {
  std::set<std::string> names;
  for (const Function& f : kFunctions) {
    const bool fits = f.form == Form::kBoth || (f.form == Form::kMethod) == methods;
    if (fits) names.insert(std::string(f.name));
  }
  return {names.begin(), names.end()};
}

}  // namespace jifen::scoring::expression
