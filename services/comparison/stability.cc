#include "services/comparison/stability.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/strings/str_format.h"

namespace jifen::services::comparison {
namespace {

using scoring::decimal::Decimal;

constexpr uint64_t kTenths = 10;
constexpr double kShareLeast =
    0.0001;  // 0 has no logarithm, and a lesser share would count more than none
constexpr double kPlaces = 10'000;
constexpr double kMoved = 1'000;  // 0.10
constexpr double kUnstable = 2'500;

double ShareOf(uint64_t part, uint64_t whole) {
  return std::max(static_cast<double>(part) / static_cast<double>(whole), kShareLeast);
}

// The index in units of its last place.
double IndexOf(const v1::Stability& stability, uint64_t before, uint64_t after) {
  double index = 0;
  for (const v1::StabilityBin& bin : stability.bins()) {
    const double a = ShareOf(bin.after(), after);
    const double b = ShareOf(bin.before(), before);
    index += (a - b) * std::log(a / b);
  }
  return std::round(index * kPlaces);
}

}  // namespace

std::vector<StabilityCounter::Place> StabilityCounter::Rising() const {
  std::vector<Place> places;
  places.reserve(counts_.size());
  for (const auto& [key, counts] : counts_) {
    Decimal points;
    static_cast<void>(Decimal::FromUnscaled(static_cast<scoring::decimal::Int128>(key), &points));
    places.push_back({.points = points, .counts = counts});
  }
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.points < b.points; });
  return places;
}

v1::Stability StabilityCounter::Build() const {
  const std::vector<Place> places = Rising();
  Counts all;
  for (const Place& place : places) {
    all.before += place.counts.before;
    all.after += place.counts.after;
  }
  v1::Stability stability;
  if (all.before == 0 || all.after == 0) return stability;
  Counts bin;
  uint64_t passed = 0;  // before, up to here
  uint64_t tenth = 1;
  const auto close = [&](std::optional<Decimal> to) {
    v1::StabilityBin* message = stability.add_bins();
    if (to.has_value()) message->set_to(to->Format());
    message->set_before(bin.before);
    message->set_after(bin.after);
    bin = {};
  };
  for (const Place& place : places) {
    bin.before += place.counts.before;
    bin.after += place.counts.after;
    passed += place.counts.before;
    if (tenth == kTenths || passed * kTenths < tenth * all.before) continue;
    close(place.points);
    while (tenth < kTenths && passed * kTenths >= tenth * all.before) ++tenth;
  }
  close(std::nullopt);
  const double index = IndexOf(stability, all.before, all.after);
  stability.set_index(absl::StrFormat("%.4f", index / kPlaces));
  stability.set_mark(index < kMoved      ? v1::STABILITY_MARK_STABLE
                     : index < kUnstable ? v1::STABILITY_MARK_MOVED
                                         : v1::STABILITY_MARK_UNSTABLE);
  return stability;
}

}  // namespace jifen::services::comparison
