// tests/scoring/expression/random_expression.h: random expressions with the value they must have,
// computed by a second, slow evaluator that shares no code with ours.
//
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>

namespace jifen::scoring::expression {

// An int or a bool, missing, or an error.
struct Outcome {
  enum class State { kPresent, kMissing, kError };
  State state = State::kPresent;
  int64_t value = 0;

  bool IsPresent() const { return state == State::kPresent; }
};

// "12", "missing" or "error".
std::string FormatOutcome(const Outcome& outcome, bool is_bool);

struct RandomExpression {
  std::string text;
  // Under a value of the loop variable that is in scope, if one is.
  std::function<Outcome(int64_t loop_variable)> compute;
};

class RandomExpressions {
 public:
  explicit RandomExpressions(uint64_t seed) : random_(seed) {}

  RandomExpression Int(int depth, bool in_loop = false);
  RandomExpression Bool(int depth, bool in_loop = false);

  uint64_t Draw(uint64_t below) { return random_() % below; }

 private:
  RandomExpression IntLeaf(bool in_loop);
  RandomExpression IntOperation(int depth, bool in_loop);
  RandomExpression SumOfList(int depth, bool in_loop);
  RandomExpression LookUp(int depth, bool in_loop);
  RandomExpression SecondsBetween(int depth, bool in_loop);
  RandomExpression Conditional(int depth, bool in_loop, bool is_bool);
  RandomExpression Comparison(int depth, bool in_loop);
  RandomExpression AndOr(int depth, bool in_loop);
  RandomExpression Loop(int depth);

  std::mt19937_64 random_;
};

// The dossier that they read: what annual(2024) has.
inline constexpr char kRandomReport[] =
    "record_id: \"2024\" annual_report { year: 2024 staff: 7 sales_fen: 4611686018427387904 "
    "net_profit_fen: -3 costs_fen: 0 }";

}  // namespace jifen::scoring::expression
