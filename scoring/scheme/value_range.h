// scoring/scheme/value_range.h: which numbers an expression can give, as far as its text tells.
//
//   Shape    bounds that hold whatever the dossier, both included; unset where nothing is known.
//   Range    a bound that the text does not prove is left unset, so that a range is never too narrow.
//   Threads  ranges are values; a reader is for one thread.
//   Cost     linear in the text: each definition is read once, however often it is named.
#pragma once

#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/syntax_tree.h"
#include "scoring/scheme/condition.h"

namespace jifen::scoring::scheme {

struct ValueRange {
  std::optional<decimal::Decimal> least;
  std::optional<decimal::Decimal> most;
  bool whole = false;  // only whole numbers

  // Whether a number of the range lies in the interval.
  bool Meets(const Interval& interval) const;
};

// Reads the expressions of one scheme.
class RangeReader {
 public:
  // Lets trees read later name the expression of a tree, which may name those defined before.
  void Define(const std::string& name, const expression::SyntaxTree& tree);

  // `whole`: the expression is of the type int.
  ValueRange Read(const expression::SyntaxTree& tree, bool whole) const;

 private:
  ValueRange ReadNode(const expression::SyntaxTree& tree, const expression::Node& node) const;

  absl::flat_hash_map<std::string, ValueRange> definitions_;
};

}  // namespace jifen::scoring::scheme
