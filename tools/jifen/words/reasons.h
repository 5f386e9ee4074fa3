// tools/jifen/words/reasons.h: what each reason of the service means, and what to do next.
//
//   Shape    one table, reasons.def; a test checks that it has every Reason.
//   Errors   a reason that is not in the table (a newer server's) has empty texts.
//   Threads  free functions without state.
#pragma once

#include <string_view>

#include "jifen/v1/error.pb.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

struct ReasonText {
  std::string_view sentence;
  std::string_view next;
};

ReasonText ReasonTextOf(Language language, v1::Reason reason);

}  // namespace jifen::tools::cli
