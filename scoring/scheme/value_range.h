// scoring/scheme/value_range.h: which numbers an expression can give, as far as its text tells.
//
//   Shape    bounds that hold whatever the dossier, both included; unset where nothing is known.
//   Range    a bound that the text does not prove is left unset, so that a range is never too narrow.
//   Threads  free functions without state.
#pragma once

#include <optional>

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

// `whole`: the expression is of the type int.
ValueRange RangeOf(const expression::SyntaxTree& tree, bool whole,
                   const DefinitionTrees& definitions);

}  // namespace jifen::scoring::scheme
