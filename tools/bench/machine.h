// tools/bench/machine.h: on what a benchmark ran, and what it took of it.
//
//   Errors   figures are 0 where the system does not tell.
//   Threads  free functions; figures are of the whole process.
#pragma once

#include <cstdint>
#include <string>

namespace jifen::bench {

// The processor, how many of them are seen, and the compiler, e.g. "Intel Xeon ..., 2 threads, clang 14.0.6".
std::string MachineText();

// The most memory that was resident at once (VmHWM) since the process began or the peak was last reset.
int64_t PeakMemoryBytes();
void ResetPeakMemory();

// What all threads have computed so far: unlike the time on the clock it hardly depends on who else computes.
double CpuSeconds();

}  // namespace jifen::bench
