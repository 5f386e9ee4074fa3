#include "scoring/scheme/decimal_field.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::scheme {
namespace {

// The least points above 0: kPointsPlacesMax places.
constexpr decimal::Int128 kPointsUnit = 1'000'000'000;
static_assert(kPointsUnit * 1'000'000'000 == decimal::Decimal::kOne && kPointsPlacesMax == 9);

}  // namespace

std::optional<decimal::Decimal> ReadDecimal(std::string_view text, const FaultPlace& place) {
  const absl::StatusOr<decimal::Decimal> parsed = decimal::Decimal::Parse(text);
  if (parsed.ok()) return *parsed;
  place.Report(parsed.status());
  return std::nullopt;
}

std::optional<decimal::Decimal> ReadPoints(std::string_view text, const FaultPlace& place) {
  const std::optional<decimal::Decimal> points = ReadDecimal(text, place);
  if (!points.has_value()) return std::nullopt;
  if (points->IsNegative() || *points > decimal::Decimal::FromInt(kPointsMax) ||
      points->unscaled() % kPointsUnit != 0) {
    place.Report({.reason = v1::REASON_SCHEME_POINTS,
                  .message = "points are out of range",
                  .got = std::string(text),
                  .want = absl::StrCat("0..", kPointsMax, ", at most ", kPointsPlacesMax,
                                       " places after the point")});
    return std::nullopt;
  }
  return points;
}

std::optional<decimal::Decimal> ReadRoundedPoints(std::string_view text,
                                                  const PointsRounding& rounding,
                                                  const FaultPlace& place) {
  const std::optional<decimal::Decimal> points = ReadPoints(text, place);
  if (!points.has_value()) return std::nullopt;
  decimal::Decimal rounded;
  if (decimal::Round(*points, rounding.places, rounding.rounding, &rounded) ==
          decimal::Arithmetic::kOk &&
      rounded == *points) {
    return points;
  }
  place.Report({.reason = v1::REASON_SCHEME_POINTS,
                .message = "points that are computed are rounded to fewer places than these have",
                .got = std::string(text),
                .want = absl::StrCat("at most ", rounding.places,
                                     " places after the point, as total.points_places says")});
  return std::nullopt;
}

}  // namespace jifen::scoring::scheme
