// tools/table_import/number_format.h: what a number format of a workbook makes of a number.
//
//   Shape    the first section of a format counts. A format that shows another number than the cell holds
//            (thousands left out, a unit such as 万 behind it) is kScaled.
//   Source   ECMA-376 part 1, 18.8.30 (built-in numbers, those of Chinese Excel too) and 18.8.31.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace jifen::tools::table_import {

struct NumberFormat {
  enum class Kind { kPlain, kPercent, kDate, kTime, kScaled, kPadded };
  Kind kind = Kind::kPlain;
  int digits = 0;  // of kPadded: as many are shown, zeros before the number
};

NumberFormat FormatOfId(int id);
NumberFormat FormatOfCode(std::string_view code);

// The number of a cell as it is shown, from the text in the file: at most 15 significant digits, as Excel
// keeps them, and no exponent. A date is YYYY-MM-DD; its time of day is left out.
//
//   Errors   INVALID_ARGUMENT with what was expected: CELL_INVALID, DATE_INVALID.
absl::StatusOr<std::string> ShowNumber(std::string_view number, const NumberFormat& format,
                                       bool date1904);

}  // namespace jifen::tools::table_import
