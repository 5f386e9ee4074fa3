#include "tests/scoring/expression/random_expression.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace jifen::scoring::expression {
namespace {

__extension__ typedef __int128 Wide;
using State = Outcome::State;

// Missing before error before a value.
Outcome Absent(const Outcome& a, const Outcome& b) {
  const bool missing = a.state == State::kMissing || b.state == State::kMissing;
  return {.state = missing ? State::kMissing : State::kError};
}

Outcome FromWide(Wide value) {
  if (value < INT64_MIN || value > INT64_MAX) return {.state = State::kError};
  return {.value = static_cast<int64_t>(value)};
}

Outcome Apply(char op, const Outcome& a, const Outcome& b) {
  if (!a.IsPresent() || !b.IsPresent()) return Absent(a, b);
  const Wide x = a.value, y = b.value;
  if ((op == '/' || op == '%') && y == 0) return {.state = State::kMissing};
  if (op == '%' && x == INT64_MIN && y == -1) return {.state = State::kError};
  switch (op) {
    case '+':
      return FromWide(x + y);
    case '-':
      return FromWide(x - y);
    case '*':
      return FromWide(x * y);
    case '/':
      return FromWide(x / y);
    case '%':
      return FromWide(x % y);
    case 'm':
      return FromWide(std::min(x, y));
    default:
      return FromWide(std::max(x, y));
  }
}

bool Compare(const std::string& op, int64_t a, int64_t b) {
  if (op == "==") return a == b;
  if (op == "!=") return a != b;
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  return op == ">" ? a > b : a >= b;
}

// && with deciding 0, || with deciding 1.
Outcome Join(const std::vector<Outcome>& operands, int64_t deciding) {
  Outcome joined = {.value = 1 - deciding};
  for (const Outcome& operand : operands) {
    if (operand.IsPresent() && operand.value == deciding) return operand;
    if (!operand.IsPresent()) joined = joined.IsPresent() ? operand : Absent(joined, operand);
  }
  return joined;
}

}  // namespace

std::string FormatOutcome(const Outcome& outcome, bool is_bool) {
  if (outcome.state == State::kMissing) return "missing";
  if (outcome.state == State::kError) return "error";
  if (is_bool) return outcome.value != 0 ? "true" : "false";
  return std::to_string(outcome.value);
}

RandomExpression RandomExpressions::Int(int depth, bool in_loop) {
  if (depth <= 0) return IntLeaf(in_loop);
  switch (Draw(8)) {
    case 0:
      return IntLeaf(in_loop);
    case 1:
      return Conditional(depth, in_loop, false);
    case 2:
      return SumOfList(depth, in_loop);
    case 3:
      return LookUp(depth, in_loop);
    case 4:
      return SecondsBetween(depth, in_loop);
    default:
      return IntOperation(depth, in_loop);
  }
}

RandomExpression RandomExpressions::IntLeaf(bool in_loop) {
  const auto constant = [](std::string text, Outcome outcome) {
    return RandomExpression{std::move(text), [outcome](int64_t) { return outcome; }};
  };
  switch (Draw(in_loop ? 9 : 7)) {
    case 0:
      return constant("annual(2024).staff", {.value = 7});
    case 1:
      return constant("annual(year).sales_fen", {.value = 4611686018427387904});
    case 2:
      return constant("annual(2024).net_profit_fen", {.value = -3});
    case 3:
      return constant("annual(2024).rd_staff", {.state = State::kMissing});
    case 4:
      return constant("annual(2023).staff", {.state = State::kMissing});
    case 5:
      return constant("annual(2024).costs_fen", {.value = 0});
    case 6: {
      const auto value = static_cast<int64_t>(Draw(21)) - 10;
      return constant(std::to_string(value), {.value = value});
    }
    default:
      return {"x", [](int64_t x) { return Outcome{.value = x}; }};
  }
}

RandomExpression RandomExpressions::IntOperation(int depth, bool in_loop) {
  const RandomExpression a = Int(depth - 1, in_loop), b = Int(depth - 1, in_loop);
  const char op = "+-*/%mM"[Draw(7)];
  const auto compute = [op, a, b](int64_t x) { return Apply(op, a.compute(x), b.compute(x)); };
  if (op == 'm') return {"min(" + a.text + ", " + b.text + ")", compute};
  if (op == 'M') return {"max(" + a.text + ", " + b.text + ")", compute};
  return {"(" + a.text + " " + op + " " + b.text + ")", compute};
}

RandomExpression RandomExpressions::SumOfList(int depth, bool in_loop) {
  const RandomExpression a = Int(depth - 1, in_loop), b = Int(depth - 1, in_loop);
  return {"[" + a.text + ", " + b.text + "].sum()",
          [a, b](int64_t x) { return Apply('+', a.compute(x), b.compute(x)); }};
}

