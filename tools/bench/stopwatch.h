// tools/bench/stopwatch.h: seconds since it was made.
//
//   Threads  may be read by any.
#pragma once

#include <chrono>

namespace jifen::bench {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace jifen::bench
