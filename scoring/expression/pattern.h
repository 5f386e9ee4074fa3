// scoring/expression/pattern.h: regular expressions, matched in linear time.
//
//   Range    a pattern of at most kPatternBytesMax; its program of at most about 4,000 steps.
//   Errors   Make: what is wrong with the pattern; EXPRESSION_SYNTAX for whom reports it.
//   Source   RE2, as CEL wants it: https://github.com/google/re2/wiki/Syntax.
//   Threads  immutable.
//   Cost     Make: up to a millisecond. Matches: linear in the text.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace jifen::scoring::expression {

inline constexpr size_t kPatternBytesMax = 1000;

class Pattern {
 public:
  // Null if the pattern is malformed or too large; `why` says so then.
  static std::unique_ptr<const Pattern> Make(std::string_view pattern, std::string* why);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  // Whether some part of the text fits.
  bool Matches(std::string_view text) const;

  // Elements that Make and Matches count as, against the limit of a dossier.
  size_t cost() const;
  size_t CostOf(std::string_view text) const;

 private:
  explicit Pattern(std::unique_ptr<const re2::RE2> expression);

  std::unique_ptr<const re2::RE2> expression_;
};

}  // namespace jifen::scoring::expression
