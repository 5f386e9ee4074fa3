#include "scoring/scheme/linear_scale.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

bool CheckKnotCount(int count, const FaultPlace& place) {
  const auto knots = static_cast<size_t>(count);
  if (knots >= kKnotsMin && knots <= kKnotsMax) return true;
  place.Report({.reason = knots < kKnotsMin ? v1::REASON_SCHEME_STRUCTURE : v1::REASON_TOO_LARGE,
                .message = "a line runs between knots",
                .got = absl::StrCat(count),
                .want = absl::StrCat(kKnotsMin, "..", kKnotsMax)});
  return false;
}

// The difference of two knots' values that is needed between them; checked by Make.
Decimal Distance(Decimal from, Decimal to) {
  Decimal distance;
  static_cast<void>(decimal::Subtract(to, from, &distance));
  return distance;
}

}  // namespace

std::optional<LinearScale> LinearScale::Make(const v1::Linear& scale,
                                             const PointsRounding& rounding,
                                             const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  if (!CheckKnotCount(scale.knots_size(), place.At("knots"))) return std::nullopt;
  LinearScale made;
  for (int i = 0; i < scale.knots_size(); ++i) {
    const FaultPlace knot_place = place.At("knots", i);
    const auto at = ReadDecimal(scale.knots(i).at(), knot_place.At("at"));
    const auto points =
        ReadRoundedPoints(scale.knots(i).points(), rounding, knot_place.At("points"));
    if (!at.has_value() || !points.has_value()) continue;
    Decimal distance;
    if (!made.knots_.empty() &&
        (*at <= made.knots_.back().at ||
         decimal::Subtract(*at, made.knots_.back().at, &distance) != Arithmetic::kOk)) {
      knot_place.At("at").Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                                  .message = "knots rise",
                                  .got = at->Format(),
                                  .want = absl::StrCat("more than ", made.knots_.back().at.Format(),
                                                       ", by less than 10^20")});
    }
    made.knots_.push_back({.at = *at, .points = *points, .way = {}});
  }
  if (place.fault_count() != faults_before) return std::nullopt;
  made.DrawLines(rounding);
  return made;
}

void LinearScale::DrawLines(const PointsRounding& rounding) {
  for (size_t i = 0; i + 1 < knots_.size(); ++i) {
    const auto [least, most] = std::minmax(knots_[i].points, knots_[i + 1].points);
    knots_[i].way = decimal::Line::Make({.base = least,
                                         .rise = Distance(least, most),
                                         .run = Distance(knots_[i].at, knots_[i + 1].at)},
                                        {.places = rounding.places, .rounding = rounding.rounding});
  }
}

size_t LinearScale::Find(Decimal value) const {
  size_t position = 0;
  while (position < knots_.size() && knots_[position].at <= value) ++position;
  return position;
}

Decimal LinearScale::PointsFor(Decimal value, size_t position) const {
  if (position == 0) return knots_.front().points;
  if (position == knots_.size()) return knots_.back().points;
  const Knot& before = knots_[position - 1];
  const Knot& after = knots_[position];
  const bool rises = before.points <= after.points;
  // From the knot with fewer points, so that nothing is negative.
  const Decimal way = rises ? Distance(before.at, value) : Distance(value, after.at);
  Decimal points;
  // Between the points of two knots, in range.
  static_cast<void>(before.way.At(way, &points));
  return points;
}

Decimal LinearScale::points_max() const {
  const auto most =
      std::max_element(knots_.begin(), knots_.end(),
                       [](const Knot& a, const Knot& b) { return a.points < b.points; });
  return most->points;
}

std::optional<size_t> LinearScale::NextAbove(Decimal value, size_t position, Decimal points) const {
  size_t up = position;
  while (up < knots_.size() && knots_[up].points <= points) ++up;
  size_t down = position;  // one more than the index
  while (down > 0 && knots_[down - 1].points <= points) --down;
  const bool has_up = up < knots_.size();
  if (down == 0) return has_up ? std::optional(up) : std::nullopt;
  if (!has_up) return down - 1;
  // Knots on both sides of the value: the distances are those of knots at most, in 128 bits.
  const decimal::Int128 way_up = knots_[up].at.unscaled() - value.unscaled();
  const decimal::Int128 way_down = value.unscaled() - knots_[down - 1].at.unscaled();
  return way_up <= way_down ? up : down - 1;
}

}  // namespace jifen::scoring::scheme
