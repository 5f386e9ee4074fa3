// tools/synth/codes.h: numbers that are valid and belong to nobody: credit codes, patents, registrations.
//
//   Shape    check digits are right; the same seed gives the same numbers; no number is given twice.
//   Range    2^24 enterprises; 10^7 patents for a year and kind.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace jifen::tools::synth {

// The unified social credit code of the index-th enterprise.
std::string MakeCreditCode(std::string_view area_code, int64_t index, uint64_t seed);

class NumberIssuer {
 public:
  explicit NumberIssuer(uint64_t seed) : seed_(seed) {}

  // An application number with a point before its check character. kind: 1 invention, 2 utility
  // model, 3 design, 8 invention by PCT.
  std::string NextPatent(int year, int kind);

  // The next number of a series, from 1.
  int64_t Next(const std::string& series) { return ++issued_[series]; }

 private:
  uint64_t seed_;
  std::map<std::string, int64_t> issued_;
};

}  // namespace jifen::tools::synth
