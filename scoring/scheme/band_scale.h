// scoring/scheme/band_scale.h: points by bands, as most published tables give them.
//
//   Shape    1..64 bands side by side; the first is open below, the last above, so that every
//            number lies in exactly one.
//   Units    bounds: unit of the indicator. Points: points of the scheme, not negative.
//   Range    a value on a bound belongs to the band above it (closed lower, "5 % and more"), or to
//            the band below it (closed upper, "55 % and less").
//   Errors   Make: UNKNOWN_ENUM (closed); TOO_LARGE or SCHEME_BANDS (count); per band DECIMAL_INVALID,
//            SCHEME_BANDS (a bound that is not there, does not rise, overlaps or leaves a gap),
//            SCHEME_POINTS (also a lowest above the points). All are reported.
//   Source   e.g. 国科发政〔2017〕115号, article 7 (the lower bound is inclusive).
//   Threads  immutable after Make.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

class BandScale {
 public:
  static std::optional<BandScale> Make(const v1::Bands& bands, const FaultPlace& place);

  // The band of a value. O(bands), allocates nothing.
  size_t Find(decimal::Decimal value) const;

  size_t size() const { return points_.size(); }
  // The most points of a band, and the least, which experts may raise.
  decimal::Decimal points(size_t band) const { return points_[band]; }
  decimal::Decimal points_lowest(size_t band) const { return points_lowest_[band]; }
  bool leaves_range() const { return points_lowest_ != points_; }
  decimal::Decimal points_max() const;
  v1::Closed closed() const { return closed_; }

  // Null where the band is open.
  const decimal::Decimal* from(size_t band) const {
    return band == 0 ? nullptr : &bounds_[band - 1];
  }
  const decimal::Decimal* to(size_t band) const {
    return band == bounds_.size() ? nullptr : &bounds_[band];
  }

  struct Step {
    size_t band;
    decimal::Decimal bound;  // of that band, on the side of the value
    bool beyond;             // the bound itself is not yet in the band
  };
  // From a value and its band to the nearest band that surely gives more than `points`; of two
  // equally near ones the upper. Nullopt if there is none.
  std::optional<Step> NextAbove(decimal::Decimal value, size_t band, decimal::Decimal points) const;

 private:
  BandScale() = default;

  v1::Closed closed_ = v1::CLOSED_LOWER;
  std::vector<decimal::Decimal> bounds_;  // between the bands, rising
  std::vector<decimal::Decimal> points_;
  std::vector<decimal::Decimal> points_lowest_;
};

}  // namespace jifen::scoring::scheme
