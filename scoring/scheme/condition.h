// scoring/scheme/condition.h: what can be proved about conditions from their text alone.
//
//   Shape    a condition in disjunctive form: it holds where one of its cases does. A case says of some
//            expressions in which interval their number lies or which constant they equal, and of the
//            rest whether it is true. Definitions of the type bool are looked into. A case is left out
//            if the number never lies there (value_range.h).
//   Range    at most kCasesMax cases of at most kTermsMax terms; a condition beyond is not analysed.
//   Errors   none: what cannot be proved is taken to be possible.
//   Threads  conditions are values; a reader is for one thread.
//   Cost     a reader goes through at most kTermVisitsMax terms, and so never holds more: the
//            conditions of a scheme are analysed in order until then, the rest is not.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/syntax_tree.h"
#include "scoring/scheme/value_range.h"

namespace jifen::scoring::scheme {

inline constexpr size_t kCasesMax = 1024;
inline constexpr size_t kTermsMax = 64;
inline constexpr size_t kJoinsMax = 4096;  // of two conditions, case by case
// Some hundredths of a second and 30 MB; the schemes that ship need some hundreds.
inline constexpr size_t kTermVisitsMax = 256 * 1024;

// What a case says of one expression. Expressions and constants are numbered by their reader.
struct Term {
  enum class Kind : uint8_t { kNumber, kEquals, kDiffers, kTruth };

  int expression = 0;
  Kind kind = Kind::kTruth;
  int constant = 0;   // kEquals, kDiffers: which; kTruth: 0 or 1
  Interval interval;  // kNumber
};

// All of it holds. By expression, kind, constant; of one expression there is one interval, one equal
// constant and one truth at most.
using Case = std::vector<Term>;

class Condition {
 public:
  static Condition Always() { return Condition({Case()}); }

  // False only if it is proved that it never holds.
  bool IsPossible() const { return !cases_->empty(); }
  // It says nothing: it holds whatever the dossier.
  bool IsCertain() const;

 private:
  explicit Condition(std::vector<Case> cases)
      : cases_(std::make_shared<const std::vector<Case>>(std::move(cases))) {}
  friend class ConditionReader;

  bool IsAlways() const { return cases_->size() == 1 && cases_->front().empty(); }

  std::shared_ptr<const std::vector<Case>> cases_;  // of its copies too
};

// Reads the conditions of one scheme. Only conditions of one reader can be joined.
class ConditionReader {
 public:
  // `ranges`, which must outlive the reader, knows the definitions that trees name before they are read.
  explicit ConditionReader(const RangeReader* ranges) : ranges_(*ranges) {}

  // Lets trees read later name the expression of a tree, which may name those defined before.
  void Define(const std::string& name, const expression::SyntaxTree& tree);

  // The cases in which the expression is true, or in which it is false.
  std::optional<Condition> Read(const expression::SyntaxTree& tree, bool is_true);

  // Both hold; nullopt if that has too many cases.
  std::optional<Condition> And(const Condition& a, const Condition& b);

  size_t term_visits() const { return term_visits_; }

 private:
  using Node = expression::Node;
  using SyntaxTree = expression::SyntaxTree;
  // Where it is true, and where it is false.
  struct BothWays {
    std::optional<Condition> is_true;
    std::optional<Condition> is_false;
  };

  std::optional<Condition> ReadNode(const SyntaxTree& tree, const Node& node, bool is_true);
  std::optional<Condition> ReadAll(const SyntaxTree& tree, const Node& node, bool is_true);
  std::optional<Condition> ReadAny(const SyntaxTree& tree, const Node& node, bool is_true);
  Condition ReadRelation(const SyntaxTree& tree, const Node& node, bool is_true);
  Condition Truth(const SyntaxTree& tree, const Node& node, bool is_true);

  // Of a case and its terms; false if that is more than it may visit.
  bool Visit(size_t terms);
  int NumberOf(const std::string& form);

  const RangeReader& ranges_;
  absl::flat_hash_map<std::string, BothWays> definitions_;
  absl::flat_hash_map<std::string, int> forms_;
  size_t term_visits_ = 0;
};

}  // namespace jifen::scoring::scheme
