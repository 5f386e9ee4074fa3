#include "scoring/scheme/value_range.h"

#include <algorithm>
#include <iterator>
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

Bounds NotNegative() { return {.least = Decimal(), .most = {}}; }

bool IsNotNegative(const Bounds& range) {
  return range.least.has_value() && !range.least->IsNegative();
}

Bounds NotNegativeIf(bool holds) { return holds ? NotNegative() : Bounds(); }

Bounds SumOf(const Bounds& elements) {
  Bounds sum = NotNegativeIf(IsNotNegative(elements));
  if (IsNotNegative(Negated(elements))) sum.most = Decimal();
  return sum;
}

// Those of the API that cannot be negative; the profit and the net assets can.
constexpr std::string_view kNeverNegative[] = {
    "amount_fen",
    "assets_fen",
    "costs_fen",
    "development_cost_fen",
    "graduates_hired",
    "grant_fen",
    "high_tech_revenue_fen",
    "investment_fen",
    "liabilities_fen",
    "limit_fen",
    "main_revenue_fen",
    "outstanding_fen",
    "overdue_fen",
    "points_hundredths",
    "rd_expense_domestic_fen",
    "rd_expense_fen",
    "rd_staff",
    "rd_tax_relief_fen",
    "registered_capital_fen",
    "results_converted",
    "revenue_fen",
    "sales_fen",
    "sci_tech_staff",
    "staff",
    "technology_amount_fen",
    "unit_price_fen",
};

bool MakesMaps(const SyntaxTree& tree, const Node& node) {
  if (node.kind == NodeKind::kMap) return true;
  if (node.kind == NodeKind::kLoop && node.macro == expression::Macro::kTransformMap) return true;
  return std::any_of(node.children.begin(), node.children.end(), [&tree](expression::NodeId child) {
    return child != expression::kNoNode && MakesMaps(tree, tree.at(child));
  });
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

std::optional<Decimal> ConstantOf(const SyntaxTree& tree, const Node& node) {
  if (node.kind == NodeKind::kInt) return Decimal::FromInt(node.integer);
  if (node.kind == NodeKind::kDecimal) return node.decimal;
  if (node.kind != NodeKind::kNegate) return std::nullopt;
  const std::optional<Decimal> number = ConstantOf(tree, tree.child(node, 0));
  if (!number.has_value()) return std::nullopt;
  return -*number;
}

bool Interval::IsEmpty() const {
  if (!from.has_value() || !to.has_value()) return false;
  if (from->at == to->at) return !from->included || !to->included;
  return from->at > to->at;
}

void Interval::Cut(const Interval& other) {
  if (other.from.has_value() && (!from.has_value() || other.from->at > from->at ||
                                 (other.from->at == from->at && !other.from->included))) {
    from = other.from;
  }
  if (other.to.has_value() && (!to.has_value() || other.to->at < to->at ||
                               (other.to->at == to->at && !other.to->included))) {
    to = other.to;
  }
}

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

bool IsNeverNegative(std::string_view field) {
  return std::binary_search(std::begin(kNeverNegative), std::end(kNeverNegative), field);
}

void RangeReader::Define(const std::string& name, const SyntaxTree& tree) {
  const Node& root = tree.at(tree.root());
  const Scope scope = ScopeOf(tree, root);
  definitions_.try_emplace(
      name, Definition{.value = ReadNode(scope, root), .elements = ReadElements(scope, root)});
  has_maps_ = !scope.records_only;
}

ValueRange RangeReader::Read(const SyntaxTree& tree, bool whole) const {
  ValueRange range = ReadPart(tree, tree.at(tree.root()));
  range.whole = whole;
  return range;
}

ValueRange RangeReader::ReadPart(const SyntaxTree& tree, const Node& node) const {
  return ReadNode(ScopeOf(tree, node), node);
}

RangeReader::Scope RangeReader::ScopeOf(const SyntaxTree& tree, const Node& node) const {
  return {.tree = tree, .records_only = !has_maps_ && !MakesMaps(tree, node)};
}

ValueRange RangeReader::ReadNode(const Scope& scope, const Node& node) const {
  const SyntaxTree& tree = scope.tree;
  if (const Bound number = ConstantOf(tree, node); number.has_value()) return Exactly(*number);
  const auto child = [&](size_t i) { return ReadNode(scope, tree.child(node, i)); };
  switch (node.kind) {
    case NodeKind::kNegate:
      return Negated(child(0));
    case NodeKind::kConditional:
      return Hull(child(1), child(2));
    case NodeKind::kBinary:
      return ReadBinary(scope, node);
    case NodeKind::kName: {
      const auto definition = definitions_.find(node.name);
      return scope.in_loop || definition == definitions_.end() ? Bounds()
                                                               : definition->second.value;
    }
    case NodeKind::kSelect:
      return NotNegativeIf(scope.records_only && IsNeverNegative(node.name));
    case NodeKind::kCall:
    case NodeKind::kMethod:
      return ReadCall(scope, node);
    default:
      return {};
  }
}

ValueRange RangeReader::ReadBinary(const Scope& scope, const Node& node) const {
  const auto child = [&](size_t i) { return ReadNode(scope, scope.tree.child(node, i)); };
  if (node.name == "*" || node.name == "/") {
    return NotNegativeIf(IsNotNegative(child(0)) && IsNotNegative(child(1)));
  }
  if (node.name != "+" && node.name != "-") return {};
  const Bounds left = child(0);
  const Bounds right = node.name == "+" ? child(1) : Negated(child(1));
  return {.least = Sum(left.least, right.least), .most = Sum(left.most, right.most)};
}

ValueRange RangeReader::ReadCall(const Scope& scope, const Node& node) const {
  const auto child = [&](size_t i) { return ReadNode(scope, scope.tree.child(node, i)); };
  const std::string& name = node.name;
  if (name == "size" || name == "count" || name == "points") return NotNegative();
  if (node.children.size() == 1) {
    const Node& only = scope.tree.child(node, 0);
    if (name == "sum") return SumOf(ReadElements(scope, only));
    if (name == "min" || name == "max") return ReadElements(scope, only);
    return NotNegativeIf(name == "wan" && IsNotNegative(ReadNode(scope, only)));
  }
  if (node.children.size() != 2 || node.kind != NodeKind::kCall) return {};
  if (name == "min") return Lesser(child(0), child(1));
  if (name == "max") return Greater(child(0), child(1));
  // Less than all of what was before is not lost; it was more than 0.
  if (name == "growth" && IsNotNegative(child(0))) {
    return {.least = Decimal::FromInt(-1), .most = {}};
  }
  return NotNegativeIf(name == "ratio" && IsNotNegative(child(0)) && IsNotNegative(child(1)));
}

ValueRange RangeReader::ReadElements(const Scope& scope, const Node& node) const {
  if (node.kind == NodeKind::kName) {
    const auto definition = definitions_.find(node.name);
    return scope.in_loop || definition == definitions_.end() ? Bounds()
                                                             : definition->second.elements;
  }
  if (node.kind != NodeKind::kLoop) return {};
  if (node.macro == expression::Macro::kFilter) {
    return ReadElements(scope, scope.tree.child(node, 0));
  }
  if (node.macro != expression::Macro::kMap && node.macro != expression::Macro::kTransformList) {
    return {};
  }
  const Scope body{.tree = scope.tree, .records_only = scope.records_only, .in_loop = true};
  return ReadNode(body, scope.tree.at(node.children.back()));
}

}  // namespace jifen::scoring::scheme
