// tools/jifen/interrupt.h: Ctrl-C that ends a watch and not what is watched.
//
//   Shape    while it lives, SIGINT and SIGTERM are noted instead of ending the program; after it they do what they did.
//   Threads  one at a time; Interrupted may be asked by any thread.
#pragma once

#include <csignal>

namespace jifen::tools::cli {

inline constexpr int kExitInterrupted = 130;  // as shells have it: 128 + SIGINT

class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static bool Interrupted();

 private:
  struct sigaction interrupt_before_ {};
  struct sigaction end_before_ {};
};

}  // namespace jifen::tools::cli
