#include "scoring/scheme/level_scale.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/expression/environment.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/points_range.h"

namespace jifen::scoring::scheme {
namespace {

struct NamedValue {
  std::string name;
  int number;
};

// The values of the type. The value 0 of an enum is none: an expression that reads it is missing.
std::vector<NamedValue> ValuesOf(const expression::Type& type) {
  if (type.Is(expression::Kind::kBool)) return {{"true", 1}, {"false", 0}};
  std::vector<NamedValue> values;
  const google::protobuf::EnumDescriptor* descriptor = type.enum_type();
  for (int i = 0; i < descriptor->value_count(); ++i) {
    const google::protobuf::EnumValueDescriptor* value = descriptor->value(i);
    if (value->number() != 0) values.push_back({expression::ShortName(value), value->number()});
  }
  return values;
}

std::string JoinNames(const std::vector<NamedValue>& values) {
  return absl::StrJoin(values, ", ", [](std::string* out, const NamedValue& value) {
    absl::StrAppend(out, value.name);
  });
}

bool CheckCount(const v1::Levels& levels, const FaultPlace& place) {
  if (levels.levels_size() == 0 && !levels.has_otherwise()) {
    place.At("levels").Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                               .message = "a scale has at least one level, or points for any value",
                               .got = "0",
                               .want = "1..64, or otherwise"});
    return false;
  }
  if (static_cast<size_t>(levels.levels_size()) <= kLevelsMax) return true;
  place.At("levels").Report({.reason = v1::REASON_TOO_LARGE,
                             .message = "too many levels",
                             .got = absl::StrCat(levels.levels_size()),
                             .want = absl::StrCat("at most ", kLevelsMax)});
  return false;
}

// Takes the value that a level names out of `left`.
std::optional<NamedValue> Take(const std::string& name, std::vector<NamedValue>* left,
                               const FaultPlace& place) {
  const auto at = std::find_if(left->begin(), left->end(),
                               [&name](const NamedValue& value) { return value.name == name; });
  if (at == left->end()) {
    place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                  .message = "each level names another value of the type",
                  .got = name,
                  .want = JoinNames(*left)});
    return std::nullopt;
  }
  NamedValue value = *at;
  left->erase(at);
  return value;
}

// Of a type that is not known only that no level stands twice can be said.
std::optional<NamedValue> TakeUntyped(const std::string& name,
                                      const std::vector<std::string>& taken,
                                      const FaultPlace& place) {
  if (std::find(taken.begin(), taken.end(), name) == taken.end()) return NamedValue{name, 0};
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = "each level names another value of the type",
                .got = name,
                .want = "a value that no level before it names"});
  return std::nullopt;
}

void CheckCovered(const v1::Levels& levels, const std::vector<NamedValue>& left,
                  const FaultPlace& place) {
  if (left.empty() == !levels.has_otherwise()) return;
  place.At("otherwise")
      .Report({.reason = v1::REASON_SCHEME_STRUCTURE,
               .message = left.empty() ? "every value has a level: this is never used"
                                       : "some values have no points",
               .got = left.empty() ? levels.otherwise() : "unset",
               .want = left.empty() ? "unset" : absl::StrCat("points for ", JoinNames(left))});
}

}  // namespace

std::optional<LevelScale> LevelScale::Make(const v1::Levels& levels, const expression::Type& type,
                                           const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  if (!CheckCount(levels, place)) return std::nullopt;
  LevelScale scale;
  const bool typed = !type.Is(expression::Kind::kUnknown);
  std::vector<NamedValue> left = typed ? ValuesOf(type) : std::vector<NamedValue>();
  for (int i = 0; i < levels.levels_size(); ++i) {
    const FaultPlace level_place = place.At("levels", i);
    const std::string& name = levels.levels(i).equals();
    const auto value = typed ? Take(name, &left, level_place.At("equals"))
                             : TakeUntyped(name, scale.names_, level_place.At("equals"));
    const auto range = ReadPointsRange(levels.levels(i), level_place);
    if (!value.has_value() || !range.has_value()) continue;
    scale.numbers_.push_back(value->number);
    scale.names_.push_back(value->name);
    scale.points_.push_back(range->points);
    scale.points_lowest_.push_back(range->points_lowest);
  }
  if (typed) CheckCovered(levels, left, place);
  if (levels.has_otherwise()) {
    if (const auto points = ReadPoints(levels.otherwise(), place.At("otherwise"))) {
      scale.names_.emplace_back();
      scale.points_.push_back(*points);
      scale.points_lowest_.push_back(*points);
    }
  }
  if (place.fault_count() != faults_before) return std::nullopt;
  return scale;
}

std::optional<size_t> LevelScale::Find(int number) const {
  const auto level =
      static_cast<size_t>(std::find(numbers_.begin(), numbers_.end(), number) - numbers_.begin());
  if (level < points_.size()) return level;
  return std::nullopt;
}

decimal::Decimal LevelScale::points_max() const {
  return *std::max_element(points_.begin(), points_.end());
}

std::optional<size_t> LevelScale::NextAbove(decimal::Decimal points) const {
  std::optional<size_t> best;
  for (size_t i = 0; i < points_.size(); ++i) {
    if (points_lowest_[i] <= points) continue;
    if (!best.has_value() || points_lowest_[i] < points_lowest_[*best]) best = i;
  }
  return best;
}

}  // namespace jifen::scoring::scheme
