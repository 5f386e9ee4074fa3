// tools/jifen/request_id.h: names for requests that change something.
//
//   Shape    32 hexadecimal digits, 128 random bits: no two runs choose the same.
//   Threads  any.
#pragma once

#include <string>

namespace jifen::tools::cli {

std::string NewRequestId();

}  // namespace jifen::tools::cli
