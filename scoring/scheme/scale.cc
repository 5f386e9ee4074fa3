#include "scoring/scheme/scale.h"

#include <string>
#include <utility>

#include "scoring/scheme/monotone.h"

namespace jifen::scoring::scheme {
namespace {

bool IsNumeric(const expression::Type& type) {
  return type.Is(expression::Kind::kInt) || type.Is(expression::Kind::kDecimal);
}

bool IsUnknown(const expression::Type& type) { return type.Is(expression::Kind::kUnknown); }

void ReportKind(const FaultPlace& place, std::string got, const expression::Type& type) {
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = IsUnknown(type) ? "a measure has a scale"
                                           : "the scale does not fit a value of type " +
                                                 expression::FormatType(type),
                .got = std::move(got),
                .want = IsUnknown(type)   ? "bands, per_unit, linear, percentile, min_max, "
                                            "levels or expression"
                        : IsNumeric(type) ? "bands, per_unit, linear, percentile, min_max or "
                                            "expression"
                                          : "levels or expression"});
}

template <typename Kind>
std::optional<Scale> AsScale(std::optional<Kind> made) {
  return made.has_value() ? std::optional<Scale>(*std::move(made)) : std::nullopt;
}

std::string NameOf(v1::Scale::KindCase kind) {
  const google::protobuf::FieldDescriptor* field =
      v1::Scale::descriptor()->FindFieldByNumber(static_cast<int>(kind));
  return field == nullptr ? "nothing" : field->name();
}

bool Fits(v1::Scale::KindCase kind, const expression::Type& type) {
  if (IsUnknown(type)) return kind != v1::Scale::KIND_NOT_SET;
  switch (kind) {
    case v1::Scale::kBands:
    case v1::Scale::kPerUnit:
    case v1::Scale::kLinear:
    case v1::Scale::kPercentile:
    case v1::Scale::kMinMax:
      return IsNumeric(type);
    case v1::Scale::kLevels:
      return !IsNumeric(type);
    case v1::Scale::kExpression:
      return true;
    case v1::Scale::KIND_NOT_SET:
      return false;
  }
  return false;
}

std::optional<Scale> MakeKind(const v1::Scale& scale, const ScaleContext& context,
                              const FaultPlace& place) {
  switch (scale.kind_case()) {
    case v1::Scale::kBands:
      return AsScale(BandScale::Make(scale.bands(), place.At("bands")));
    case v1::Scale::kLevels:
      return AsScale(LevelScale::Make(scale.levels(), context.type, place.At("levels")));
    case v1::Scale::kPerUnit:
      return AsScale(PerUnitScale::Make(scale.per_unit(), context.rounding, place.At("per_unit")));
    case v1::Scale::kLinear:
      return AsScale(LinearScale::Make(scale.linear(), context.rounding, place.At("linear")));
    case v1::Scale::kExpression:
      return AsScale(ExpressionScale::Make(scale.expression(), context.environment,
                                           context.rounding, place.At("expression")));
    case v1::Scale::kPercentile:
      return AsScale(CohortScale::Make(scale.percentile(), CohortMethod::kPercentile,
                                       context.rounding, place.At("percentile")));
    case v1::Scale::kMinMax:
      return AsScale(CohortScale::Make(scale.min_max(), CohortMethod::kMinMax, context.rounding,
                                       place.At("min_max")));
    case v1::Scale::KIND_NOT_SET:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Scale> MakeScale(const v1::Scale& scale, const ScaleContext& context,
                               const FaultPlace& place) {
  if (!Fits(scale.kind_case(), context.type)) {
    ReportKind(place, NameOf(scale.kind_case()), context.type);
    // Perhaps the value is what is wrong: the scale is read as one of a value that is not known.
    static_cast<void>(MakeKind(scale,
                               {.type = expression::Type(),
                                .environment = context.environment,
                                .rounding = context.rounding},
                               place));
    return std::nullopt;
  }
  std::optional<Scale> made = MakeKind(scale, context, place);
  if (made.has_value()) CheckMonotone(scale, *made, place);
  return made;
}

decimal::Decimal PointsMax(const Scale& scale) {
  return std::visit([](const auto& kind) { return kind.points_max(); }, scale);
}

bool LeavesRange(const Scale& scale) {
  if (const auto* bands = std::get_if<BandScale>(&scale)) return bands->leaves_range();
  if (const auto* levels = std::get_if<LevelScale>(&scale)) return levels->leaves_range();
  if (const auto* cohort = std::get_if<CohortScale>(&scale)) return cohort->leaves_range();
  return false;
}

}  // namespace jifen::scoring::scheme
