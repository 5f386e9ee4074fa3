// proto/model/credit_code.h: the check digits of the unified social credit code (统一社会信用代码).
//
//   Shape    18 characters of 0-9 A-H J-N P-R T-U W-Y; lower case is not accepted.
//   Errors   CheckCreditCode: CREDIT_CODE_INVALID, for length, then characters, then the
//            organisation code's check character (position 17), then the last check character.
//   Source   GB 32100-2015 (whole code), GB 11714-1997 (characters 9 to 17).
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace jifen::model {

inline constexpr int kCreditCodeLength = 18;

// OK, or the fault without a path: what was got and what was wanted.
absl::Status CheckCreditCode(std::string_view code);

// The check character of the eight characters of an organisation code (positions 9 to 16).
char OrganisationCheckCharacter(std::string_view eight);

// The last character that belongs to the first seventeen.
char CreditCodeCheckCharacter(std::string_view seventeen);

}  // namespace jifen::model
