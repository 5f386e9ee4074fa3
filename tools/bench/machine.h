// tools/bench/machine.h: on what a benchmark ran.
//
//   Threads  free function without state.
#pragma once

#include <string>

namespace jifen::bench {

// The processor, how many of them are seen, and the compiler, e.g. "Intel Xeon ..., 2 threads, clang 14.0.6".
std::string MachineText();

}  // namespace jifen::bench
