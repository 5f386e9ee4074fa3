// tools/table_import/number_hint.h: what to write instead of what people write into cells for numbers.
//
//   Shape    a mark or a word for nothing (-, /, 无); a number with its unit behind it (500元, 50万); scientific notation
//            (1.2E+07), with the number that it is exactly, up to kExponentMax places from the point, if the column takes it.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "tools/table_import/file_layout.h"

namespace jifen::tools::table_import {

inline constexpr int kExponentMax = 18;

// In both languages; empty if the text is none of them.
std::string NumberHint(std::string_view text, const FileColumn& column);

}  // namespace jifen::tools::table_import
