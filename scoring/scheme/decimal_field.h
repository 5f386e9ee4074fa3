// scoring/scheme/decimal_field.h: decimals in the text fields of a scheme.
//
//   Errors   ReadDecimal: DECIMAL_INVALID. ReadPoints: the same, then SCHEME_POINTS if negative.
//            They are reported at the place, and nullopt is returned.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string_view>

#include "scoring/decimal/decimal.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

std::optional<decimal::Decimal> ReadDecimal(std::string_view text, const FaultPlace& place);
std::optional<decimal::Decimal> ReadPoints(std::string_view text, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
