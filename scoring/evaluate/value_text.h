// scoring/evaluate/value_text.h: values, bounds and bands as cards and reasons write them.
//
//   Units    values are plain: a ratio of 5 % is 0.05 and is shown as 5%; 万元 are shown in English as
//            CNY million.
//   Rounding the percentage of a value is cut, not rounded, after 4 places, or after as many as it
//            takes to stay in the band of the value: it never looks like a bound that it does not
//            reach or has passed. Bounds, all other units and FormatPlain are exact.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "google/protobuf/descriptor.h"
#include "jifen/v1/scheme.pb.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/expression/value.h"
#include "scoring/scheme/reason_template.h"
#include "scoring/scheme/scale.h"

namespace jifen::scoring::evaluate {

scheme::Wording BothLanguages(const std::string& text);

// A present value; `type` is that of its expression: decimal, integer, true/false or the short name
// of an enum value.
std::string FormatPlain(const expression::Value& value, const expression::Type& type);

// A present value that has a position in `scale`.
scheme::Wording ShowValue(const expression::Value& value, const expression::Type& type,
                          v1::Unit unit, const scheme::Scale& scale);
// A bound, exactly.
scheme::Wording ShowNumber(decimal::Decimal number, v1::Unit unit);

// Where a place of a scale by units or between knots begins and ends; unset: open.
struct Bounds {
  std::optional<decimal::Decimal> from;
  std::optional<decimal::Decimal> to;
};
Bounds BoundsOf(const scheme::PerUnitScale& units, int position);
Bounds BoundsOf(const scheme::LinearScale& line, int position);

// "30% 及以上", "25% 至 30%(不含)"; a level as its value.
scheme::Wording ShowPosition(const scheme::Scale& scale, int position, v1::Unit unit);

// A position of a scale by cohort, as ShowPosition gives it, with the peers: "a percentile of 80% or more among the
// 120 of "growth C"".
scheme::Wording ShowPlace(const CohortStanding& standing, scheme::CohortMethod method,
                          const scheme::Wording& band);

// What must become of the value: "不低于 30%", "at least 30%"; a level as its value.
scheme::Wording ShowNext(const scheme::Scale& scale, const NextStep& next, v1::Unit unit);

}  // namespace jifen::scoring::evaluate
