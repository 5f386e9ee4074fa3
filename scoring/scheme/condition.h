// scoring/scheme/condition.h: what can be proved about conditions from their text alone.
//
//   Shape    a condition in disjunctive form: it holds where one of its cases does. A case says of some
//            expressions in which interval their number lies or which constant they equal, and of the
//            rest whether it is true. Definitions of the type bool are looked into.
//   Range    at most kCasesMax cases of at most kTermsMax terms; a condition beyond is not analysed.
//   Errors   none: what cannot be proved is taken to be possible.
//   Threads  values.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/syntax_tree.h"

namespace jifen::scoring::scheme {

inline constexpr size_t kCasesMax = 1024;
inline constexpr size_t kTermsMax = 64;
inline constexpr size_t kJoinsMax = 4096;  // of two conditions, case by case

// Trees of named expressions.
using DefinitionTrees = absl::flat_hash_map<std::string, expression::SyntaxTree>;

// One end of an interval.
struct End {
  decimal::Decimal at;
  bool included = false;
};

struct Interval {
  std::optional<End> from;  // unset: open below
  std::optional<End> to;    // unset: open above

  bool IsEmpty() const;
  void Cut(const Interval& other);
};

struct Case {
  std::map<std::string, Interval> numbers;    // by expression
  std::map<std::string, std::string> equals;  // by expression: the constant
  std::map<std::string, std::set<std::string>> differs;
  std::map<std::string, bool> truths;  // by expression

  // False if the two exclude each other.
  bool Join(const Case& other);
  size_t terms() const { return numbers.size() + equals.size() + differs.size() + truths.size(); }
};

class Condition {
 public:
  // The cases in which the expression is true, or in which it is false.
  static std::optional<Condition> Of(const expression::SyntaxTree& tree, bool is_true,
                                     const DefinitionTrees& definitions);
  static Condition Always() { return Condition({Case()}); }

  // False only if it is proved that it never holds.
  bool IsPossible() const { return !cases_.empty(); }
  // It says nothing: it holds whatever the dossier.
  bool IsCertain() const;

  // Both hold, or one does; nullopt if that has too many cases.
  std::optional<Condition> And(const Condition& other) const;
  std::optional<Condition> Or(const Condition& other) const;

 private:
  explicit Condition(std::vector<Case> cases) : cases_(std::move(cases)) {}
  friend class ConditionReader;

  std::vector<Case> cases_;
};

// The number of a literal, perhaps with a minus.
std::optional<decimal::Decimal> ConstantOf(const expression::SyntaxTree& tree,
                                           const expression::Node& node);

}  // namespace jifen::scoring::scheme
