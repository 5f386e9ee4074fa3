#include "scoring/scheme/band_scale.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/points_range.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

void ReportBand(const FaultPlace& place, std::string message, std::string got, std::string want) {
  place.Report({.reason = v1::REASON_SCHEME_BANDS,
                .message = std::move(message),
                .got = std::move(got),
                .want = std::move(want)});
}

bool CheckCount(const v1::Bands& bands, const FaultPlace& place) {
  if (bands.bands_size() == 0) {
    ReportBand(place.At("bands"), "a scale has at least one band", "0", "1..64");
    return false;
  }
  if (static_cast<size_t>(bands.bands_size()) <= kBandsMax) return true;
  place.At("bands").Report({.reason = v1::REASON_TOO_LARGE,
                            .message = "too many bands",
                            .got = absl::StrCat(bands.bands_size()),
                            .want = absl::StrCat("at most ", kBandsMax)});
  return false;
}

// The two texts of one bound: `to` of the band below, `from` of the band above.
struct BoundTexts {
  const v1::Bands& bands;
  int below;  // the bound lies between bands `below` and `below` + 1
  bool closed_lower;
};

std::optional<Decimal> ReadIf(bool set, const std::string& text, const FaultPlace& place) {
  return set ? ReadDecimal(text, place) : std::nullopt;
}

// The bound between two bands, which at least the closed side must state.
std::optional<Decimal> ReadBound(const BoundTexts& texts, const FaultPlace& place) {
  const v1::Band& lower = texts.bands.bands(texts.below);
  const v1::Band& upper = texts.bands.bands(texts.below + 1);
  const FaultPlace to_place = place.At("bands", texts.below).At("to");
  const FaultPlace from_place = place.At("bands", texts.below + 1).At("from");
  const bool stated = texts.closed_lower ? upper.has_from() : lower.has_to();
  if (!stated) {
    ReportBand(texts.closed_lower ? from_place : to_place,
               "a band between two others says where it begins", "nothing", "a bound");
    return std::nullopt;
  }
  const std::optional<Decimal> to = ReadIf(lower.has_to(), lower.to(), to_place);
  const std::optional<Decimal> from = ReadIf(upper.has_from(), upper.from(), from_place);
  if (to.has_value() && from.has_value() && *to != *from) {
    ReportBand(
        from_place,
        *from < *to ? "overlaps the band before it" : "leaves a gap after the band before it",
        upper.from(), lower.to());
    return std::nullopt;
  }
  return texts.closed_lower ? from : to;
}

void CheckClosed(const v1::Bands& bands, const FaultPlace& place) {
  if (v1::Closed_IsValid(bands.closed())) return;
  place.At("closed").Report({.reason = v1::REASON_UNKNOWN_ENUM,
                             .message = "no such end of a band",
                             .got = absl::StrCat(static_cast<int>(bands.closed())),
                             .want = "a value of Closed"});
}

void CheckEnds(const v1::Bands& bands, const FaultPlace& place) {
  const int last = bands.bands_size() - 1;
  if (bands.bands(0).has_from()) {
    ReportBand(place.At("bands", 0).At("from"),
               "values below it would have no band: leave `from` of the first band unset",
               bands.bands(0).from(), "unset");
  }
  if (bands.bands(last).has_to()) {
    ReportBand(place.At("bands", last).At("to"),
               "values above it would have no band: leave `to` of the last band unset",
               bands.bands(last).to(), "unset");
  }
}

}  // namespace

std::optional<BandScale> BandScale::Make(const v1::Bands& bands, const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  CheckClosed(bands, place);
  if (!CheckCount(bands, place)) return std::nullopt;
  CheckEnds(bands, place);
  BandScale scale;
  const bool closed_lower = bands.closed() != v1::CLOSED_UPPER;
  scale.closed_ = closed_lower ? v1::CLOSED_LOWER : v1::CLOSED_UPPER;
  for (int i = 0; i < bands.bands_size(); ++i) {
    if (const auto range = ReadPointsRange(bands.bands(i), place.At("bands", i))) {
      scale.points_.push_back(range->points);
      scale.points_lowest_.push_back(range->points_lowest);
    }
    if (i + 1 == bands.bands_size()) break;
    const std::optional<Decimal> bound =
        ReadBound({.bands = bands, .below = i, .closed_lower = closed_lower}, place);
    if (!bound.has_value()) continue;
    if (!scale.bounds_.empty() && *bound <= scale.bounds_.back()) {
      ReportBand(closed_lower ? place.At("bands", i + 1).At("from") : place.At("bands", i).At("to"),
                 "bounds rise from band to band: this one overlaps those before it",
                 bound->Format(), absl::StrCat("more than ", scale.bounds_.back().Format()));
    }
    scale.bounds_.push_back(*bound);
  }
  if (place.fault_count() != faults_before) return std::nullopt;
  return scale;
}

size_t BandScale::Find(Decimal value) const {
  size_t band = 0;
  if (closed_ == v1::CLOSED_LOWER) {
    while (band < bounds_.size() && bounds_[band] <= value) ++band;
  } else {
    while (band < bounds_.size() && bounds_[band] < value) ++band;
  }
  return band;
}

Decimal BandScale::points_max() const { return *std::max_element(points_.begin(), points_.end()); }

std::optional<BandScale::Step> BandScale::NextAbove(Decimal value, size_t band,
                                                    Decimal points) const {
  size_t up = band + 1;
  while (up < points_.size() && points_lowest_[up] <= points) ++up;
  size_t down = band;  // one more than the index
  while (down > 0 && points_lowest_[down - 1] <= points) --down;
  const bool has_up = up < points_.size();
  const bool has_down = down > 0;
  if (!has_up && !has_down) return std::nullopt;
  const bool lower = closed_ == v1::CLOSED_LOWER;
  const Step upward = has_up ? Step{up, bounds_[up - 1], !lower} : Step{};
  if (!has_down) return upward;
  const Step downward{down - 1, bounds_[down - 1], lower};
  if (!has_up) return downward;
  // Bounds on both sides of the value: both distances are below 2 * 10^20.
  Decimal distance_up;
  Decimal distance_down;
  const bool up_fits =
      decimal::Subtract(upward.bound, value, &distance_up) == decimal::Arithmetic::kOk;
  const bool down_fits =
      decimal::Subtract(value, downward.bound, &distance_down) == decimal::Arithmetic::kOk;
  if (up_fits != down_fits) return up_fits ? upward : downward;
  return distance_up <= distance_down ? upward : downward;
}

}  // namespace jifen::scoring::scheme
