// tools/table_import/cell.h: the text of a cell as a value.
//
//   Shape    text is UTF-8 without white space around it, and not empty: an empty cell is a missing
//            value, and is none of these.
//   Units    ParseScaled gives the number times 10^digits; nothing is rounded.
//   Errors   INVALID_ARGUMENT or, of a number that does not fit, with what was expected: CELL_INVALID,
//            OUT_OF_RANGE; DATE_INVALID; UNKNOWN_ENUM. The got of the fault is the cell.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "jifen/v1/date.pb.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

// A decimal number with an optional sign, ¥ before or after the sign, and thousands separators that
// stand where they should. No exponent: Excel writes one where it has lost digits.
absl::StatusOr<int64_t> ParseScaled(std::string_view text, int digits);

absl::StatusOr<int32_t> ParseInteger(std::string_view text);

// As ParseInteger; 年 or 年度 may follow. 1990..2100, else OUT_OF_RANGE.
absl::StatusOr<int32_t> ParseYear(std::string_view text);

// As ParseScaled with two digits.
absl::StatusOr<int32_t> ParseHundredths(std::string_view text);

// A percentage in hundredths: 3.45 and 3.45% are 345.
absl::StatusOr<int32_t> ParsePercent(std::string_view text);

// 2025-06-30, 2025/6/30, 2025.6.30, 20250630, 2025年6月30日; a time of day may follow after a space or T.
absl::StatusOr<v1::Date> ParseDateCell(std::string_view text);

// 是 否 有 无 yes no true false y n 1 0 √ ✓ ✔ ☑ × ✗ ✘ ☒
absl::StatusOr<bool> ParseYesNo(std::string_view text);

// The number of the value.
absl::StatusOr<int> ParseEnumCell(std::string_view text, const EnumNames& names);

}  // namespace jifen::tools::table_import
