#include "scoring/scheme/cohort_scale.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

constexpr Decimal kWhole = Decimal::FromInt(1);

// Nobody is at a place below 0 or above 1: a bound there would divide nothing.
void CheckBounds(const v1::Bands& message, const BandScale& bands, const FaultPlace& place) {
  const bool closed_upper = bands.closed() == v1::CLOSED_UPPER;
  for (size_t band = 0; band + 1 < bands.size(); ++band) {
    const Decimal bound = *bands.to(band);
    if (Decimal() < bound && bound <= kWhole) continue;
    const int lower = static_cast<int>(band);
    const FaultPlace at =
        closed_upper ? place.At("bands", lower).At("to") : place.At("bands", lower + 1).At("from");
    at.Report({.reason = v1::REASON_SCHEME_BANDS,
               .message = "places in a cohort are 0..1",
               .got = closed_upper ? message.bands(lower).to() : message.bands(lower + 1).from(),
               .want = "above 0, at most 1"});
  }
}

void CheckKnots(const v1::Linear& message, const LinearScale& line, const FaultPlace& place) {
  for (size_t knot = 0; knot < line.size(); ++knot) {
    if (!line.at(knot).IsNegative() && line.at(knot) <= kWhole) continue;
    const int at = static_cast<int>(knot);
    place.At("knots", at)
        .At("at")
        .ReportStructure("places in a cohort are 0..1", message.knots(at).at(), "0..1");
  }
}

}  // namespace

std::optional<CohortScale> CohortScale::Make(const v1::CohortPlace& scale, CohortMethod method,
                                             const PointsRounding& rounding,
                                             const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  if (scale.has_bands()) {
    auto bands = BandScale::Make(scale.bands(), place.At("bands"));
    if (!bands.has_value()) return std::nullopt;
    CheckBounds(scale.bands(), *bands, place.At("bands"));
    if (place.fault_count() != faults_before) return std::nullopt;
    return CohortScale(method, *std::move(bands));
  }
  if (scale.has_linear()) {
    auto line = LinearScale::Make(scale.linear(), rounding, place.At("linear"));
    if (!line.has_value()) return std::nullopt;
    CheckKnots(scale.linear(), *line, place.At("linear"));
    if (place.fault_count() != faults_before) return std::nullopt;
    return CohortScale(method, *std::move(line));
  }
  place.ReportStructure("a place in a cohort has points", "nothing", "bands or linear");
  return std::nullopt;
}

Decimal CohortScale::points_max() const {
  return std::visit([](const auto& steps) { return steps.points_max(); }, steps_);
}

size_t CohortScale::Find(Decimal place) const {
  return std::visit([place](const auto& steps) { return steps.Find(place); }, steps_);
}

CohortScale::Points CohortScale::PointsFor(Decimal place, size_t position) const {
  if (bands() != nullptr) return {bands()->points_lowest(position), bands()->points(position)};
  const Decimal points = std::get<LinearScale>(steps_).PointsFor(place, position);
  return {points, points};
}

std::string NameOf(CohortMethod method) {
  return method == CohortMethod::kPercentile ? "percentile" : "min_max";
}

}  // namespace jifen::scoring::scheme
