// proto/model/area_code.h: the form of area and industry codes.
//
//   Shape    area: six digits, the first not 0. industry: a section letter A..T and two to four
//            digits.
//   Errors   CODE_INVALID, without a path.
//   Source   GB/T 2260; GB/T 4754-2017. The form is checked, not that the code is assigned.
//   Threads  free functions without state.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace jifen::model {

absl::Status CheckAreaCode(std::string_view code);
absl::Status CheckIndustryCode(std::string_view code);

}  // namespace jifen::model
