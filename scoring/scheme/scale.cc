#include "scoring/scheme/scale.h"

#include <string>
#include <utility>

namespace jifen::scoring::scheme {
namespace {

bool TakesBands(const expression::Type& type) {
  return type.Is(expression::Kind::kInt) || type.Is(expression::Kind::kDecimal);
}

void ReportKind(const FaultPlace& place, std::string got, const expression::Type& type) {
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = "the scale does not fit a value of type " + expression::FormatType(type),
                .got = std::move(got),
                .want = TakesBands(type) ? "bands" : "levels"});
}

}  // namespace

std::optional<Scale> MakeScale(const v1::Scale& scale, const expression::Type& type,
                               const FaultPlace& place) {
  switch (scale.kind_case()) {
    case v1::Scale::kBands:
      if (TakesBands(type)) {
        auto made = BandScale::Make(scale.bands(), place.At("bands"));
        return made.has_value() ? std::optional<Scale>(*std::move(made)) : std::nullopt;
      }
      ReportKind(place, "bands", type);
      return std::nullopt;
    case v1::Scale::kLevels:
      if (!TakesBands(type)) {
        auto made = LevelScale::Make(scale.levels(), type, place.At("levels"));
        return made.has_value() ? std::optional<Scale>(*std::move(made)) : std::nullopt;
      }
      ReportKind(place, "levels", type);
      return std::nullopt;
    case v1::Scale::kPerUnit:
    case v1::Scale::kLinear:
    case v1::Scale::kExpression:
    case v1::Scale::KIND_NOT_SET:
      break;
  }
  ReportKind(place, "nothing", type);
  return std::nullopt;
}

decimal::Decimal PointsMax(const Scale& scale) {
  return std::visit([](const auto& kind) { return kind.points_max(); }, scale);
}

}  // namespace jifen::scoring::scheme
