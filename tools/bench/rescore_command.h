// tools/bench/rescore_command.h: `jifen-bench rescore`: its flags, and its figures as text.
//
//   Shape    measures the size that was asked for and, before it, those of a tenth and of a hundredth, and says how
//            many times as long each tenfold takes.
//   Threads  one at a time.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace jifen::bench {

class RescoreCommand {
 public:
  // It must outlive the parsing.
  explicit RescoreCommand(CLI::App& app);

  bool parsed() const { return command_->parsed(); }
  // The exit status: 1 if a limit was missed or anything failed, which stderr tells.
  int Run() const;

 private:
  CLI::App* command_;
  std::vector<std::string> scheme_files_;
  std::string folder_;
  int64_t enterprises_ = 10'000;
  uint64_t seed_ = 20250630;
  int64_t store_memory_mib_ = 96;
  bool one_size_ = false;
  bool no_limit_ = false;
};

}  // namespace jifen::bench
