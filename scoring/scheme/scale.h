// scoring/scheme/scale.h: the rules that turn a value into points.
//
//   Shape    bands, units, lines and places in a cohort for numbers, levels for bool and enums, expressions
//            for all.
//   Errors   MakeScale: SCHEME_STRUCTURE if no scale is set or it does not fit the value's type, then
//            those of the scale that do not come of that, then those of monotone.h. They are reported.
//   Threads  immutable.
#pragma once

#include <optional>
#include <variant>

#include "jifen/v1/scale.pb.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/type.h"
#include "scoring/scheme/band_scale.h"
#include "scoring/scheme/cohort_scale.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/expression_scale.h"
#include "scoring/scheme/level_scale.h"
#include "scoring/scheme/linear_scale.h"
#include "scoring/scheme/per_unit_scale.h"

namespace jifen::scoring::scheme {

using Scale =
    std::variant<BandScale, LevelScale, PerUnitScale, LinearScale, ExpressionScale, CohortScale>;

struct ScaleContext {
  // Of the value: int, decimal, bool or an enum; unknown if it did not compile: what depends on it is
  // not checked then.
  const expression::Type& type;
  const expression::Environment& environment;  // of expression scales: has `value`, maybe as faulty
  PointsRounding rounding;
};

std::optional<Scale> MakeScale(const v1::Scale& scale, const ScaleContext& context,
                               const FaultPlace& place);

decimal::Decimal PointsMax(const Scale& scale);

// Whether experts have something to judge at some value.
bool LeavesRange(const Scale& scale);

}  // namespace jifen::scoring::scheme
