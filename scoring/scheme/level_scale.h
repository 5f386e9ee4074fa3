// scoring/scheme/level_scale.h: points by the value of a bool or an enum.
//
//   Shape    0..64 levels, each value at most once; `otherwise` stands for the values that no level
//            names and is the level after the last. Without levels there is `otherwise`.
//   Units    points: points of the scheme, not negative.
//   Errors   Make: TOO_LARGE or SCHEME_STRUCTURE (count); per level SCHEME_STRUCTURE (no value of
//            the type, or twice), DECIMAL_INVALID, SCHEME_POINTS; then SCHEME_STRUCTURE if values
//            are left over, or none is left for `otherwise`. All are reported.
//   Threads  immutable after Make.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/type.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

class LevelScale {
 public:
  // `type` is bool or an enum; unknown if the value did not compile: then whether the levels name its
  // values is not checked, and the scale finds none.
  static std::optional<LevelScale> Make(const v1::Levels& levels, const expression::Type& type,
                                        const FaultPlace& place);

  // The level of a value: 0 or 1 of a bool, the number of an enum's value. Nullopt for a number that
  // the enum did not have when the scheme was made. O(levels).
  std::optional<size_t> Find(int number) const;

  // Levels, with `otherwise` if there is one.
  size_t size() const { return points_.size(); }
  // The most points of a level, and the least, which experts may raise.
  decimal::Decimal points(size_t level) const { return points_[level]; }
  decimal::Decimal points_lowest(size_t level) const { return points_lowest_[level]; }
  bool leaves_range() const { return points_lowest_ != points_; }
  decimal::Decimal points_max() const;
  // "true", "NATIONAL"; empty for `otherwise`.
  const std::string& name(size_t level) const { return names_[level]; }

  // The level that surely gives more than `points` by the least; of equal ones the first. Nullopt if
  // none.
  std::optional<size_t> NextAbove(decimal::Decimal points) const;

 private:
  LevelScale() = default;

  std::vector<int> numbers_;  // none for `otherwise`
  std::vector<std::string> names_;
  std::vector<decimal::Decimal> points_;
  std::vector<decimal::Decimal> points_lowest_;
};

}  // namespace jifen::scoring::scheme
