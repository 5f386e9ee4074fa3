#include "scoring/scheme/value_range.h"

#include <algorithm>
#include <string>

namespace jifen::scoring::scheme {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;
using expression::Node;
using expression::NodeKind;
using expression::SyntaxTree;

using Bound = std::optional<Decimal>;

// Whether they are whole is said by the type, not here.
using Bounds = ValueRange;

Bound Sum(const Bound& a, const Bound& b) {
  Decimal sum;
  if (!a.has_value() || !b.has_value() || decimal::Add(*a, *b, &sum) != Arithmetic::kOk) return {};
  return sum;
}

Bounds Hull(const Bounds& a, const Bounds& b) {
  Bounds hull;
  if (a.least.has_value() && b.least.has_value()) hull.least = std::min(*a.least, *b.least);
  if (a.most.has_value() && b.most.has_value()) hull.most = std::max(*a.most, *b.most);
  return hull;
}

// Of min(a, b): its most is the less of the two that are known.
Bounds Lesser(const Bounds& a, const Bounds& b) {
  Bounds lesser = Hull(a, b);
  lesser.most = a.most.has_value() && b.most.has_value() ? std::min(*a.most, *b.most)
                : a.most.has_value()                     ? a.most
                                                         : b.most;
  return lesser;
}

Bounds Negated(const Bounds& a) {
  Bounds negated;
  if (a.most.has_value()) negated.least = -*a.most;
  if (a.least.has_value()) negated.most = -*a.least;
  return negated;
}

Bounds Greater(const Bounds& a, const Bounds& b) { return Negated(Lesser(Negated(a), Negated(b))); }

Bounds Exactly(Decimal number) { return {.least = number, .most = number}; }

// Of a call; nothing is known but of size() and count().
Bounds RangeOfCall(const std::string& name) {
  if (name != "size" && name != "count") return {};
  return {.least = Decimal(), .most = {}};
}

// The least whole number that is not below an end.
Bound WholeFrom(const End& end) {
  int64_t whole = 0;
  if (decimal::Truncate(end.at, &whole) != Arithmetic::kOk) return {};
  Decimal number = Decimal::FromInt(whole);
  const bool below = number < end.at || (number == end.at && !end.included);
  if (below) number = *Sum(number, Decimal::FromInt(1));
  return number;
}

}  // namespace

bool ValueRange::Meets(const Interval& interval) const {
  Interval both = interval;
  both.Cut({.from = least.has_value() ? std::optional<End>(End{*least, true}) : std::nullopt,
            .to = most.has_value() ? std::optional<End>(End{*most, true}) : std::nullopt});
  if (both.IsEmpty()) return false;
  if (!whole || !both.from.has_value() || !both.to.has_value()) return true;
  const Bound first = WholeFrom(*both.from);
  if (!first.has_value()) return true;
  return *first < both.to->at || (*first == both.to->at && both.to->included);
}

void RangeReader::Define(const std::string& name, const SyntaxTree& tree) {
  definitions_.try_emplace(name, ReadNode(tree, tree.at(tree.root())));
}

ValueRange RangeReader::Read(const SyntaxTree& tree, bool whole) const {
  ValueRange range = ReadNode(tree, tree.at(tree.root()));
  range.whole = whole;
  return range;
}

ValueRange RangeReader::ReadNode(const SyntaxTree& tree, const Node& node) const {
  if (const Bound number = ConstantOf(tree, node); number.has_value()) return Exactly(*number);
  const auto child = [&](size_t i) { return ReadNode(tree, tree.child(node, i)); };
  switch (node.kind) {
    case NodeKind::kNegate:
      return Negated(child(0));
    case NodeKind::kConditional:
      return Hull(child(1), child(2));
    case NodeKind::kBinary: {
      if (node.name != "+" && node.name != "-") return {};
      const Bounds left = child(0);
      const Bounds right = node.name == "+" ? child(1) : Negated(child(1));
      return {.least = Sum(left.least, right.least), .most = Sum(left.most, right.most)};
    }
    case NodeKind::kName: {
      const auto definition = definitions_.find(node.name);
      return definition == definitions_.end() ? Bounds() : definition->second;
    }
    case NodeKind::kCall:
      if (node.children.size() == 2 && node.name == "min") return Lesser(child(0), child(1));
      if (node.children.size() == 2 && node.name == "max") return Greater(child(0), child(1));
      return RangeOfCall(node.name);
    case NodeKind::kMethod:
      return RangeOfCall(node.name);
    default:
      return {};
  }
}

}  // namespace jifen::scoring::scheme
