// tools/jifen/render/decimal_text.h: what the screen needs of decimals, done on their digits.
//
//   Shape    plain decimals as score cards hold them: an optional minus, digits, an optional point
//            with digits. Numbers never pass through binary floating point.
//   Range    any number of digits.
//   Rounding RoundTo rounds half to even (GB/T 8170).
//   Errors   a text that is no such number is given back unchanged, counts as 0 and fills nothing.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jifen::tools::cli {

bool IsDecimal(std::string_view text);

// Moves the point to the right (or, negative, to the left): ShiftPoint("0.052", 2) is "5.2".
std::string ShiftPoint(std::string_view text, int places);

// At most `places` digits after the point, trailing zeros dropped.
std::string RoundTo(std::string_view text, int places);

// -1, 0 or 1.
int CompareDecimals(std::string_view left, std::string_view right);

// floor(parts * value / maximum), within 0..parts; 0 if the maximum is not positive.
int PartsOf(std::string_view value, std::string_view maximum, int parts);

// value * factor, exactly; the factor is 0..1000.
std::string TimesSmall(std::string_view value, int factor);

// left + right, left - right and left * right, exactly.
std::string Sum(std::string_view left, std::string_view right);
std::string Difference(std::string_view left, std::string_view right);
std::string Product(std::string_view left, std::string_view right);

// The shortest text of at least `places` digits after the point (fewer if the value has fewer) that
// lies on the same side of 0 and of every bound as the value itself: 0.05999998 is not shown as 0.06.
std::string ShortenHonestly(std::string_view value, int places,
                            const std::vector<std::string>& bounds);

// Digits before the point in groups of three: 2600000 is 2,600,000.
std::string GroupThousands(std::string_view text);

}  // namespace jifen::tools::cli
