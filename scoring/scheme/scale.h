// scoring/scheme/scale.h: the rules that turn a value into points.
//
//   Shape    bands for numbers, levels for bool and enums.
//   Errors   MakeScale: SCHEME_STRUCTURE if no scale is set or it does not fit the value's type, then
//            those of the scale. They are reported.
//   Threads  immutable.
#pragma once

#include <optional>
#include <variant>

#include "jifen/v1/scheme.pb.h"
#include "scoring/expression/type.h"
#include "scoring/scheme/band_scale.h"
#include "scoring/scheme/level_scale.h"

namespace jifen::scoring::scheme {

using Scale = std::variant<BandScale, LevelScale>;

// `type` is that of the value: int, decimal, bool or an enum.
std::optional<Scale> MakeScale(const v1::Scale& scale, const expression::Type& type,
                               const FaultPlace& place);

decimal::Decimal PointsMax(const Scale& scale);

}  // namespace jifen::scoring::scheme
