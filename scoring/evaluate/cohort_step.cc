#include "scoring/evaluate/cohort_step.h"

#include <cstdint>

#include "scoring/evaluate/cohort_place.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using decimal::Int128;

// Whether a place is as far as it is wanted.
bool Reaches(Decimal place, const WantedPlace& wanted) {
  if (wanted.beyond) return wanted.upward ? place > wanted.place : place < wanted.place;
  return wanted.upward ? place >= wanted.place : place <= wanted.place;
}

// Places rise with the number of those that are lower: the first number of 0 .. members - 1 at which
// `holds` changes from false to true; members if it never does.
template <typename Holds>
uint32_t FirstCount(uint32_t members, const Holds& holds) {
  uint32_t from = 0;
  uint32_t to = members;
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    if (holds(PercentilePlace(middle, members))) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}

// Above the value after which enough are lower.
std::optional<WantedValue> HigherPercentile(const WantedPlace& wanted, const CohortGroup& group) {
  const uint32_t count =
      FirstCount(group.members(), [&wanted](Decimal place) { return Reaches(place, wanted); });
  if (count == 0 || count == group.members()) return std::nullopt;
  size_t from = 0;
  size_t to = group.values().size() - 1;
  while (from < to) {
    const size_t middle = from + (to - from) / 2;
    if (group.CountBelowAt(middle + 1) >= count) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return WantedValue{.bound = group.values()[from],
                     .beyond = true,
                     .place = PercentilePlace(group.CountBelowAt(from + 1), group.members())};
}

// At the last value below which there are few enough.
std::optional<WantedValue> LowerPercentile(const WantedPlace& wanted, const CohortGroup& group) {
  const uint32_t too_many =
      FirstCount(group.members(), [&wanted](Decimal place) { return !Reaches(place, wanted); });
  size_t at = 0;
  size_t to = group.values().size();
  if (too_many == 0) return std::nullopt;
  while (to - at > 1) {
    const size_t middle = at + (to - at) / 2;
    (group.CountBelowAt(middle) < too_many ? at : to) = middle;
  }
  return WantedValue{.bound = group.values()[at],
                     .beyond = false,
                     .place = PercentilePlace(group.CountBelowAt(at), group.members())};
}

// n / unit towards minus infinity, or towards plus infinity.
Int128 DivideTowards(bool up, Int128 n, Int128 unit) {
  const Int128 quotient = n / unit;
  const Int128 rest = n - quotient * unit;
  if (rest == 0) return quotient;
  if (up) return quotient + (rest > 0 ? 1 : 0);
  return quotient - (rest < 0 ? 1 : 0);
}

// least + share * range, rounded up or down, of a range that a decimal can hold.
std::optional<Decimal> ValueAt(Decimal share, Decimal range, bool up, const CohortGroup& group) {
  // share is at most 1: neither product needs more than 127 bits.
  const Int128 wholes = range.unscaled() / Decimal::kOne;
  const Int128 rest = range.unscaled() - wholes * Decimal::kOne;
  const Int128 way =
      share.unscaled() * wholes + DivideTowards(up, share.unscaled() * rest, Decimal::kOne);
  Decimal value;
  if (Decimal::FromUnscaled(group.least().unscaled() + way, &value) != decimal::Arithmetic::kOk) {
    return std::nullopt;
  }
  return value;
}

std::optional<WantedValue> WantedMinMax(const WantedPlace& wanted, const CohortGroup& group,
                                        bool whole) {
  Decimal range;
  Decimal share = wanted.place;
  Decimal smallest_step;
  static_cast<void>(Decimal::FromUnscaled(wanted.upward ? 1 : -1, &smallest_step));
  // Places have 18 digits: the next one is the first beyond.
  if (wanted.beyond) share = AddInRange(share, smallest_step);
  if (share.IsNegative() || share > Decimal::FromInt(1)) return std::nullopt;
  if (decimal::Subtract(group.greatest(), group.least(), &range) != decimal::Arithmetic::kOk) {
    return std::nullopt;
  }
  std::optional<Decimal> bound = ValueAt(share, range, wanted.upward, group);
  if (bound.has_value() && whole) {
    const Int128 units = DivideTowards(wanted.upward, bound->unscaled(), Decimal::kOne);
    Decimal rounded;
    if (Decimal::FromUnscaled(units * Decimal::kOne, &rounded) != decimal::Arithmetic::kOk) {
      return std::nullopt;
    }
    bound = rounded;
  }
  if (!bound.has_value()) return std::nullopt;
  return WantedValue{.bound = *bound, .beyond = false, .place = MinMaxPlace(group, *bound)};
}

}  // namespace

std::optional<WantedValue> ValueFor(const WantedPlace& wanted, scheme::CohortMethod method,
                                    const CohortGroup& group, bool whole) {
  std::optional<WantedValue> value;
  if (method == scheme::CohortMethod::kMinMax) {
    value = WantedMinMax(wanted, group, whole);
  } else {
    value = wanted.upward ? HigherPercentile(wanted, group) : LowerPercentile(wanted, group);
  }
  if (!value.has_value() || !Reaches(value->place, wanted)) return std::nullopt;
  return value;
}

}  // namespace jifen::scoring::evaluate
