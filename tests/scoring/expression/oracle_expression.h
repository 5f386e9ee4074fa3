// tests/scoring/expression/oracle_expression.h: random expressions and dossiers that CEL and our
// language give one meaning: whole numbers, strings, booleans, lists and time.
//
//   Shape    every draw depends on the seed alone. Expressions are well typed; what they ask for may be
//            absent: fields that are not set, elements beyond a list, quotients by zero, overflows.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace jifen::scoring::expression {

enum class Sort { kInt, kBool, kString, kInts, kStrings, kTime, kDuration };
inline constexpr Sort kSorts[] = {Sort::kInt,     Sort::kBool, Sort::kString,  Sort::kInts,
                                  Sort::kStrings, Sort::kTime, Sort::kDuration};
std::string SortName(Sort sort);

class OracleExpressions {
 public:
  explicit OracleExpressions(uint64_t seed) : random_(seed) {}

  uint64_t Draw(uint64_t below) { return random_() % below; }
  // An expression of a sort with at most so many levels.
  std::string Of(Sort sort, int depth);
  // A constant of the sort that is always there.
  static std::string Constant(Sort sort);
  // A word of one of several scripts, sometimes a number.
  std::string Word();

 private:
  struct LoopVariable {
    std::string name;
    Sort sort;
    int records;  // -1: an element of sort; else the number of its list of records
  };

  std::string Int(int depth);
  std::string Number();
  std::string Remainder(int depth);
  std::string Negative(const std::string& value);
  std::string PartOfTime(int depth);
  std::string Bool(int depth);
  std::string String(int depth);
  std::string List(Sort element, int depth);
  std::string Time(int depth);
  std::string Duration(int depth);
  std::string Leaf(Sort sort);
  std::string Literal(Sort sort);
  std::string Comparison(int depth);
  std::string Macro(int depth);
  std::string Conditional(Sort sort, int depth);
  // A field of that sort of some record, or a loop variable; empty if there is none at hand.
  std::string Field(Sort sort, bool optional_only);
  // Sets the variable over a drawn range and gives "range.macro(x, "; Leave ends its scope.
  std::string Enter(const std::string& macro, int depth);
  void Leave() { loops_.pop_back(); }
  template <typename T>
  const T& Pick(const std::vector<T>& choices) {
    return choices[Draw(choices.size())];
  }

  std::mt19937_64 random_;
  std::vector<LoopVariable> loops_;
};

}  // namespace jifen::scoring::expression
