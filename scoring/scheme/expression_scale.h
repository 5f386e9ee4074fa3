// scoring/scheme/expression_scale.h: points by an expression of the value.
//
//   Shape    what the expression gives, cut to minimum..maximum; `value` names what is measured.
//   Units    points of the scheme.
//   Rounding once.
//   Errors   Make: EXPRESSION_*, DECIMAL_INVALID, SCHEME_POINTS (also a minimum that is not below the
//            maximum), in the order of the fields. All are reported.
//   Threads  immutable after Make.
#pragma once

#include <memory>
#include <optional>

#include "jifen/v1/scale.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/program.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

class ExpressionScale {
 public:
  // `environment` has `value`.
  static std::optional<ExpressionScale> Make(const v1::PointsExpression& scale,
                                             const expression::Environment& environment,
                                             const PointsRounding& rounding,
                                             const FaultPlace& place);

  // int or decimal.
  const expression::Program& program() const { return *points_; }
  // From what the program gave.
  decimal::Decimal PointsFor(decimal::Decimal result) const;

  decimal::Decimal points_min() const { return minimum_; }
  decimal::Decimal points_max() const { return maximum_; }

 private:
  ExpressionScale() = default;

  std::shared_ptr<const expression::Program> points_;
  decimal::Decimal minimum_;
  decimal::Decimal maximum_;
  PointsRounding rounding_;
};

}  // namespace jifen::scoring::scheme