// A map of two keys, which may be one key, and a look-up that may find neither.
RandomExpression RandomExpressions::LookUp(int depth, bool in_loop) {
  const RandomExpression a = Int(depth - 3, in_loop), b = Int(depth - 3, in_loop);
  const RandomExpression v = Int(depth - 4, in_loop), w = Int(depth - 4, in_loop);
  const RandomExpression key = Draw(2) == 0 ? a : Int(depth - 3, in_loop);
  return {"{" + a.text + ": " + v.text + ", " + b.text + ": " + w.text + "}[" + key.text + "]",
          [a, b, v, w, key](int64_t x) {
            const Outcome k = a.compute(x), l = b.compute(x), wanted = key.compute(x);
            const Outcome first = v.compute(x), second = w.compute(x);
            Outcome map = {.value = 0};
            for (const Outcome& part : {k, first, l, second}) {
              if (!part.IsPresent()) map = map.IsPresent() ? part : Absent(map, part);
            }
            if (map.IsPresent() && k.value == l.value) map.state = State::kError;
            if (!map.IsPresent() || !wanted.IsPresent()) return Absent(map, wanted);
            if (wanted.value == k.value) return first;
            return wanted.value == l.value ? second : Outcome{.state = State::kMissing};
          }};
}

// Through timestamps and a duration and back.
RandomExpression RandomExpressions::SecondsBetween(int depth, bool in_loop) {
  const RandomExpression a = Int(depth - 3, in_loop), b = Int(depth - 3, in_loop);
  const auto seconds = [](const Outcome& outcome) {
    return Apply('%', outcome, Outcome{.value = 1'000'000'000});
  };
  return {"(timestamp(" + a.text + " % 1000000000) - timestamp(" + b.text +
              " % 1000000000)).getSeconds()",
          [a, b, seconds](int64_t x) {
            return Apply('-', seconds(a.compute(x)), seconds(b.compute(x)));
          }};
}

RandomExpression RandomExpressions::Conditional(int depth, bool in_loop, bool is_bool) {
  const RandomExpression condition = Bool(depth - 1, in_loop);
  const RandomExpression yes = is_bool ? Bool(depth - 1, in_loop) : Int(depth - 1, in_loop);
  const RandomExpression no = is_bool ? Bool(depth - 1, in_loop) : Int(depth - 1, in_loop);
  return {"(" + condition.text + " ? " + yes.text + " : " + no.text + ")",
          [condition, yes, no](int64_t x) {
            const Outcome c = condition.compute(x);
            if (!c.IsPresent()) return c;
            return c.value != 0 ? yes.compute(x) : no.compute(x);
          }};
}

RandomExpression RandomExpressions::Bool(int depth, bool in_loop) {
  if (depth <= 0) return Comparison(0, in_loop);
  switch (Draw(6)) {
    case 0:
    case 1:
      return AndOr(depth, in_loop);
    case 2: {
      const RandomExpression a = Bool(depth - 1, in_loop);
      return {"!" + a.text, [a](int64_t x) {
                Outcome outcome = a.compute(x);
                outcome.value = 1 - outcome.value;
                return outcome;
              }};
    }
    case 3:
      return Conditional(depth, in_loop, true);
    case 4:
      return in_loop ? Comparison(depth, in_loop) : Loop(depth);
    default:
      return Comparison(depth, in_loop);
  }
}

RandomExpression RandomExpressions::Comparison(int depth, bool in_loop) {
  const RandomExpression a = Int(depth - 1, in_loop), b = Int(depth - 1, in_loop);
  const std::string op = std::vector<std::string>{"==", "!=", "<", "<=", ">", ">="}[Draw(6)];
  return {"(" + a.text + " " + op + " " + b.text + ")", [op, a, b](int64_t x) {
            const Outcome left = a.compute(x), right = b.compute(x);
            if (!left.IsPresent() || !right.IsPresent()) return Absent(left, right);
            return Outcome{.value = Compare(op, left.value, right.value) ? 1 : 0};
          }};
}

RandomExpression RandomExpressions::AndOr(int depth, bool in_loop) {
  const int64_t deciding = static_cast<int64_t>(Draw(2));
  std::vector<RandomExpression> operands;
  std::string text;
  for (uint64_t i = 0; i < 2 + Draw(3); ++i) {
    operands.push_back(Bool(depth - 1, in_loop));
    text += (i == 0 ? "" : deciding == 0 ? " && " : " || ") + operands.back().text;
  }
  return {"(" + text + ")", [operands, deciding](int64_t x) {
            std::vector<Outcome> outcomes;
            for (const RandomExpression& operand : operands) outcomes.push_back(operand.compute(x));
            return Join(outcomes, deciding);
          }};
}

// exists is ||, all is && over the elements.
RandomExpression RandomExpressions::Loop(int depth) {
  const int64_t deciding = static_cast<int64_t>(Draw(2));
  const RandomExpression body = Bool(depth - 1, true);
  std::vector<int64_t> elements;
  std::string text = "[";
  for (uint64_t i = 0; i < Draw(4); ++i) {
    elements.push_back(static_cast<int64_t>(Draw(11)) - 5);
    text += (i == 0 ? "" : ", ") + std::to_string(elements.back());
  }
  text += deciding == 0 ? "].all(x, " : "].exists(x, ";
  return {text + body.text + ")", [elements, body, deciding](int64_t) {
            std::vector<Outcome> outcomes;
            for (const int64_t element : elements) outcomes.push_back(body.compute(element));
            return Join(outcomes, deciding);
          }};
}

}  // namespace jifen::scoring::expression
