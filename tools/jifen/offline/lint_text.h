// tools/jifen/offline/lint_text.h: what the lint says of a scheme, in Chinese.
//
//   Shape    one table, lint_text.def; " in stage ..." may follow each text. A test holds it against the
//            messages of scoring/scheme.
//   Errors   a text that is not in the table, such as one of an expression, stays as it is.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

namespace jifen::tools::cli {

std::string LintTextInChinese(std::string_view text);

}  // namespace jifen::tools::cli
