// tools/bench/machine.h: on what a benchmark ran, and how much memory it took.
//
//   Errors   PeakMemoryBytes: 0 where the system does not tell.
//   Threads  free functions; the peak is that of the process.
#pragma once

#include <cstdint>
#include <string>

namespace jifen::bench {

// The processor, how many of them are seen, and the compiler, e.g. "Intel Xeon ..., 2 threads, clang 14.0.6".
std::string MachineText();

// The most memory that was resident at once (VmHWM) since the process began or the peak was last reset.
int64_t PeakMemoryBytes();
void ResetPeakMemory();

}  // namespace jifen::bench
