#include "scoring/scheme/decimal_field.h"

#include <string>

namespace jifen::scoring::scheme {

std::optional<decimal::Decimal> ReadDecimal(std::string_view text, const FaultPlace& place) {
  const absl::StatusOr<decimal::Decimal> parsed = decimal::Decimal::Parse(text);
  if (parsed.ok()) return *parsed;
  place.Report(parsed.status());
  return std::nullopt;
}

std::optional<decimal::Decimal> ReadPoints(std::string_view text, const FaultPlace& place) {
  const std::optional<decimal::Decimal> points = ReadDecimal(text, place);
  if (points.has_value() && points->IsNegative()) {
    place.Report({.reason = v1::REASON_SCHEME_POINTS,
                  .message = "points are not negative",
                  .got = std::string(text),
                  .want = "0 or more"});
    return std::nullopt;
  }
  return points;
}

}  // namespace jifen::scoring::scheme
