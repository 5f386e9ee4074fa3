#include "scoring/scheme/expression_scale.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/compile_context.h"

namespace jifen::scoring::scheme {

using decimal::Decimal;

std::optional<ExpressionScale> ExpressionScale::Make(const v1::PointsExpression& scale,
                                                     const expression::Environment& environment,
                                                     const PointsRounding& rounding,
                                                     const FaultPlace& place) {
  const size_t faults_before = place.fault_count();
  ExpressionScale made;
  made.rounding_ = rounding;
  made.points_ =
      CompileExpression(scale.points(), {expression::Kind::kInt, expression::Kind::kDecimal},
                        environment, place.At("points"));
  const auto minimum = ReadRoundedPoints(scale.minimum(), rounding, place.At("minimum"));
  const auto maximum = ReadRoundedPoints(scale.maximum(), rounding, place.At("maximum"));
  if (minimum.has_value() && maximum.has_value() && *minimum >= *maximum) {
    place.At("minimum").Report({.reason = v1::REASON_SCHEME_POINTS,
                                .message = "the least points are not below the most",
                                .got = scale.minimum(),
                                .want = absl::StrCat("less than ", scale.maximum())});
  }
  if (place.fault_count() != faults_before || made.points_ == nullptr) return std::nullopt;
  made.minimum_ = *minimum;
  made.maximum_ = *maximum;
  return made;
}

Decimal ExpressionScale::PointsFor(Decimal result) const {
  // Both ends have no more places than the rounding: it does not lead beyond them.
  const Decimal cut = std::clamp(result, minimum_, maximum_);
  Decimal points;
  static_cast<void>(decimal::Round(cut, rounding_.places, rounding_.rounding, &points));
  return points;
}

}  // namespace jifen::scoring::scheme
