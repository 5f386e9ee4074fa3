// proto/model/patent_number.h: the check digit of Chinese patent application numbers.
//
//   Shape    since October 2003: year 4, kind 1 (1 2 3 8 9), serial 7, an optional point, check
//            character. Before: year 2, kind 1, serial 5, an optional point, check character. An
//            optional prefix ZL or CN.
//   Errors   ParsePatentNumber: PATENT_NUMBER_INVALID, for length, then digits, then kind, then the
//            check character.
//   Source   ZC 0006-2003.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "jifen/v1/intellectual_property.pb.h"

namespace jifen::model {

struct PatentNumber {
  std::string digits;  // without prefix and point, with the check character, e.g. 2017106018623
  v1::IntellectualPropertyKind kind = v1::INTELLECTUAL_PROPERTY_KIND_UNSPECIFIED;
};

absl::StatusOr<PatentNumber> ParsePatentNumber(std::string_view text);

// The check character of the 12 (or, before October 2003, 8) digits before it.
char PatentCheckCharacter(std::string_view digits);

}  // namespace jifen::model
