#include "tests/scoring/expression/oracle_expression.h"

#include <algorithm>

namespace jifen::scoring::expression {
namespace {

constexpr size_t kLoopsMax = 3;
constexpr int kProjects = 0;  // position in RecordLists

struct RecordList {
  std::string name;
  std::vector<std::string> ints, bools, strings;
  std::vector<std::string> optional;  // those that may be unset
};
const std::vector<RecordList>& RecordLists() {
  static const std::vector<RecordList> lists = {
      {"programme_projects",
       {"grant_fen"},
       {"lead", "key_programme"},
       {"number", "title"},
       {"grant_fen"}},
      {"awards", {"grade", "rank"}, {}, {"name"}, {"grade", "rank"}},
      {"annual_reports", {"year", "staff", "net_profit_fen"}, {}, {}, {"staff", "net_profit_fen"}},
  };
  return lists;
}

const std::vector<std::string>& FieldsOf(const RecordList& list, Sort sort, bool optional_only) {
  static const std::vector<std::string> none;
  if (optional_only) return list.optional;
  return sort == Sort::kInt      ? list.ints
         : sort == Sort::kBool   ? list.bools
         : sort == Sort::kString ? list.strings
                                 : none;
}

}  // namespace

std::string SortName(Sort sort) {
  constexpr const char* kNames[] = {
      "int", "bool", "string", "list of ints", "list of strings", "timestamp", "duration"};
  return kNames[static_cast<size_t>(sort)];
}

std::string OracleExpressions::Constant(Sort sort) {
  constexpr const char* kConstants[] = {
      "0", "false", "''", "[0]", "['']", "timestamp('2020-01-01T00:00:00Z')", "duration('0s')"};
  return kConstants[static_cast<size_t>(sort)];
}

std::string OracleExpressions::Word() {
  static const std::vector<std::string> words = {"",     "a",    "b",   "ab", "abc",   "A",
                                                 "咸宁", "宁",   "é",   "😀",  "7",     "-12",
                                                 "1.5",  "true", "x y", "00", "ZL2017"};
  return Pick(words);
}

std::string OracleExpressions::Of(Sort sort, int depth) {
  if (depth <= 0) return Leaf(sort);
  if (Draw(8) == 0) return Conditional(sort, depth);
  switch (sort) {
    case Sort::kInt:
      return Int(depth);
    case Sort::kBool:
      return Bool(depth);
    case Sort::kString:
      return String(depth);
    case Sort::kInts:
      return List(Sort::kInt, depth);
    case Sort::kStrings:
      return List(Sort::kString, depth);
    case Sort::kTime:
      return Time(depth);
    case Sort::kDuration:
      break;
  }
  return Duration(depth);
}

std::string OracleExpressions::Conditional(Sort sort, int depth) {
  return "(" + Of(Sort::kBool, depth - 1) + " ? " + Of(sort, depth - 1) + " : " +
         Of(sort, depth - 1) + ")";
}

std::string OracleExpressions::Literal(Sort sort) {
  static const std::vector<std::string> times = {
      "2024-02-29T23:59:59Z", "1999-12-31T00:00:00.5Z", "2025-06-30T12:00:00+08:00",
      "1970-01-01T00:00:00Z", "1969-07-20T20:17:40.123456789Z"};
  static const std::vector<std::string> durations = {"0s",   "3600s", "-90s",  "1h30m",
                                                     "1.5s", "100ms", "86400s"};
  static const std::vector<std::string> ints = {"9223372036854775807", "-9223372036854775808",
                                                "4611686018427387904", "2024"};
  switch (sort) {
    case Sort::kInt:
      return Draw(6) == 0 ? Pick(ints) : std::to_string(static_cast<int64_t>(Draw(13)) - 4);
    case Sort::kBool:
      return Draw(2) == 0 ? "true" : "false";
    case Sort::kString:
      return (Draw(2) == 0 ? "'" + Word() + "'" : "\"" + Word() + "\"");
    case Sort::kInts:
    case Sort::kStrings: {
      const Sort element = sort == Sort::kInts ? Sort::kInt : Sort::kString;
      std::string text = Literal(element);
      for (uint64_t more = Draw(4); more > 0; --more) text += ", " + Literal(element);
      return "[" + text + "]";
    }
    case Sort::kTime:
      return "timestamp('" + Pick(times) + "')";
    case Sort::kDuration:
      break;
  }
  return "duration('" + Pick(durations) + "')";
}

std::string OracleExpressions::Field(Sort sort, bool optional_only) {
  if (!optional_only && !loops_.empty() && Draw(2) == 0) {
    const LoopVariable& loop = Pick(loops_);
    // The innermost variable of a name hides those around it.
    const auto seen = std::find_if(loops_.rbegin(), loops_.rend(),
                                   [&](const LoopVariable& l) { return l.name == loop.name; });
    if (loop.records < 0 && loop.sort == sort && &*seen == &loop) return loop.name;
  }
  if (!loops_.empty() && loops_.back().records >= 0 && Draw(4) != 0) {
    const auto& fields =
        FieldsOf(RecordLists()[static_cast<size_t>(loops_.back().records)], sort, optional_only);
    if (!fields.empty()) return loops_.back().name + "." + Pick(fields);
  }
  const RecordList& list = Pick(RecordLists());
  const auto& fields = FieldsOf(list, sort, optional_only);
  if (fields.empty()) return "";
  return list.name + "[" + std::to_string(Draw(3)) + "]." + Pick(fields);
}

std::string OracleExpressions::Leaf(Sort sort) {
  if (sort == Sort::kInt && Draw(5) == 0) return "year";
  const std::string field = Draw(3) != 0 ? Field(sort, false) : "";
  return field.empty() ? Literal(sort) : field;
}

// The text of a project's number, which is never empty: int('') is 0 in the oracle, and an error in
// CEL.
std::string OracleExpressions::Number() {
  const bool in_loop = !loops_.empty() && loops_.back().records == kProjects;
  const std::string project =
      in_loop ? loops_.back().name : "programme_projects[" + std::to_string(Draw(3)) + "]";
  return "int(" + project + ".number)";
}

// By what is never negative: the least int % -1 is 0 in the oracle, and an error in CEL.
std::string OracleExpressions::Remainder(int depth) {
  const std::string divisor =
      Draw(2) == 0 ? std::to_string(Draw(9)) : "size(" + Of(Sort::kStrings, depth - 1) + ")";
  return "(" + Of(Sort::kInt, depth - 1) + " % " + divisor + ")";
}

// The oracle takes -(-(x)) for x also where -(x) overflows, which is an error in CEL.
std::string OracleExpressions::Negative(const std::string& value) {
  return value.rfind("-(", 0) == 0 ? "(0 - " + value + ")" : "-(" + value + ")";
}

// Milliseconds of written times only: the oracle rounds those of results before 1970 up, CEL cuts.
std::string OracleExpressions::PartOfTime(int depth) {
  static const std::vector<std::string> parts = {
      "getFullYear",  "getMonth", "getDayOfMonth", "getDate",    "getDayOfWeek",
      "getDayOfYear", "getHours", "getMinutes",    "getSeconds", "getMilliseconds"};
  const std::string part = Pick(parts);
  const bool written = part == "getMilliseconds";
  return "(" + (written ? Literal(Sort::kTime) : Of(Sort::kTime, depth - 1)) + ")." + part + "()";
}

std::string OracleExpressions::Int(int depth) {
  static const std::vector<std::string> operators = {" + ", " - ", " * ", " / "};
  switch (Draw(12)) {
    case 0:
      return Of(Sort::kString, depth - 1) + ".size()";
    case 1:
      return "size(" + Of(Draw(2) == 0 ? Sort::kInts : Sort::kStrings, depth - 1) + ")";
    case 2:
      return Of(Sort::kInts, depth - 1) + "[" + Of(Sort::kInt, depth - 2) + "]";
    case 3:
      return Negative(Of(Sort::kInt, depth - 1));
    case 4:
      return Number();
    case 5:
      return PartOfTime(depth);
    case 6:
      return "int(" + Of(Sort::kTime, depth - 1) + ")";
    case 7:
      return Remainder(depth);
    default:
      return "(" + Of(Sort::kInt, depth - 1) + Pick(operators) + Of(Sort::kInt, depth - 1) + ")";
  }
}

std::string OracleExpressions::Comparison(int depth) {
  static const std::vector<std::string> all = {" == ", " != ", " < ", " <= ", " > ", " >= "};
  static const std::vector<std::string> equality = {" == ", " != "};
  const Sort sort = kSorts[Draw(std::size(kSorts))];
  const bool ordered = sort != Sort::kInts && sort != Sort::kStrings;
  return "(" + Of(sort, depth - 1) + Pick(ordered ? all : equality) + Of(sort, depth - 1) + ")";
}

std::string OracleExpressions::Bool(int depth) {
  static const std::vector<std::string> methods = {"startsWith", "endsWith", "contains"};
  static const std::vector<std::string> patterns = {"^a", "b$", "[0-9]+", "^$", "a.c", "(x|y) ?y"};
  switch (Draw(10)) {
    case 0:
    case 1: {
      const std::string op = Draw(2) == 0 ? " && " : " || ";
      std::string text = Of(Sort::kBool, depth - 1);
      for (uint64_t more = 1 + Draw(3); more > 0; --more) text += op + Of(Sort::kBool, depth - 1);
      return "(" + text + ")";
    }
    case 2:
      return "!" + Of(Sort::kBool, depth - 1);
    case 3: {
      const bool ints = Draw(2) == 0;
      return "(" + Of(ints ? Sort::kInt : Sort::kString, depth - 1) + " in " +
             Of(ints ? Sort::kInts : Sort::kStrings, depth - 1) + ")";
    }
    case 4:
      return "(" + Of(Sort::kString, depth - 1) + ")." + Pick(methods) + "(" +
             Of(Sort::kString, depth - 1) + ")";
    case 5:
      return "(" + Of(Sort::kString, depth - 1) + ").matches('" + Pick(patterns) + "')";
    case 6:
      return "has(" + Field(Sort::kInt, true) + ")";
    case 7:
    case 8:
      return loops_.size() < kLoopsMax ? Macro(depth) : Comparison(depth);
    default:
      return Comparison(depth);
  }
}

std::string OracleExpressions::Enter(const std::string& macro, int depth) {
  static const std::vector<std::string> names = {"x", "y", "z"};
  const std::string name = Pick(names);
  const auto records = static_cast<int>(Draw(RecordLists().size() * 2));
  const bool of_records = records < static_cast<int>(RecordLists().size());
  const Sort sort = Draw(2) == 0 ? Sort::kInts : Sort::kStrings;
  const std::string range =
      of_records ? RecordLists()[static_cast<size_t>(records)].name : Of(sort, depth - 1);
  const Sort element = sort == Sort::kInts ? Sort::kInt : Sort::kString;
  loops_.push_back({.name = name, .sort = element, .records = of_records ? records : -1});
  return range + "." + macro + "(" + name + ", ";
}

std::string OracleExpressions::Macro(int depth) {
  static const std::vector<std::string> macros = {"all", "exists", "exists_one"};
  const std::string head = Enter(Pick(macros), depth);
  const std::string text = head + Of(Sort::kBool, depth - 1) + ")";
  Leave();
  return text;
}

std::string OracleExpressions::String(int depth) {
  switch (Draw(6)) {
    case 0:
      return "string(" + Of(Draw(3) == 0 ? Sort::kBool : Sort::kInt, depth - 1) + ")";
    case 1:
      return Of(Sort::kStrings, depth - 1) + "[" + Of(Sort::kInt, depth - 2) + "]";
    case 2:
      return Leaf(Sort::kString);
    default:
      return "(" + Of(Sort::kString, depth - 1) + " + " + Of(Sort::kString, depth - 1) + ")";
  }
}

std::string OracleExpressions::List(Sort element, int depth) {
  const Sort list = element == Sort::kInt ? Sort::kInts : Sort::kStrings;
  switch (Draw(loops_.size() < kLoopsMax ? 6 : 3)) {
    case 0:
      return "(" + Of(list, depth - 1) + " + " + Of(list, depth - 1) + ")";
    case 1:
      return Literal(list);
    case 2:
      return "[" + Of(element, depth - 1) + ", " + Of(element, depth - 1) + "]";
    case 3: {
      const std::string range = Of(list, depth - 1);
      loops_.push_back({.name = "x", .sort = element, .records = -1});
      const std::string text = range + ".filter(x, " + Of(Sort::kBool, depth - 1) + ")";
      Leave();
      return text;
    }
    default: {
      std::string text = Enter("map", depth);
      if (Draw(3) == 0) text += Of(Sort::kBool, depth - 2) + ", ";
      text += Of(element, depth - 1) + ")";
      Leave();
      return text;
    }
  }
}

std::string OracleExpressions::Time(int depth) {
  if (Draw(3) == 0) return Literal(Sort::kTime);
  return "(" + Of(Sort::kTime, depth - 1) + (Draw(2) == 0 ? " + " : " - ") +
         Of(Sort::kDuration, depth - 1) + ")";
}

std::string OracleExpressions::Duration(int depth) {
  if (Draw(3) == 0) return Literal(Sort::kDuration);
  if (Draw(2) == 0)
    return "(" + Of(Sort::kTime, depth - 1) + " - " + Of(Sort::kTime, depth - 1) + ")";
  return "(" + Of(Sort::kDuration, depth - 1) + (Draw(2) == 0 ? " + " : " - ") +
         Of(Sort::kDuration, depth - 1) + ")";
}

}  // namespace jifen::scoring::expression
