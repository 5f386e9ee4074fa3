// scoring/scheme/value_range.h: which numbers an expression can give, as far as its text tells.
//
//   Shape    bounds that hold whatever the dossier, both included; unset where nothing is known.
//   Range    a bound that the text does not prove is left unset, so that a range is never too narrow.
//            Amounts and counts of records are taken not to be negative, as the registry checks.
//   Threads  ranges are values; a reader is for one thread.
//   Cost     linear in the text: each definition is read once, however often it is named.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/syntax_tree.h"

namespace jifen::scoring::scheme {

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

// Whether a number of records, of this name in whichever record, is never negative.
bool IsNeverNegative(std::string_view field);

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
  // Of a part of a tree that stands in no loop.
  ValueRange ReadPart(const expression::SyntaxTree& tree, const expression::Node& node) const;

 private:
  using Node = expression::Node;

  // Where a node stands.
  struct Scope {
    const expression::SyntaxTree& tree;
    bool records_only;     // what has a field is a record, as nothing makes maps
    bool in_loop = false;  // a name may be that of a loop
  };
  // Of a definition, and of its elements if it is a list.
  struct Definition {
    ValueRange value;
    ValueRange elements;
  };

  Scope ScopeOf(const expression::SyntaxTree& tree, const Node& node) const;
  ValueRange ReadNode(const Scope& scope, const Node& node) const;
  ValueRange ReadBinary(const Scope& scope, const Node& node) const;
  ValueRange ReadCall(const Scope& scope, const Node& node) const;
  ValueRange ReadElements(const Scope& scope, const Node& node) const;

  absl::flat_hash_map<std::string, Definition> definitions_;
  bool has_maps_ = false;  // among the definitions
};

// The number of a literal, perhaps with a minus.
std::optional<decimal::Decimal> ConstantOf(const expression::SyntaxTree& tree,
                                           const expression::Node& node);

}  // namespace jifen::scoring::scheme
