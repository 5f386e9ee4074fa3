#include "tools/bench/machine.h"

#include <fstream>
#include <thread>

namespace jifen::bench {

std::string MachineText() {
  std::ifstream file("/proc/cpuinfo");
  std::string processor = "unknown processor";
  for (std::string line; std::getline(file, line);) {
    const size_t colon = line.find(": ");
    if (!line.starts_with("model name") || colon == std::string::npos) continue;
    processor = line.substr(colon + 2);
    break;
  }
  return processor + ", " + std::to_string(std::thread::hardware_concurrency()) + " threads, " +
         __VERSION__;
}

}  // namespace jifen::bench
