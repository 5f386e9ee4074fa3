// tools/table_import/number_hint.h: what to write instead of what people write into cells for numbers.
//
//   Shape    a mark or a word for nothing (-, /, 无); a number with its unit behind it (500元, 50万).
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "tools/table_import/file_layout.h"

namespace jifen::tools::table_import {

// In both languages; empty if the text is neither.
std::string NumberHint(std::string_view text, const FileColumn& column);

}  // namespace jifen::tools::table_import
